using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>What a policy's observers let it see.</summary>
/// <param name="Plans">None: everything.</param>
/// <param name="IsWhole">False where an observer was wrong, so that the others may not be all.</param>
internal sealed record ObservedAccesses(EquatableArray<ObserverPlan> Plans, bool IsWhole)
{
    public static ObservedAccesses All { get; } = new([], true);

    /// <summary>What can be seen of every access to one of the tiers that a policy gets to know of.</summary>
    public Sight AccessSight(long tiers)
    {
        if (!IsWhole) return Sight.Access;
        var seen = Sight.Access;
        foreach (var plan in Plans)
            if ((plan.TierMask & tiers) != 0 && Observers.Of(plan.Kind).Access is { } sight) seen &= sight;
        return seen == Sight.Access ? seen : seen | Sight.Narrowed;
    }

    /// <summary>Some observer tells of accesses to one of the tiers.</summary>
    public bool TellsOfAccesses(long tiers) =>
        !IsWhole || Plans.Count == 0 || Plans.Any(p => (p.TierMask & tiers) != 0 && Observers.Of(p.Kind).Access is not null);

    /// <summary>Some observer takes samples.</summary>
    public bool TakesSamples => !IsWhole || Plans.Any(p => p.Kind == ObserverKind.Sample);

    /// <summary>Those of the tiers that no observer of the kind covers, a bit each.</summary>
    /// <param name="agent">The device whose counters are asked for, or -1.</param>
    public long Uncovered(ObserverKind kind, int agent, long tiers) =>
        IsWhole ? Plans.Where(p => p.Kind == kind && p.Agent == agent).Aggregate(tiers, (left, p) => left & ~p.TierMask) : 0;

    /// <summary>Some observer unmaps pages in one of the tiers.</summary>
    public bool TakesHintFaults(long tiers) =>
        !IsWhole || Plans.Any(p => (p.TierMask & tiers) != 0 && p.Kind == ObserverKind.HintFault);
}
