using System.Globalization;
using System.Numerics;

namespace CdmPolicy.Traces;

/// <summary>
/// Turns regions into accesses. DAMON looks at one page of a region in each sampling interval and takes it for all of them, so a
/// region with <c>n</c> accesses stands for pages that were each accessed in about <c>n</c> of the sampling intervals, and at
/// least once in those. So each page is read <c>n</c> times: the region is walked <c>n</c> times from its first page to its last, evenly over
/// the snapshot's time. Regions run side by side, those of one instant in the order of the file.
/// </summary>
internal static class DamonPlayer
{
    /// <summary>As many addresses as a process has, in the smallest pages, and more.</summary>
    private const ulong MostPages = 1UL << 42;

    private readonly record struct Visit(ulong FirstPage, long Pages, int Rounds, DamonSnapshot Snapshot);

    public static Trace Play(DamonRecord record, TraceInput input, TraceReadOptions options)
    {
        var visits = Visits(record, input.Path, options.PageBytes);
        var whole = visits.Aggregate((Int128)0, (sum, v) => sum + (Int128)v.Pages * v.Rounds);
        var share = (long)((whole + options.MostSynthesized - 1) / options.MostSynthesized);
        var trace = Merge(visits, Math.Max(1, share), input, options);
        trace.Notes =
        [
            .. record.LeftOut.Notes, "reads and writes are not told apart, and all accesses count as reads",
            .. share <= 1 ? Array.Empty<string>() : [$"the record stands for {Grouped(whole)} accesses, of which one in {Grouped(share)} is made"],
        ];
        return trace;
    }

    /// <summary>All walks by time, those of one instant in the order of the file.</summary>
    private static Trace Merge(List<Visit> visits, long share, TraceInput input, TraceReadOptions options)
    {
        var builder = input.NewBuilder(options);
        var waiting = new Queue<RegionWalk>(
            visits.Select((v, i) => new RegionWalk(i, v.FirstPage, v.Pages, v.Rounds, share, v.Snapshot)).Where(walk => !walk.IsEmpty).OrderBy(walk => walk.Time));
        var running = new PriorityQueue<RegionWalk, (long Time, int Number)>();
        while (waiting.Count + running.Count > 0)
        {
            while (waiting.TryPeek(out var next) && (!running.TryPeek(out _, out var first) || next.Time <= first.Time))
                running.Enqueue(waiting.Dequeue(), (next.Time, next.Number));
            var walk = running.Peek();
            builder.AddAt(walk.Time, walk.Page);
            if (walk.MoveNext()) running.DequeueEnqueue(walk, (walk.Time, walk.Number));
            else running.Dequeue();
        }

        return builder.Build(options.Interval);
    }

    private static List<Visit> Visits(DamonRecord record, string path, int pageBytes)
    {
        var spaces = new AddressSpaces(pageBytes);
        var visits = new List<Visit>();
        var shift = BitOperations.Log2((uint)pageBytes);
        foreach (var snapshot in record.Snapshots)
        {
            foreach (var region in snapshot.Regions)
            {
                if (region.Accesses <= 0)
                {
                    record.LeftOut.Add(region.Accesses == 0 ? "regions in which no access was seen" : "regions of times without a snapshot");
                    continue;
                }

                if (!spaces.TryPageOf(snapshot.Target, region.Start, out var first))
                    throw new TraceException($"the record has more than {spaces.Limit} targets", path, TracePlace.None);
                var further = (region.End - 1 >> shift) - (region.Start >> shift);
                if (further >= MostPages) throw new TraceException("a region of the record has more pages than a process can have", path, TracePlace.None);
                visits.Add(new(first, (long)further + 1, region.Accesses, snapshot));
            }
        }

        return visits;
    }

    private static string Grouped(Int128 number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
