using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>What somebody who runs a machine event by event can read between two of them, each at the price of a look-up.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Null where nobody asked; asked about where a page moves, never where one is accessed.</summary>
    private PingPongWatch? _pingPong;

    /// <summary>Accesses of an agent in one direction that a tier served.</summary>
    public long Served(int tier, int agent, bool write) => _served[CostTable.Index(tier, agent, write)];

    /// <summary>What each of these costs in this window, ns, if the agent can reach the tier.</summary>
    public long AccessPrice(int tier, int agent, bool write) => _loadedNs[CostTable.Index(tier, agent, write)];

    /// <summary>Time that somebody waited for anything but memory itself, ns: the store, swap, moves, hint faults.</summary>
    public long StallNs => _run.WaitNs + _run.StoreReadNs + _run.SwapReadNs + _run.WaitedNs;

    /// <summary>Pages that were demoted no later than a given time after they were promoted; 0 where nobody watches.</summary>
    public long PingPongs => _pingPong?.Count ?? 0;

    /// <summary>Begins to count <see cref="PingPongs"/>.</summary>
    /// <param name="withinNs">The longest time between the two moves, ns.</param>
    public void WatchPingPong(long withinNs) => _pingPong = new PingPongWatch(PageCount, withinNs);

    private void StallWhileWaiting(long ns)
    {
        if (_waits) _run.WaitedNs = Saturating.Add(_run.WaitedNs, ns);
    }
}
