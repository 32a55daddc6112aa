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
        Measure<Tiering>("Tiering, generated, zipf 0.9 over 50,000 pages", zipf.PageCount, zipf.Pages.Length, m => zipf.Run(m));
        Measure<HandWritten.HandWrittenTiering>("the same by hand", zipf.PageCount, zipf.Pages.Length, m => zipf.Run(m));
        foreach (var name in new[] { "cc1", "python", "sqlite", "ls" })
        {
            var trace = TraceFormats.Load($"examples/traces/{name}.cdmt");
            // Several passes over the short traces, each later than the last.
            var passes = Math.Max(1, 20_000_000 / trace.Pages.Length);
            Measure<Examples.Balanced>($"Balanced (four tiers), {name}, {passes} passes", trace.PageCount, (long)passes * trace.Pages.Length, m => Repeat(m, trace, passes));
        }
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
