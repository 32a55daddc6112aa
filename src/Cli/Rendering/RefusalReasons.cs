namespace CdmPolicy.Cli.Rendering;

/// <summary>The reasons of a rule's refusals that happened, in the order they are tested.</summary>
internal static class RefusalReasons
{
    public static IEnumerable<(string Reason, long Count)> Of(RuleCounters counters) =>
        new (string, long)[]
        {
            ("pinned", counters.RefusedPinned), ("not_movable", counters.RefusedNotMovable), ("not_accepted", counters.RefusedNotAccepted),
            ("no_frame", counters.RefusedNoFrame), ("no_budget", counters.RefusedNoBudget),
            ("not_admitted", counters.RefusedNotAdmitted),
        }.Where(reason => reason.Item2 > 0);
}
