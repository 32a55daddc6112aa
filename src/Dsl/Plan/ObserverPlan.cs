using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>Ways in which a policy comes to know of accesses; the runtime's names.</summary>
public enum ObserverKind
{
    Everything,
    Sample,
    AccessedBit,
    HintFault,
    DeviceCounters,
    Regions,
}

/// <summary>One <c>observe</c>.</summary>
/// <param name="Source">The author's words behind it.</param>
/// <param name="TierMask">The tiers it covers, a bit each.</param>
public sealed record ObserverPlan(ObserverKind Kind, string Source, SourceRange Origin, long TierMask)
{
    /// <summary>Between two scans; 0 where nothing is scanned.</summary>
    public long PeriodNs { get; init; }

    /// <summary>Pages of one scan, or accesses of one sample.</summary>
    public long Amount { get; init; }

    /// <summary>The directions of access that it sees: 1 for reads, 2 for writes, 3 for both.</summary>
    public int Directions { get; init; } = 3;

    /// <summary>The device whose counters are read, or -1.</summary>
    public int Agent { get; init; } = -1;

    /// <summary>How many regions there are at least.</summary>
    public long LeastRegions { get; init; }

    /// <summary>How many there are at most.</summary>
    public long MostRegions { get; init; }

    /// <summary>Between two looks at what the samples of the regions saw; a multiple of <see cref="PeriodNs"/>.</summary>
    public long AggregationNs { get; init; }
}
