using System.Text.Json;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verifying;

/// <summary>Where two policies differ, as one object.</summary>
internal static class DiffJson
{
    public static void Write(PolicyPlan a, PolicyPlan b, IReadOnlyList<PointDifference> differences, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("a", a.Name);
        json.WriteString("b", b.Name);
        json.WriteBoolean("equivalent", differences.All(d => d.Regions.Count == 0 && d.Known));
        json.Array("not_comparable", Difference.OfOneAlone(a, b), (w, text) => w.WriteStringValue(text));
        json.Array("points", differences, (w, point) =>
        {
            w.WriteStartObject();
            w.WriteString("point", point.Point);
            w.WriteBoolean("more", point.More);
            w.WriteBoolean("complete", point.Known);
            w.Array("regions", point.Regions, (r, region) =>
            {
                r.WriteStartObject();
                r.Array("where", region.Where, (x, text) => x.WriteStringValue(text));
                r.Array("example", region.Example, (x, text) => x.WriteStringValue(text));
                Side(r, "a", a, region.A);
                Side(r, "b", b, region.B);
                r.WriteEndObject();
            });
            w.WriteEndObject();
        });
        json.WriteEndObject();
    });

    private static void Side(Utf8JsonWriter json, string name, PolicyPlan plan, Decided side)
    {
        json.WriteStartObject(name);
        json.WriteString("outcome", side.Outcome);
        if (side.Rule >= 0)
        {
            json.WriteString("rule", plan.Rules[side.Rule].Label);
            json.WriteNumber("line", plan.Rules[side.Rule].Origin.Start.Line);
        }

        json.WriteEndObject();
    }
}
