using System.Diagnostics;
using CdmPolicy.Benchmarks.HandWritten;
using CdmPolicy.Caching;
using CdmPolicy.Library;
using CdmPolicy.Policies;
using Bytes0 = CdmPolicy.Caching.FrameState.Bytes0;

namespace CdmPolicy.Benchmarks.Eviction;

/// <summary>Generated reclaimers and the same by hand, in turn, in one process, over the same page table.</summary>
internal static class AgainstHand
{
    private const int Capacity = 100_000;

    public static void Print(int rounds)
    {
        Console.WriteLine($"Generated against by hand, {Capacity} pages, million requests/s; the ratio is of the times, generated to by hand");
        Console.WriteLine();
        Console.WriteLine("| trace | order | by hand | generated | ratio | lowest–highest | bytes allocated |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var zipf = Workload.Zipf(1_000_000, 20_000_000, 1.0);
        Compare<LruByHand<Bytes0>, Lru<Bytes0>>("zipf20m", "Lru", zipf, Capacity, rounds);
        Compare<S3FifoByHand<Bytes0>, S3Fifo<Bytes0>>("zipf20m", "S3Fifo", zipf, Capacity, rounds);
        // All in the nearest cache: what is left is instructions.
        var near = Workload.Zipf(1_000, 20_000_000, 1.0);
        Compare<LruByHand<Bytes0>, Lru<Bytes0>>("zipf over 1,000 pages, size 300", "Lru", near, 300, rounds);
        Compare<S3FifoByHand<Bytes0>, S3Fifo<Bytes0>>("zipf over 1,000 pages, size 300", "S3Fifo", near, 300, rounds);
        Console.WriteLine();
    }

    private static void Compare<THand, TGenerated>(string trace, string order, Workload workload, int capacity, int rounds)
        where THand : struct, IReclaimer<Bytes0>
        where TGenerated : struct, IReclaimer<Bytes0>
    {
        var (hand, generated, ratio) = (new Samples(), new Samples(), new Samples());
        long allocated = 0;
        for (var round = -3; round < rounds; round++)
        {
            var theirs = Run<THand>(workload, capacity);
            var ours = Run<TGenerated>(workload, capacity);
            if (theirs.Misses != ours.Misses) throw new InvalidOperationException($"{order} misses {ours.Misses}, by hand {theirs.Misses}");
            if (round < 0) continue;
            hand.Add(workload.Pages.Length / theirs.Seconds / 1e6);
            generated.Add(workload.Pages.Length / ours.Seconds / 1e6);
            ratio.Add(ours.Seconds / theirs.Seconds);
            allocated += ours.Allocated;
        }

        Console.WriteLine($"| {trace} | {order} | {hand.Text("F1")} | {generated.Text("F1")} | {ratio.Text("F2")} | {ratio.Range("F2")} | {allocated} |");
    }

    private static (double Seconds, long Misses, long Allocated) Run<TReclaimer>(Workload workload, int capacity)
        where TReclaimer : struct, IReclaimer<Bytes0>
    {
        using var simulation = new CacheSimulation<TReclaimer, Bytes0>(capacity, workload.PageCount);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        simulation.Run(workload.Pages);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (seconds, simulation.Misses, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
