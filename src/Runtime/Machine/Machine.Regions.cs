using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>Observers that sample regions of pages; a region is one of the page numbers of the trace.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>By observer; null for those of other kinds.</summary>
    private readonly RegionMonitor?[] _monitors;

    /// <summary>The part of the samples of a page's region that saw an access in the last aggregation, in parts per 10^9.</summary>
    public long RegionRate(int frame)
    {
        var observer = MonitorOf(Frames[frame].Tier);
        if (observer < 0) return 0;
        return _monitors[observer]!.RegionOf(Frames[frame].Page).Hits * 1_000_000_000L / SamplesOf(observer);
    }

    /// <summary>For how long the accesses to a page's region were about as frequent as now, ns.</summary>
    public long RegionAge(int frame)
    {
        var observer = MonitorOf(Frames[frame].Tier);
        return observer < 0 ? 0 : Saturating.Product(_monitors[observer]!.RegionOf(Frames[frame].Page).Age, _observers[observer].AggregationNs, 1);
    }

    /// <summary>How large a page's region is, bytes.</summary>
    public long RegionSize(int frame)
    {
        var observer = MonitorOf(Frames[frame].Tier);
        return observer < 0 ? 0 : _monitors[observer]!.RegionOf(Frames[frame].Page).Pages * Hierarchy.PageBytes;
    }

    /// <summary>The regions that the observer of a tier found last, for tests; none where there is no such observer.</summary>
    internal ReadOnlySpan<MonitoredRegion> RegionsOf(int tier) => MonitorOf(tier) is >= 0 and var observer ? _monitors[observer]!.Seen : [];

    /// <summary>The observer of regions that covers a tier, or -1.</summary>
    private int MonitorOf(int tier)
    {
        for (var i = 0; i < _monitors.Length; i++)
            if (_monitors[i] is not null && (_observers[i].Tiers >> tier & 1) != 0) return i;
        return -1;
    }

    private long SamplesOf(int observer) => _observers[observer].AggregationNs / _observers[observer].PeriodNs;

    private RegionMonitor?[] Monitors(int pages, long seed) =>
    [
        .. _observers.Select((o, number) => o.Kind == ObserverKind.Regions
            ? new RegionMonitor(pages, (int)Math.Min(pages, o.LeastRegions), (int)Math.Min(o.MostRegions, Math.Max(pages, o.LeastRegions)), seed, number)
            : null),
    ];

    // The accessed bit of a huge page is that of each of its base pages.
    private void NoteInRegions(int page, int pages, int tier)
    {
        for (var i = 0; i < _monitors.Length; i++)
            if ((_observers[i].Tiers >> tier & 1) != 0) _monitors[i]?.Access(page, pages);
    }

    /// <summary>What was drawn an interval ago is looked at; at the end of an aggregation so are the regions; then the next pages are drawn.</summary>
    private void SampleRegions(int observer)
    {
        var monitor = _monitors[observer]!;
        ref var counters = ref _observerCounters[observer];
        counters.Scanned += monitor.Count;
        counters.CostNs += monitor.Count * ObserverPrices.RegionCheckNs;
        counters.Seen += monitor.Check();
        if (Now % _observers[observer].AggregationNs == 0) monitor.Aggregate();
        monitor.Prepare();
    }
}
