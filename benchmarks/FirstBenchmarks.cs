using BenchmarkDotNet.Attributes;

namespace CdmPolicy.Benchmarks;

/// <summary>What an access costs under a policy, for two values of its parameter.</summary>
[MemoryDiagnoser]
public class FirstBenchmarks
{
    private const int Pages = 50_000;
    private const int Events = 1_000_000;

    private readonly int[] _pages = new int[Events];
    private readonly byte[] _operations = new byte[Events];

    [Params(4, 16)]
    public long Hot { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        // The same accesses in every run: a seed, and nothing measured inside.
        var random = new Random(1);
        for (var i = 0; i < Events; i++) _pages[i] = (int)(Pages * Math.Pow(random.NextDouble(), 4));
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long Run()
    {
        using var machine = new Machine<Tiering>(new Tiering { Hot = Hot }, Pages);
        machine.Execute(_pages, _operations, start: 0, interval: 100);
        return machine.CostNs;
    }
}
