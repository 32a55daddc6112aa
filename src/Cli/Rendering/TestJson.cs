using CdmPolicy.Cli.Verbs;

namespace CdmPolicy.Cli.Rendering;

/// <summary>What tests found, as one object.</summary>
internal static class TestJson
{
    public static void Write(IReadOnlyList<TestOutcome> outcomes, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("passed", outcomes.Count(o => o.Passed));
        json.WriteNumber("failed", outcomes.Count(o => !o.Passed));
        json.Array("tests", outcomes, (w, outcome) =>
        {
            w.WriteStartObject();
            w.WriteString("name", outcome.Test.Name);
            w.WriteString("policy", outcome.Test.Policy);
            w.WriteString("file", outcome.Test.Path);
            w.WriteNumber("line", outcome.Test.Line);
            w.WriteBoolean("passed", outcome.Passed);
            w.WriteNumber("expectations", outcome.Result.Expectations);
            w.Array("failures", outcome.Result.Failures, (f, failure) =>
            {
                f.WriteStartObject();
                f.WriteNumber("line", failure.Place.Line);
                f.WriteNumber("column", failure.Place.Column);
                f.WriteNumber("end_line", failure.Place.EndLine);
                f.WriteNumber("end_column", failure.Place.EndColumn);
                f.WriteString("step", failure.Place.Source);
                f.Array("seen", TestText.Seen(failure, outcome.Test.Hierarchy), (s, text) => s.WriteStringValue(text));
                f.WriteEndObject();
            });
            w.WriteNumber("seconds", Math.Round(outcome.Seconds, 6));
            w.WriteEndObject();
        });
        json.WriteEndObject();
    });
}
