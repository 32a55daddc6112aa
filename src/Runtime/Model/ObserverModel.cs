namespace CdmPolicy.Model;

/// <summary>Ways in which a policy comes to know of accesses.</summary>
public enum ObserverKind
{
    /// <summary>Every access, free of charge.</summary>
    Everything,
    /// <summary>One access in so many.</summary>
    Sample,
    /// <summary>A bit for each page, which an access sets and a scan reads and clears.</summary>
    AccessedBit,
    /// <summary>Pages are unmapped by a scan, and the next access to one is a fault.</summary>
    HintFault,
    /// <summary>A device counts its accesses to each page.</summary>
    DeviceCounters,
    /// <summary>Samples of pages that stand for regions of them.</summary>
    Regions,
}

/// <summary>One <c>observe</c> of a policy, as generated code describes it to the machine.</summary>
/// <param name="Text">The author's words.</param>
/// <param name="Tiers">The tiers it covers, a bit each.</param>
public sealed record ObserverModel(ObserverKind Kind, string Text, long Tiers)
{
    /// <summary>Between two scans; 0 where nothing is scanned.</summary>
    public long PeriodNs { get; init; }

    /// <summary>Pages looked at in one scan, or accesses for one sample.</summary>
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
