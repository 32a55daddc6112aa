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
        json.Array("other_parameters", report.Parameters, (w, parameter) =>
        {
            w.WriteStartObject();
            w.WriteString("name", parameter.Name);
            w.Array("values", new[] { parameter.First, parameter.Second }, (v, value) => v.WriteStringValue(value));
            w.WriteEndObject();
        });
        json.Array("first", report.Told, (w, told) =>
        {
            w.WriteStartObject();
            w.WriteNumber("page", told.Divergence.Page);
            w.WriteNumber("time_ns", told.Divergence.Ns);
            w.WriteNumber("access", told.Divergence.Access);
            w.WriteBoolean("only_rule", told.Divergence.OnlyRule);
            var both = new[] { (Side: report.First, Reason: told.First), (Side: report.Second, Reason: told.Second) };
            w.Array("decisions", both, (d, s) => Write(d, s.Side, s.Reason.Did));
            w.Array("why", both, (d, s) => Write(d, s.Side, s.Reason));
            w.WriteEndObject();
        });
        json.WriteEndObject();
    });

    /// <summary>The rules that were asked at the instant and did nothing, or why none was.</summary>
    private static void Write(Utf8JsonWriter json, Side side, SideReason reason)
    {
        json.WriteStartObject();
        json.WriteString("not_asked", reason.WhyNotAsked);
        json.Array("asked", reason.Asked, (w, asked) =>
        {
            w.WriteStartObject();
            w.WriteString("rule", side.Texts.Name(asked.Rule));
            w.WriteString("file", side.Texts.File(asked.Rule));
            w.WriteNumber("line", side.Texts.Line(asked.Rule));
            w.WriteString("source", side.Texts.Source(asked.Rule));
            w.WriteBoolean("matches", asked.Came is not null);
            w.Array("false", asked.Came is not null ? [] : side.Texts.Wrong(asked.Rule, asked.Wrong, asked.Values), (x, wrong) => x.WriteStringValue(wrong.Part));
            w.WriteStartObject("saw");
            foreach (var (name, value) in side.Texts.Saw(asked.Rule, asked.Values)) w.WriteString(name, value);
            w.WriteEndObject();
            if (asked.Came is { } came)
            {
                w.WriteString("kind", EventText.Words(came.Event.Kind).Replace(' ', '_'));
                w.WriteString("text", EventText.What(came.Event, side.Texts));
                if (came.Event.Kind is PageEventKind.Refused or PageEventKind.NotPlaced) w.WriteString("reason", EventText.Words((Refusal)came.Event.Detail));
            }

            w.WriteEndObject();
        });
        json.WriteEndObject();
    }

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
