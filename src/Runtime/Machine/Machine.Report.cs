namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Reads served by a tier, over all agents.</summary>
    public long Reads(int tier) => Served(tier, false);

    public long Writes(int tier) => Served(tier, true);

    /// <summary>What all accesses cost where they were served, ns.</summary>
    public long AccessNs
    {
        get
        {
            Int128 sum = 0;
            for (var i = 0; i < _served.Length; i++) sum += (Int128)_served[i] * _costs.Access(i);
            return sum > long.MaxValue ? long.MaxValue : (long)sum;
        }
    }

    /// <summary>Accesses, moves, store reads and write-back together, ns.</summary>
    public long CostNs => AccessNs + _run.MoveNs + _run.StoreReadNs + _run.WriteBackNs;

    /// <summary>What the same accesses would cost if one tier served them all, ns: the bound without any limit of space.</summary>
    public long CostIfAllIn(int tier)
    {
        var agents = Hierarchy.Agents.Length;
        Int128 sum = 0;
        for (var i = 0; i < _served.Length; i++)
            sum += (Int128)_served[i] * _costs.Access(_costs.Index(tier, i / 2 % agents, (i & 1) != 0));
        return sum > long.MaxValue ? long.MaxValue : (long)sum;
    }

    private long Served(int tier, bool write)
    {
        long sum = 0;
        for (var agent = 0; agent < Hierarchy.Agents.Length; agent++) sum += _served[_costs.Index(tier, agent, write)];
        return sum;
    }
}
