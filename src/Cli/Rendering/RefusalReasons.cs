namespace CdmPolicy.Cli.Rendering;

/// <summary>The reasons of a rule's refusals that happened, in the order they are tested.</summary>
internal static class RefusalReasons
{
    /// <summary>All of a rule, for a cell of a table.</summary>
    public static string Text(RuleCounters counters) =>
        string.Join(", ", Of(counters).Concat(OfFailures(counters)).Select(r => $"{r.Reason.Replace('_', ' ')} {Quantity.Count(r.Count)}"));

    public static IEnumerable<(string Reason, long Count)> Of(RuleCounters counters) =>
        new (string, long)[]
        {
            ("pinned", counters.RefusedPinned), ("in_flight", counters.RefusedInFlight),
            ("not_movable", counters.RefusedNotMovable), ("not_accepted", counters.RefusedNotAccepted),
            ("wrong_size", counters.RefusedWrongSize), ("not_whole", counters.RefusedNotWhole),
            ("no_share", counters.RefusedNoShare), ("no_frame", counters.RefusedNoFrame), ("no_block", counters.RefusedNoBlock),
            ("no_budget", counters.RefusedNoBudget),
            ("not_admitted", counters.RefusedNotAdmitted), ("no_swap", counters.RefusedNoSwap), ("busy", counters.RefusedBusy),
            ("failed", counters.RefusedFailed),
        }.Where(reason => reason.Item2 > 0);

    /// <summary>Why moves that had begun did not happen.</summary>
    public static IEnumerable<(string Reason, long Count)> OfFailures(RuleCounters counters) =>
        new (string, long)[]
        {
            ("written", counters.FailedWritten), ("fault", counters.FailedFault), ("not_admitted_on_arrival", counters.FailedNotAdmitted),
            ("pinned", counters.FailedPinned), ("offline", counters.FailedOffline), ("unmapped", counters.FailedUnmapped),
        }.Where(reason => reason.Item2 > 0);
}
