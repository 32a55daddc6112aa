using CdmPolicy.Dsl.Checking;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>The checks of a whole policy; what they find goes to the policy's file.</summary>
internal static class Analyses
{
    private static readonly Action<CheckedPolicy>[] All =
    [
        PlacementCoverage.Run, RuleReach.Run, HandlerReach.Run, FaultAnswers.Run, WriteAnswers.Run, Watermarks.Run, DemotionCircles.Run,
        LatchReach.Run, BrokenContracts.Run, Permissions.Run, PinPermissions.Run, Evictions.Run, ReclaimCoverage.Run, Exchanges.Run, Oscillation.Run, UnreachedTiers.Run, SmallBudgets.Run, IdleStatements.Run, FleetingFields.Run, DecidedParts.Run,
    ];

    public static void Run(CheckedPolicy policy)
    {
        foreach (var analysis in All) analysis(policy);
    }
}
