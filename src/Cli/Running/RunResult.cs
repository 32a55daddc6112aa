namespace CdmPolicy.Cli.Running;

/// <summary>What a machine counted; sizes in pages, times in ns.</summary>
/// <param name="Seconds">The whole run.</param>
/// <param name="EventsPerSecond">Once warm: without the first batch, in which the policy is compiled to machine code.</param>
/// <param name="StartedAt">The stopwatch's ticks just before the first event.</param>
/// <param name="AllInNs">By tier: the cost of the same accesses had that tier served them all.</param>
internal sealed record RunResult(
    RunCounters Totals, IReadOnlyList<TierResult> Tiers, IReadOnlyList<RuleCounters> Rules, long SimulatedNs, long CostNs,
    long AccessNs, IReadOnlyList<long> AllInNs, double Seconds, double EventsPerSecond, long StartedAt)
{
    /// <summary>Moves that the end of the run cut short.</summary>
    public long MovesPending { get; init; }

    /// <summary>By contract of the policy.</summary>
    public IReadOnlyList<ContractCounters> Contracts { get; init; } = [];

    /// <summary>What each observer did; empty where everything is observed.</summary>
    public IReadOnlyList<ObserverCounters> Observers { get; init; } = [];

    /// <summary>By tenant of the hierarchy, those of none first; empty where it has none.</summary>
    public IReadOnlyList<TenantResult> Tenants { get; init; } = [];

    /// <summary>Pages that moves took from one tier to another.</summary>
    public long MovedPages => Tiers.Sum(t => t.Counters.Promoted + t.Counters.Demoted + t.Counters.Moved);

    public long ObserveNs => Observers.Sum(o => o.CostNs);
}

/// <param name="Unruled">Victims for which no rule of the tier's section was left.</param>
/// <param name="Blocks">How its free memory lies; null where the tier keeps no blocks.</param>
internal sealed record TierResult(long ResidentPages, long Reads, long Writes, TierCounters Counters, RuleCounters Unruled, FreeBlocks? Blocks);

/// <param name="WholeBytes">Free bytes in whole blocks.</param>
/// <param name="BesidePinsBytes">Free bytes in blocks that pins keep from being whole.</param>
internal sealed record FreeBlocks(long WholeBytes, long BesidePinsBytes);

/// <param name="HeldBytes">By tier.</param>
internal sealed record TenantResult(IReadOnlyList<long> HeldBytes, TenantCounters Counters);
