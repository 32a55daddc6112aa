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
    private readonly record struct Visit(ulong FirstPage, ulong Pages, int Rounds, DamonSnapshot Snapshot);

    public static Trace Play(DamonRecord record, TraceInput input, TraceReadOptions options)
    {
        var visits = Visits(record, input.Path, options.PageBytes);
        var whole = Accesses(visits, 1);
        // With too many accesses, each page of a region is read once for several times that it should be.
        var share = ShareFor(visits, options.MostSynthesized);
        if (Accesses(visits, share) > options.MostSynthesized)
            throw new TraceException(
                $"the record has regions of {Grouped(Accesses(visits, share))} pages in all its snapshots, too many to walk through", input.Path, TracePlace.None,
                "use larger pages (`--page-size 2MiB`), of which there are fewer");

        var builder = input.NewBuilder(options);
        var waiting = new Queue<RegionWalk>(
            visits.Select((v, i) => new RegionWalk(i, v.FirstPage, (long)v.Pages, Rounds(v.Rounds, share), v.Snapshot)).OrderBy(walk => walk.Time));
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

        var trace = builder.Build(options.Interval);
        trace.Notes =
        [
            .. record.LeftOut.Notes, "reads and writes are not told apart, and all accesses count as reads",
            .. share == 1 ? Array.Empty<string>() : [$"the record stands for {Grouped(whole)} accesses, of which about one in {share} is made"],
        ];
        return trace;
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
                visits.Add(new(first, further + 1, region.Accesses, snapshot));
            }
        }

        return visits;
    }

    /// <summary>The smallest share that keeps within the limit, or the largest that changes anything.</summary>
    private static int ShareFor(List<Visit> visits, long most)
    {
        var (low, high) = (1, visits.Count == 0 ? 1 : visits.Max(v => v.Rounds));
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (Accesses(visits, middle) <= most) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>A region that was accessed at all stays so.</summary>
    private static int Rounds(int rounds, int share) => (rounds - 1) / share + 1;

    private static Int128 Accesses(List<Visit> visits, int share) =>
        visits.Aggregate((Int128)0, (sum, v) => sum + (Int128)v.Pages * Rounds(v.Rounds, share));

    private static string Grouped(Int128 number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
