using BenchmarkDotNet.Attributes;
using CdmPolicy.Benchmarks.HandWritten;
using CdmPolicy.Caching;
using CdmPolicy.Library;
using CdmPolicy.Policies;
using Bytes0 = CdmPolicy.Caching.FrameState.Bytes0;

namespace CdmPolicy.Benchmarks;

/// <summary>LRU and S3-FIFO, generated and by hand, over the same page table and requests.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class EvictionBenchmarks
{
    private const int Requests = 8_000_000;

    private readonly Workload _workload = Workload.Zipf(400_000, Requests, 1.0);

    [Benchmark(Baseline = true, OperationsPerInvoke = Requests), BenchmarkCategory("Lru")]
    public long LruByHand() => Misses<LruByHand<Bytes0>>();

    [Benchmark(OperationsPerInvoke = Requests), BenchmarkCategory("Lru")]
    public long LruGenerated() => Misses<Lru<Bytes0>>();

    [Benchmark(Baseline = true, OperationsPerInvoke = Requests), BenchmarkCategory("S3Fifo")]
    public long S3FifoByHand() => Misses<S3FifoByHand<Bytes0>>();

    [Benchmark(OperationsPerInvoke = Requests), BenchmarkCategory("S3Fifo")]
    public long S3FifoGenerated() => Misses<S3Fifo<Bytes0>>();

    private long Misses<TReclaimer>()
        where TReclaimer : struct, IReclaimer<Bytes0>
    {
        using var simulation = new CacheSimulation<TReclaimer, Bytes0>(40_000, _workload.PageCount);
        simulation.Run(_workload.Pages);
        return simulation.Misses;
    }
}
