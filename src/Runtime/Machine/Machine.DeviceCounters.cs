using System.Runtime.InteropServices;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>What devices count of their accesses to pages; kept beside the frames, by page, only where it is observed.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>By agent, the place of its first counter among those of a page; behind the last agent, their number.</summary>
    private readonly int[] _firstCounter = FirstCounters(TPolicy.Hierarchy.Agents);

    private readonly uint[] _counted;

    /// <summary>Accesses of a device to the page in a frame, up to 2^32-1, since the page was placed or this was set back.</summary>
    public long Counted(int frame, int agent, int stat) => Counter(Frames[frame].Page, agent, stat);

    /// <summary>Sets a counter of the page in a frame back to 0.</summary>
    public void ResetCount(int frame, int agent, int stat) => Counter(Frames[frame].Page, agent, stat) = 0;

    private ref uint Counter(int page, int agent, int stat) =>
        ref _counted[(long)page * _firstCounter[^1] + _firstCounter[agent] + stat];

    /// <summary>The device counts an access that was served; now and then it reports the page, which costs the CPU something.</summary>
    private void Count(int page, int tier, int agent)
    {
        for (var i = 0; i < _observers.Length; i++)
        {
            var observer = _observers[i];
            if (observer.Kind != ObserverKind.DeviceCounters || observer.Agent != agent || (observer.Tiers >> tier & 1) == 0) continue;
            _observerCounters[i].Seen++;
            for (var stat = 0; stat < _firstCounter[agent + 1] - _firstCounter[agent]; stat++)
            {
                ref var counter = ref Counter(page, agent, stat);
                if (counter < uint.MaxValue && ++counter % ObserverPrices.AccessesOfCounterRecord == 0)
                    _observerCounters[i].CostNs += ObserverPrices.CounterRecordNs;
            }
        }
    }

    /// <summary>Pages that get their first frame, or a new one after they were dropped, were not accessed before.</summary>
    private void ForgetCounts(int page, int pages) => CountsOf(page, pages).Clear();

    /// <summary>A page that is split or collapsed takes its counts along, as it does its fields.</summary>
    private void CopyCounts(int page, int to) => CountsOf(page, 1).CopyTo(CountsOf(to, 1));

    private Span<uint> CountsOf(int page, int pages) =>
        MemoryMarshal.CreateSpan(ref _counted[(long)page * _firstCounter[^1]], pages * _firstCounter[^1]);

    private static int[] FirstCounters(AgentModel[] agents)
    {
        var first = new int[agents.Length + 1];
        for (var agent = 0; agent < agents.Length; agent++) first[agent + 1] = first[agent] + agents[agent].PageStats.Length;
        return first;
    }
}
