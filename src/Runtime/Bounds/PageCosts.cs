using CdmPolicy.Frames;
using CdmPolicy.Model;

namespace CdmPolicy.Bounds;

/// <summary>What can happen to pages of one sort, and the least that it costs, in units of 1/256 ns.</summary>
/// <remarks>
/// Possible is what the machine permits at all, whatever a policy, a request or a driver says. A huge page counts by its base
/// pages, each with an even share of what the huge page costs.
/// </remarks>
internal sealed class PageCosts
{
    /// <summary>Parts of a nanosecond, so that the rent of a short stay is not rounded away.</summary>
    public const int UnitBits = 8;

    /// <summary>Cannot happen; above every sum of costs of things that can.</summary>
    public const long Impossible = 1L << 50;

    /// <summary>No single cost counts for more: a second.</summary>
    public const long Most = 1L << 38;

    private readonly HierarchyModel _hierarchy;
    private readonly CostTable _costs;
    private readonly PageKind _kind;
    private readonly int _tiers;
    private readonly int _hugePages;

    /// <param name="hugePages">Base pages of the huge page that it may be part of; 0 for none.</param>
    /// <param name="keepsShadows">A way back may cost nothing.</param>
    /// <param name="losesTiers">A page that nothing takes may be lost.</param>
    public PageCosts(HierarchyModel hierarchy, CostTable costs, PageKind kind, int hugePages, bool keepsShadows, bool losesTiers)
    {
        (_hierarchy, _costs, _kind, _tiers, _hugePages) = (hierarchy, costs, kind, hierarchy.Tiers.Length, hugePages);
        Moves = ShortestMoves(keepsShadows);

        var swapped = hierarchy.Swap is not null && kind is (PageKind.Anon or PageKind.Shmem);
        var stored = !swapped && hierarchy.Store is not null;
        First = Enter(kind == PageKind.File && stored ? Share(costs.StoreRead) : 0);
        if (losesTiers && (!stored || hierarchy.Tiers.Any(t => t.LosesPages)))
        {
            Return = Enter(0);
        }
        else if (swapped || stored)
        {
            Return = Enter(Share(swapped ? costs.SwapRead : costs.StoreRead));
            Leave = Share(swapped ? costs.SwapWrite : costs.StoreWrite);
            ReturnsDirty = swapped;
        }
        else
        {
            Return = Enter(Impossible);
        }

        Accesses = new long[CostTable.PerTier * _tiers];
        for (var access = 0; access < CostTable.PerTier; access++)
            for (var tier = 0; tier < _tiers; tier++) Accesses[access * _tiers + tier] = Access(tier, access);
    }

    /// <summary>From tier to tier in as many moves as are cheapest; source times tiers plus target.</summary>
    public long[] Moves { get; }

    /// <summary>By tier, for a page to be there for the first time.</summary>
    public long[] First { get; }

    /// <summary>By tier, for a page to be there that had gone out of memory.</summary>
    public long[] Return { get; }

    /// <summary>For a dirty page to go out of memory; a clean one goes for nothing.</summary>
    public long Leave { get; }

    /// <summary>A page that comes back has no other copy.</summary>
    public bool ReturnsDirty { get; }

    /// <summary>An access served by a tier; agent and direction as in <see cref="CostTable"/>, times tiers, plus tier.</summary>
    public long[] Accesses { get; }

    private long Access(int tier, int access)
    {
        var agent = access >> 1;
        var isWrite = (access & 1) != 0;
        if (agent >= _hierarchy.Agents.Length || !_costs.IsReachable(tier, agent)) return Impossible;
        if (isWrite && _hierarchy.Tiers[tier].ReadOnly) return Impossible;
        return Units(_costs.Access(CostTable.Index(tier, agent, isWrite)));
    }

    /// <summary>Placed where that is permitted, then moved.</summary>
    private long[] Enter(long cost)
    {
        var entered = new long[_tiers];
        Array.Fill(entered, Impossible);
        for (var placed = 0; placed < _tiers; placed++)
        {
            var model = _hierarchy.Tiers[placed];
            if (!model.AcceptsPlacement || (model.PageKinds >> (int)_kind & 1) == 0) continue;
            for (var tier = 0; tier < _tiers; tier++)
                entered[tier] = Math.Min(entered[tier], cost + Moves[placed * _tiers + tier]);
        }

        return entered;
    }

    private long[] ShortestMoves(bool areFree)
    {
        var moves = new long[_tiers * _tiers];
        for (var from = 0; from < _tiers; from++)
        {
            for (var to = 0; to < _tiers; to++)
            {
                moves[from * _tiers + to] = from == to || (areFree && _costs.Accepts(from, to, (int)_kind)) ? 0
                    : _costs.Accepts(from, to, (int)_kind) ? OneMove(from, to) : Impossible;
            }
        }

        for (var over = 0; over < _tiers; over++)
            for (var from = 0; from < _tiers; from++)
                for (var to = 0; to < _tiers; to++)
                    moves[from * _tiers + to] = Math.Min(moves[from * _tiers + to], moves[from * _tiers + over] + moves[over * _tiers + to]);
        return moves;
    }

    private long OneMove(int from, int to)
    {
        var alone = Units(_costs.Move(from, to, huge: false));
        return _hugePages == 0 ? alone : Math.Min(alone, Units(_costs.Move(from, to, huge: true)) / _hugePages);
    }

    /// <summary>The least that one page pays where several share one transfer.</summary>
    private long Share(Func<int, long> transfer)
    {
        var least = Units(transfer(1));
        for (var pages = 2; pages <= _hugePages; pages++) least = Math.Min(least, Units(transfer(pages)) / pages);
        return least;
    }

    private static long Units(long ns) => ns >= Most >> UnitBits ? Most : ns << UnitBits;
}
