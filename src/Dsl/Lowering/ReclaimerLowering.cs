using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Lowering;

/// <summary>Finishes the plan of a reclaimer: places for its fields, bounds for its scans.</summary>
internal static class ReclaimerLowering
{
    public static ReclaimerPlan Lower(ReclaimerPlan plan)
    {
        var (fields, decays, bytes) = ReclaimerLayout.Place(plan.Fields, plan.Decays);
        var placed = plan with { Fields = fields, Decays = decays, StateBytes = bytes };
        return placed with
        {
            Miss = ScanBounds.Apply(placed.Miss, placed),
            Insert = ScanBounds.Apply(placed.Insert, placed),
            Access = ScanBounds.Apply(placed.Access, placed),
            Trim = ScanBounds.Apply(placed.Trim, placed),
            Victim = ScanBounds.Apply(placed.Victim, placed),
            Remove = ScanBounds.Apply(placed.Remove, placed),
            Every = placed.Every.Select(e => e with { Statements = ScanBounds.Apply(e.Statements, placed) }).ToEquatableArray(),
        };
    }
}
