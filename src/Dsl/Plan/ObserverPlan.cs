using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>Ways in which a policy comes to know of accesses; the runtime's names.</summary>
public enum ObserverKind
{
    Everything,
    AccessedBit,
    HintFault,
}

/// <summary>One <c>observe</c>.</summary>
/// <param name="Source">The author's words behind it.</param>
/// <param name="TierMask">The tiers it covers, a bit each.</param>
public sealed record ObserverPlan(ObserverKind Kind, string Source, SourceRange Origin, long TierMask)
{
    /// <summary>Between two scans; 0 where nothing is scanned.</summary>
    public long PeriodNs { get; init; }

    /// <summary>Pages of one scan.</summary>
    public long Amount { get; init; }
}
