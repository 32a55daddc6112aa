namespace CdmPolicy.Benchmarks.Eviction;

/// <summary>Both simulators in turn, so that each round sees the machine in one mood; a ratio is of one round.</summary>
internal static class AgainstPeer
{
    private static readonly string[] Orders = ["Fifo", "Lru", "Clock", "Sieve", "S3Fifo", "TwoQ", "Slru", "Lfu", "Arc"];
    private static readonly string[] Studied = ["Fifo", "Lru", "S3Fifo"];
    private static readonly int[] Sizes = [1000, 3000, 10_000, 30_000, 100_000, 200_000, 300_000, 500_000];

    public static void Print(Peer peer, int rounds)
    {
        using var traces = new EvictionTraces();
        Console.WriteLine("Simulation, one thread each, million requests/s; the ratio is to the faster of the peer's tables");
        Console.WriteLine();
        Console.WriteLine("| trace, size | order | peer, 2^24 buckets | peer, 2^16 | cdmp | ratio | lowest–highest |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        Simulations(peer, traces, traces.Zipf(), 100_000, rounds);
        foreach (var (name, size) in new[] { ("cc1", 200), ("python", 200), ("sqlite", 100) })
            Simulations(peer, traces, traces.Recorded(name), size, rounds);

        Console.WriteLine();
        Console.WriteLine("The whole command from the raw Zipf file, seconds, two threads where there is work for two");
        Console.WriteLine();
        Console.WriteLine("| study | peer, 2^24 buckets | peer, 2^16 | cdmp | ratio | lowest–highest |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var order in Studied) Whole(peer, traces, $"{order}, one size", [order], [100_000], rounds);
        Whole(peer, traces, $"{string.Join(", ", Studied)} at {Sizes.Length} sizes", Studied, Sizes, Math.Max(1, rounds / 2));
    }

    private static void Simulations(Peer peer, EvictionTraces traces, string trace, int size, int rounds)
    {
        foreach (var order in Orders)
        {
            var (large, small, ours, ratio) = (new Samples(), new Samples(), new Samples(), new Samples());
            for (var round = 0; round < rounds; round++)
            {
                var (a, b) = (peer.Simulate(trace, order, size), peer.Simulate(traces.ForSmallTable(trace), order, size));
                var c = Ours.Simulate(trace, order, size);
                if (a.MissRatio != c.MissRatio) throw new InvalidOperationException($"{order} misses {c.MissRatio}, the peer's {a.MissRatio}");
                large.Add(a.Rate);
                small.Add(b.Rate);
                ours.Add(c.Rate);
                ratio.Add(c.Rate / Math.Max(a.Rate, b.Rate));
            }

            var what = $"{Path.GetFileNameWithoutExtension(trace)}, {size}";
            Console.WriteLine($"| {what} | {order} | {large.Text("F1")} | {small.Text("F1")} | {ours.Text("F1")} | {ratio.Text("F1")} | {ratio.Range("F1")} |");
        }
    }

    private static void Whole(Peer peer, EvictionTraces traces, string what, string[] orders, int[] sizes, int rounds)
    {
        var trace = traces.Zipf();
        var (large, small, ours, ratio) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = 0; round < rounds; round++)
        {
            var a = peer.Seconds(trace, orders, sizes, threads: 2);
            var b = peer.Seconds(traces.ForSmallTable(trace), orders, sizes, threads: 2);
            var c = Ours.Seconds(trace, orders, sizes);
            large.Add(a);
            small.Add(b);
            ours.Add(c);
            ratio.Add(Math.Min(a, b) / c);
        }

        Console.WriteLine($"| {what} | {large.Text("F2")} | {small.Text("F2")} | {ours.Text("F2")} | {ratio.Text("F1")} | {ratio.Range("F1")} |");
    }
}
