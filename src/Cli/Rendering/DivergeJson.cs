using System.Text.Json;
using CdmPolicy.Cli.Diverging;
using CdmPolicy.Cli.Explaining;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Where two policies part on a trace, as one object.</summary>
internal static class DivergeJson
{
    public static void Write(DivergeReport report, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("source", report.Source);
        json.WriteNumber("accesses", report.Accesses);
        json.WriteNumber("pages", report.Pages);
        json.WriteNumber("pages_that_go_other_ways", report.Diverged.Count);
        json.WriteNumber("pages_by_other_rules", report.ByOtherRules.Count);
        json.Array("policies", new[] { report.First, report.Second }, (w, side) =>
        {
            w.WriteStartObject();
            w.WriteString("name", side.Name);
            w.WriteNumber("cost_ns", side.Result.CostNs);
            w.WriteNumber("p99_ns", side.Meter.Costs.Percentile(990));
            w.WriteNumber("moved_bytes", side.Result.MovedPages * side.Texts.Hierarchy.PageBytes);
            w.WriteNumber("faults", side.Result.Totals.Faults);
            w.WriteNumber("failed", side.Result.Totals.Failed);
            w.WriteEndObject();
        });
        json.Array("first", report.Told, (w, told) =>
        {
            w.WriteStartObject();
            w.WriteNumber("page", told.Divergence.Page);
            w.WriteNumber("time_ns", told.Divergence.Ns);
            w.WriteNumber("access", told.Divergence.Access);
            w.WriteBoolean("only_rule", told.Divergence.OnlyRule);
            w.Array("decisions", new[] { (report.First, told.First), (report.Second, told.Second) }, (d, s) => Write(d, s.Item1, s.Item2));
            w.WriteEndObject();
        });
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Side side, LoggedEvent? logged)
    {
        if (logged is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        StoryJson.WriteEvent(json, logged, side.Texts);
        json.WriteEndObject();
    }
}
