using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Lowering;

/// <summary>Finishes the plan of a reclaimer: places for its fields, bounds for its scans.</summary>
internal static class ReclaimerLowering
{
    public static ReclaimerPlan Lower(ReclaimerPlan plan)
    {
        var (fields, bytes) = ReclaimerLayout.Place(plan.Fields);
        var placed = plan with { Fields = fields, StateBytes = bytes };
        return placed with
        {
            Miss = ScanBounds.Apply(placed.Miss, placed),
            Insert = ScanBounds.Apply(placed.Insert, placed),
            Access = ScanBounds.Apply(placed.Access, placed),
            Trim = ScanBounds.Apply(placed.Trim, placed),
            Victim = ScanBounds.Apply(placed.Victim, placed),
            Remove = ScanBounds.Apply(placed.Remove, placed),
        };
    }
}
