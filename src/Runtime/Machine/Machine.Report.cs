namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Reads served by a tier, over all agents.</summary>
    public long Reads(int tier) => Served(tier, false);

    public long Writes(int tier) => Served(tier, true);

    /// <summary>What all accesses cost where they were served, ns.</summary>
    public long AccessNs => Sum(index => _costs.Access(index));

    /// <summary>Accesses, moves, store reads, write-back and observing together, ns.</summary>
    public long CostNs => AccessNs + _run.MoveNs + _run.StoreReadNs + _run.WriteBackNs + ObserveNs;

    /// <summary>What the same accesses would cost if one tier served them all, ns: the bound without any limit of space.</summary>
    public long CostIfAllIn(int tier) => Sum(index => _costs.Access(CostTable.InTier(index, tier)));

    private long Served(int tier, bool write) =>
        Sum(index => CostTable.TierOf(index) == tier && CostTable.IsWrite(index) == write ? 1 : 0);

    private long Sum(Func<int, long> weight)
    {
        Int128 sum = 0;
        for (var i = 0; i < _costs.Length; i++)
            if (_served[i] != 0) sum += (Int128)_served[i] * weight(i);
        return (long)Int128.Min(sum, long.MaxValue);
    }
}
