using System.Text.Json;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>What the results of a file are of, its first line: only results of the same belong together.</summary>
/// <param name="Verb"><c>sweep</c> or <c>tune</c>.</param>
/// <param name="Source">The trace or the workload, by name.</param>
/// <param name="PolicyHash">Of the files' texts.</param>
/// <param name="SourceHash">Of the accesses.</param>
/// <param name="Options">What else was said, the same for all jobs.</param>
/// <param name="Axes">What is varied.</param>
/// <param name="Measures">By name, in the order of the values.</param>
internal sealed record JobHeader(
    string Verb, string Version, string Policy, string PolicyHash, string Source, string SourceHash, string Options, IReadOnlyList<Axis> Axes,
    IReadOnlyList<string> Measures)
{
    public string ToLine() => JobResult.Line(json =>
    {
        json.WriteString("cdmp", Verb);
        json.WriteString("version", Version);
        json.WriteString("policy", Policy);
        json.WriteString("policy_hash", PolicyHash);
        json.WriteString("source", Source);
        json.WriteString("source_hash", SourceHash);
        json.WriteString("options", Options);
        Rendering.Json.Array(json, "axes", Axes, (w, axis) =>
        {
            w.WriteStartObject();
            w.WriteString("option", axis.Option);
            w.WriteString("name", axis.Name);
            Rendering.Json.Array(w, "values", axis.Values, (v, value) => v.WriteStringValue(value));
            w.WriteEndObject();
        });
        Rendering.Json.Array(json, "measures", Measures, (w, measure) => w.WriteStringValue(measure));
    });

    /// <summary>Null: it is none.</summary>
    public static JobHeader? OfLine(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string Text(string name) => root.GetProperty(name).GetString() ?? throw new InvalidOperationException();
            return new(
                Text("cdmp"), Text("version"), Text("policy"), Text("policy_hash"), Text("source"), Text("source_hash"), Text("options"),
                [.. root.GetProperty("axes").EnumerateArray().Select(a => new Axis(
                    a.GetProperty("option").GetString()!, a.GetProperty("name").GetString()!,
                    [.. a.GetProperty("values").EnumerateArray().Select(v => v.GetString()!)]))],
                [.. root.GetProperty("measures").EnumerateArray().Select(m => m.GetString()!)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>In what this is not the same work as another, for a person; null: it is the same.</summary>
    public string? DifferenceFrom(JobHeader other) =>
        Verb != other.Verb ? $"of `cdmp {Verb}`, not of `cdmp {other.Verb}`"
        : Policy != other.Policy ? $"of the policy `{Policy}`, not of `{other.Policy}`"
        : PolicyHash != other.PolicyHash ? $"of another text of the policy `{Policy}`"
        : SourceHash != other.SourceHash ? $"of other accesses, `{Source}`"
        : !Axes.Select(a => a.Text).SequenceEqual(other.Axes.Select(a => a.Text)) ? $"of another grid: {string.Join(" ", Axes.Select(a => a.Text))}"
        : !Measures.SequenceEqual(other.Measures) ? "of runs with other measures"
        : Options != other.Options ? $"of runs with other options: `{Options}`"
        : Version != other.Version ? $"of another version of cdmp, {Version}"
        : null;
}
