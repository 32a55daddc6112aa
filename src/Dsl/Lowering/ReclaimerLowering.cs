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
            Insert = ScanBounds.Apply(placed.Insert, fields),
            Access = ScanBounds.Apply(placed.Access, fields),
            Trim = ScanBounds.Apply(placed.Trim, fields),
            Victim = ScanBounds.Apply(placed.Victim, fields),
            Remove = ScanBounds.Apply(placed.Remove, fields),
        };
    }
}
