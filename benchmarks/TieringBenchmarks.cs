using BenchmarkDotNet.Attributes;
using CdmPolicy.Benchmarks.HandWritten;

namespace CdmPolicy.Benchmarks;

/// <summary>The same placement, promotion and reclaim rules, generated and by hand, on the same machine and accesses.</summary>
[MemoryDiagnoser]
public class TieringBenchmarks
{
    private const int Events = 4_000_000;

    private readonly Workload _workload = Workload.Zipf(50_000, Events, 0.9);

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public long ByHand()
    {
        using var machine = new Machine<HandWrittenTiering>(new HandWrittenTiering(), _workload.PageCount);
        _workload.Run(machine);
        return machine.CostNs;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long Generated()
    {
        using var machine = new Machine<Tiering>(new Tiering(), _workload.PageCount);
        _workload.Run(machine);
        return machine.CostNs;
    }
}
