using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Verification.Machine;

/// <summary>Which moves and placements the tiers of a hierarchy take, as the machine decides it.</summary>
internal sealed class Routes
{
    private readonly HierarchyPlan _h;
    private readonly long[] _distance;

    public Routes(HierarchyPlan hierarchy)
    {
        _h = hierarchy;
        var processors = Enumerable.Range(0, _h.Agents.Count).Where(a => !_h.Agents[a].IsDevice).ToArray();
        if (processors.Length == 0) processors = [0];
        _distance = [.. _h.Tiers.Select(t => processors.Min(a => Distance(t.Access[a])))];
    }

    /// <summary>The kinds of pages, a bit each, that may move between two tiers.</summary>
    public int Kinds(int from, int to)
    {
        var (source, target) = (_h.Tiers[from], _h.Tiers[to]);
        if (from == to || !source.Movable || !target.Movable) return 0;
        var needed = _distance[to].CompareTo(_distance[from]) switch
        {
            < 0 => Acceptance.Promote,
            > 0 => Acceptance.Demote,
            _ => Acceptance.Promote | Acceptance.Demote,
        };
        return (target.Accepts & needed) != 0 ? target.PageKinds : 0;
    }

    /// <summary>The kinds of pages, a bit each, that may be placed in a tier.</summary>
    public int PlacedKinds(int tier) => _h.Tiers[tier].Accepts.HasFlag(Acceptance.Place) ? _h.Tiers[tier].PageKinds : 0;

    private static long Distance(AccessPlan access) =>
        !access.Addressable ? long.MaxValue : access.ReadNs > long.MaxValue - access.WriteNs ? long.MaxValue : access.ReadNs + access.WriteNs;
}
