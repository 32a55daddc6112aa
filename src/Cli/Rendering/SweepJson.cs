using CdmPolicy.Cli.Sweeping;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A sweep as one object; the results by number of the job.</summary>
internal static class SweepJson
{
    public static void Write(Sweep sweep, Measure by, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("policy", sweep.Header.Policy);
        json.WriteString("source", sweep.Header.Source);
        json.WriteString("options", sweep.Header.Options);
        json.WriteString("by", by.Title);
        json.WriteNumber("jobs", sweep.Jobs);
        json.WriteNumber("jobs_without_result", sweep.Jobs - sweep.Results.Count);
        json.Array("axes", sweep.Header.Axes, (w, axis) =>
        {
            w.WriteStartObject();
            w.WriteString("option", axis.Option);
            w.WriteString("name", axis.Name);
            w.Array("values", axis.Values, (v, value) => v.WriteStringValue(value));
            w.WriteEndObject();
        });
        json.WriteNumber("jobs_that_break_a_contract", sweep.Broken);
        json.WriteString("best", sweep.Ranked(by).FirstOrDefault()?.Options);
        json.Array("results", sweep.Results, (w, result) =>
        {
            w.WriteStartObject();
            w.WriteNumber("job", result.Job);
            w.WriteString("options", result.Options);
            foreach (var (measure, value) in sweep.Header.Measures.Zip(result.Values)) w.WriteNumber(measure, value);
            w.WriteEndObject();
        });
        json.WriteEndObject();
    });
}
