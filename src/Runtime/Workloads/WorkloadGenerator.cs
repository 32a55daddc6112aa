using CdmPolicy.Model;
using CdmPolicy.Traces;

namespace CdmPolicy.Workloads;

/// <summary>Plays a workload: merges the streams of each phase by time, those of one instant in text order.</summary>
internal sealed class WorkloadGenerator
{
    /// <summary>Events that are merged before they are numbered: few enough to stay in a cache.</summary>
    private const int Stretch = 1 << 14;

    private readonly Workload _workload;
    private readonly long _seed;
    private readonly int[] _firstPages;
    private readonly WorkloadPages _numbers;
    private readonly int[] _pages;
    private readonly byte[] _operations;
    private readonly long[] _times;
    private readonly List<TraceEvent> _events = [];
    private int _count;

    public WorkloadGenerator(Workload workload, long seed)
    {
        (_workload, _seed) = (workload, seed);
        _firstPages = new int[workload.Regions.Length];
        var pages = workload.Regions.Aggregate((Int128)0, (sum, region) => sum + region.Pages);
        var events = workload.Phases.Aggregate(
            (Int128)0, (sum, phase) => sum + phase.Streams.Aggregate((Int128)0, (s, stream) => s + StreamCursor.Count(stream, phase.DurationNs)));
        if (pages > Trace.Limit || events > Trace.Limit)
            throw new InvalidOperationException($"`{workload.Name}` has {events} accesses to {pages} pages, and a trace holds at most {Trace.Limit} of each");

        var first = 0;
        for (var i = 0; i < _firstPages.Length; i++)
        {
            _firstPages[i] = first;
            first += (int)workload.Regions[i].Pages;
        }

        _numbers = new WorkloadPages((int)pages);
        for (var i = 0; i < _firstPages.Length; i++)
            if (workload.Regions[i].Huge) _numbers.NumberAll(_firstPages[i], (int)workload.Regions[i].Pages);
        _pages = GC.AllocateUninitializedArray<int>((int)events);
        _operations = GC.AllocateUninitializedArray<byte>((int)events);
        _times = GC.AllocateUninitializedArray<long>((int)events);
    }

    public WorkloadTrace Generate(Action<double>? progress)
    {
        var starts = new List<PhaseStart>();
        long now = 0;
        for (var i = 0; i < _workload.Phases.Length; i++)
        {
            var phase = _workload.Phases[i];
            starts.Add(new(phase.Name, now, _count, phase.Stats, phase.Requests));
            foreach (var happening in phase.Happenings) Happen(happening, now);
            var cursors = Cursors(phase, i, now);
            while (Play(cursors)) progress?.Invoke(_count / (double)_pages.Length);
            now = checked(now + phase.DurationNs);
        }

        var trace = _numbers.Build(_workload, _firstPages, _pages, _operations, _times, [.. _events]);
        var regions = _workload.Regions.Select(Region);
        return new(trace, [.. regions], [.. starts], now);
    }

    private RegionModel Region(WorkloadRegion region, int number)
    {
        var hierarchy = _workload.Hierarchy;
        var model = new RegionModel(region.Kind, region.Pages * hierarchy.PageBytes, region.Bound, region.Named, region.Preferred, region.Tenant);
        if (!region.Huge) return model;
        return model with
        {
            FirstHuge = _numbers.NumberOf(_firstPages[number]),
            HugePages = (int)(model.SizeBytes / hierarchy.HugeBytes),
        };
    }

    private void Happen(Happening happening, long now)
    {
        if (!TraceEvent.HasPage(happening.Kind))
        {
            _events.Add(new(happening.Kind, _count, now, happening.Agent, -1, _workload.Hierarchy.Tiers[happening.Target].Name));
            return;
        }

        var pages = Enumerable.Range(_firstPages[happening.Target], (int)_workload.Regions[happening.Target].Pages).ToArray();
        _numbers.Replace(pages);
        foreach (var page in pages) _events.Add(new(happening.Kind, _count, now, happening.Agent, page, happening.Hint));
    }

    private StreamCursor[] Cursors(WorkloadPhase phase, int number, long startNs) =>
    [
        .. phase.Streams.Select((stream, i) => new StreamCursor(
            stream,
            PageSource.Create(stream, (int)_workload.Regions[stream.Region].Pages, _seed, number, i),
            _firstPages[stream.Region], Operation.By(stream.Agent, stream.Write ? Operation.Write : Operation.Read),
            startNs, (long)StreamCursor.Count(stream, phase.DurationNs))),
    ];

    /// <summary>One stretch of events; false when the phase is over.</summary>
    private bool Play(StreamCursor[] cursors)
    {
        var start = _count;
        var end = (int)Math.Min(start + (long)Stretch, _pages.Length);
        while (_count < end && Next(cursors, out var before) is { } next)
        {
            var taken = next.Take(before, _pages.AsSpan(_count..end), _times.AsSpan(_count..end));
            _operations.AsSpan(_count, taken).Fill(next.Operation);
            _count += taken;
        }

        // Apart from the merging: look-ups that do not wait for each other run side by side in the processor.
        _numbers.Replace(_pages.AsSpan(start.._count));
        return _count > start;
    }

    /// <summary>The stream with the earliest event, and up to when no other one comes before it; null after the last event.</summary>
    private static StreamCursor? Next(StreamCursor[] cursors, out long before)
    {
        var first = -1;
        before = long.MaxValue;
        for (var i = 0; i < cursors.Length; i++)
        {
            var time = cursors[i].Time;
            if (time == long.MaxValue) continue;
            if (first < 0 || time < cursors[first].Time)
            {
                if (first >= 0) before = cursors[first].Time;
                first = i;
            }
            else
            {
                // At one instant the stream that stands first in the text comes first.
                before = Math.Min(before, time + 1);
            }
        }

        return first < 0 ? null : cursors[first];
    }
}
