using System.Text.Json;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verifying;

/// <summary>Which rule fires for a page and why, as a list of points.</summary>
internal static class ExplainJson
{
    public static void Write(PolicyPlan plan, IReadOnlyList<PointExplanation> points, IReadOnlyList<Unasked> unasked, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartArray();
        foreach (var point in points) Write(json, plan, point);
        foreach (var section in unasked) Write(json, section);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter w, PolicyPlan plan, PointExplanation point)
    {
        w.WriteStartObject();
        w.WriteString("point", point.Point);
        w.WriteString("answer", point.Fires switch { null => "depends", -1 => "none", _ => "fires" });
        if (point.Fires is >= 0 and var fires) w.WriteString("rule", plan.Rules[fires].Label);
        w.Array("rules", point.Rules, (r, rule) =>
        {
            r.WriteStartObject();
            r.WriteString("rule", plan.Rules[rule.Rule].Label);
            r.WriteNumber("line", plan.Rules[rule.Rule].Origin.Start.Line);
            r.WriteString("outcome", rule.Outcome);
            r.WriteString("firing", rule.Firing.ToString().ToLowerInvariant());
            r.Array("why", rule.Why, (x, text) => x.WriteStringValue(text));
            r.WriteEndObject();
        });
        w.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, Unasked section)
    {
        w.WriteStartObject();
        w.WriteString("point", section.Point);
        w.WriteString("answer", "not asked");
        w.WriteString("why", section.Why);
        w.WriteStartArray("rules");
        w.WriteEndArray();
        w.WriteEndObject();
    }
}
