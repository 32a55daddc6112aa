using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verifying;

/// <summary>Where two policies differ, for a person.</summary>
internal static class DiffText
{
    public static void Write(PolicyPlan a, PolicyPlan b, IReadOnlyList<PointDifference> differences, TextWriter output)
    {
        var (nameOfA, nameOfB) = a.Name == b.Name ? ("A", "B") : (a.Name, b.Name);
        foreach (var alone in Difference.OfOneAlone(a, b)) output.WriteLine($"not comparable: {alone}; the other has no such field");
        foreach (var point in differences.Where(d => d.Regions.Count > 0 || !d.Known))
        {
            output.WriteLine($"{point.Point}:");
            foreach (var region in point.Regions)
            {
                var where = region.Where.Count == 0 ? "every page" : string.Join(", ", region.Where);
                output.WriteLine($"  {where}: {Side(a, nameOfA, region.A)}, {Side(b, nameOfB, region.B)}");
                if (region.Example.Count > 0) output.WriteLine($"    for example {string.Join(", ", region.Example)}");
            }

            if (point.More) output.WriteLine("  and more");
            if (!point.Known) output.WriteLine("  whether there is more is not known: the effort was not enough");
        }

        var same = differences.Where(d => d.Regions.Count == 0 && d.Known).Select(d => d.Point).ToArray();
        if (same.Length == differences.Count) output.WriteLine($"equivalent: {nameOfA} and {nameOfB} decide alike about every page, at the parameters' defaults");
        else if (same.Length > 0) output.WriteLine($"alike: {string.Join(", ", same)}");
    }

    private static string Side(PolicyPlan plan, string name, Decided side) =>
        side.Rule < 0 ? $"{name} has no rule" : $"{name} says {side.Outcome} (`{plan.Rules[side.Rule].Label}`, line {plan.Rules[side.Rule].Origin.Start.Line})";
}
