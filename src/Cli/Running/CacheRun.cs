using System.Diagnostics;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Running;

/// <param name="Size">In pages.</param>
/// <param name="Seconds">The simulation alone, without reading the trace or allocating.</param>
internal sealed record CacheResult(string Order, int Size, long Requests, long Misses, double Seconds);

/// <summary>Every order at every size over one trace, on as many cores as there are.</summary>
internal static class CacheRun
{
    public static IReadOnlyList<CacheResult> Run(
        IReadOnlyList<ICacheOrder> orders, IReadOnlyList<int> sizes, Trace trace, Action<double> progress)
    {
        var work = orders.SelectMany(order => sizes.Select(size => (order, size))).ToArray();
        var results = new CacheResult[work.Length];
        var done = 0;
        Workers.Run(work.Length, Environment.ProcessorCount, i =>
        {
            results[i] = Run(work[i].order, work[i].size, trace);
            progress(Interlocked.Increment(ref done) / (double)work.Length);
        });
        return results;
    }

    private static CacheResult Run(ICacheOrder order, int size, Trace trace)
    {
        WarmUp(order, size, trace);
        using var simulation = order.Create(size, trace);
        var started = Stopwatch.GetTimestamp();
        simulation.Run(trace.Pages);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new(order.Text, size, trace.Count, simulation.Misses, seconds);
    }

    // Compiling an order's methods is no part of simulating it.
    private static void WarmUp(ICacheOrder order, int size, Trace trace)
    {
        foreach (var capacity in new[] { size, Math.Min(size, 16) })
        {
            using var simulation = order.Create(capacity, trace);
            simulation.Run(trace.Pages.AsSpan(0, Math.Min(trace.Pages.Length, 1024)));
        }
    }
}
