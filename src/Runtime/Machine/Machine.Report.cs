namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Reads served by a tier, over all agents.</summary>
    public long Reads(int tier) => Served(tier, false);

    public long Writes(int tier) => Served(tier, true);

    /// <summary>Base pages in a tier: its used frames without copies that were left and those kept for pages under way.</summary>
    public long ResidentPages(int tier)
    {
        ref var state = ref _tiers[tier];
        long pages = 0;
        for (var frame = state.FirstFrame; frame < state.FirstFrame + state.HighWater; frame++)
            if (Frames[frame].Page >= 0) pages += Frames.PagesOf(frame);
        return pages;
    }

    /// <summary>What all accesses cost where they were served, ns.</summary>
    public long AccessNs => (long)Int128.Min(long.MaxValue, _settledNs + Sum(index => _loadedNs[index], _settled));

    /// <summary>Accesses, moves and the waiting for them, store, swap and observing together, ns.</summary>
    public long CostNs => AccessNs + _run.MoveNs + _run.WaitNs + _run.StoreReadNs + _run.WriteBackNs + _run.SwapReadNs + _run.SwapWriteNs + ObserveNs;

    /// <summary>What the same accesses would cost if one tier served them all, ns: the bound without any limit of space or bandwidth.</summary>
    public long CostIfAllIn(int tier) => Sum(index => _costs.Access(CostTable.InTier(index, tier)));

    private long Served(int tier, bool write) =>
        Sum(index => CostTable.TierOf(index) == tier && CostTable.IsWrite(index) == write ? 1 : 0);

    /// <param name="before">By access, how many are left out; null: none.</param>
    private long Sum(Func<int, long> weight, long[]? before = null)
    {
        Int128 sum = 0;
        for (var i = 0; i < _costs.Length; i++)
            if (_served[i] != 0) sum += (Int128)(_served[i] - (before?[i] ?? 0)) * weight(i);
        return (long)Int128.Min(sum, long.MaxValue);
    }
}
