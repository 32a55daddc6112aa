using CdmPolicy.Policies;
using CdmPolicy.Traces;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>Events per second of whole policies on one core, and what they allocate while they run.</summary>
internal static class Rate
{
    private const int Rounds = 9;

    public static void Print()
    {
        Console.WriteLine("events/s of a whole policy, one thread, median (min to max) of 9 rounds; bytes allocated while running");
        var zipf = Workload.Zipf(50_000, 20_000_000, 0.9);
        Compare<Tiering, HandWritten.HandWrittenTiering>("Tiering, zipf 0.9 over 50,000 pages", zipf);
        foreach (var name in new[] { "cc1", "python", "sqlite", "ls" })
        {
            var trace = TraceFormats.Load($"examples/traces/{name}.cdmt");
            // Several passes over the short traces, each later than the last.
            var passes = Math.Max(1, 20_000_000 / trace.Pages.Length);
            Measure<Examples.Balanced>($"Balanced (four tiers), {name}, {passes} passes", trace.PageCount, (long)passes * trace.Pages.Length, m => Repeat(m, trace, passes));
        }
    }

    /// <summary>Both in turn, so that each pair of rounds sees the machine in the same mood.</summary>
    private static void Compare<TGenerated, THand>(string what, Workload workload)
        where TGenerated : struct, IPolicy<TGenerated>
        where THand : struct, IPolicy<THand>
    {
        var (generated, hand, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < 2 * Rounds; round++)
        {
            var ours = Seconds<TGenerated>(workload);
            var theirs = Seconds<THand>(workload);
            if (round < 0) continue;
            generated.Add(workload.Pages.Length / ours / 1e6);
            hand.Add(workload.Pages.Length / theirs / 1e6);
            ratios.Add(ours / theirs);
        }

        foreach (var list in new[] { generated, hand, ratios }) list.Sort();
        Console.WriteLine($"  {what}: generated {generated[Rounds]:F1} M/s, by hand {hand[Rounds]:F1} M/s; time ratio pair by pair, median {ratios[Rounds]:F2} ({ratios[0]:F2} to {ratios[^1]:F2})");
    }

    private static double Seconds<TPolicy>(Workload workload)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        using var machine = new Machine<TPolicy>(new TPolicy(), workload.PageCount);
        var start = Stopwatch.GetTimestamp();
        workload.Run(machine);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Repeat<TPolicy>(Machine<TPolicy> machine, Trace trace, int passes)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        for (var pass = 0; pass < passes; pass++)
            machine.Execute(trace.Pages, trace.Operations, pass * trace.Pages.Length * 100L, 100);
    }

    private static void Measure<TPolicy>(string what, int pages, long events, Action<Machine<TPolicy>> run)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var rates = new List<double>();
        long allocated = 0;
        for (var round = -1; round < Rounds; round++)
        {
            using var machine = new Machine<TPolicy>(new TPolicy(), pages);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            run(machine);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (round < 0) continue;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            rates.Add(events / seconds / 1e6);
        }

        rates.Sort();
        Console.WriteLine($"  {what,-58} {rates[Rounds / 2],6:F1} M/s ({rates[0]:F1} to {rates[^1]:F1})  {allocated} B");
    }
}
