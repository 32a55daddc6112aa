using CdmPolicy.Benchmarks.Eviction;
using CdmPolicy.Benchmarks.HandWritten.Rules;
using CdmPolicy.Policies;
using JitInfo = System.Runtime.JitInfo;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>Rules of one kind each, generated and by hand, in turn, in one process, on the same machine and accesses.</summary>
internal static class Rules
{
    /// <summary>6,000 pages fit into the hierarchy but not into its faster tiers.</summary>
    private static readonly Workload s_accesses = Workload.Zipf(6_000, 2_000_000, 0.9);

    public static void Print(int rounds)
    {
        Console.WriteLine($"Zipf 0.9 over 6,000 pages, {rounds} rounds in turn, ns of processor time an access with the machine's part, median; the ratio is of the times, generated to by hand");
        Console.WriteLine();
        Console.WriteLine("| rule | policy | by hand | generated | ratio | lowest–highest | bytes allocated |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        Compare<PlaceByRequestByHand, PlaceByRequest>("placement by request", rounds, Mapping.OfFourRegions(s_accesses.PageCount));
        Compare<PromoteWithinBudgetByHand, PromoteWithinBudget>("counter, budget", rounds);
        Compare<HeatHalvesByHand, HeatHalves>("`halves every`, threshold", rounds);
        Compare<DemotionPassByHand, DemotionPass>("`every … over … limit`", rounds);
        Compare<KeepWarmByHand, KeepWarm>("watermarks, `Lru`, `keep when`", rounds);
        Compare<HottestThatFitByHand, HottestThatFit>("`histogram`, `fit`", rounds);
        Compare<WhileThereIsRoomByHand, WhileThereIsRoom>("`while … until …`", rounds);
        Compare<SoonAfterUnmappingByHand, SoonAfterUnmapping>("`on hint_fault`, `delay`", rounds);
    }

    private static void Compare<THand, TGenerated>(string rule, int rounds, Mapping? mapping = null)
        where THand : struct, IPolicy<THand>
        where TGenerated : struct, IPolicy<TGenerated>
    {
        SameDecisions.Check<THand, TGenerated>(s_accesses, mapping);
        WarmUp<THand, TGenerated>(mapping);
        var (hand, generated, ratio) = (new Samples(), new Samples(), new Samples());
        long allocated = 0;
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first takes turns too.
            var first = round % 2 == 0 ? Run<THand>(mapping) : default;
            var ours = Run<TGenerated>(mapping);
            var theirs = round % 2 == 0 ? first : Run<THand>(mapping);
            hand.Add(theirs.Nanoseconds);
            generated.Add(ours.Nanoseconds);
            ratio.Add(ours.Nanoseconds / theirs.Nanoseconds);
            allocated += ours.Allocated;
        }

        Console.WriteLine($"| {rule} | {typeof(TGenerated).Name} | {hand.Text("F1")} | {generated.Text("F1")} | {ratio.Text("F2")} | {ratio.Range("F2")} | {allocated} |");
    }

    /// <summary>Runs both until the JIT has had time to compile what it found to be hot, and has nothing more to do.</summary>
    private static void WarmUp<THand, TGenerated>(Mapping? mapping)
        where THand : struct, IPolicy<THand>
        where TGenerated : struct, IPolicy<TGenerated>
    {
        for (var (quiet, compiled) = (0, 0L); quiet < 3; quiet++)
        {
            Run<THand>(mapping);
            Run<TGenerated>(mapping);
            Thread.Sleep(250);
            if (compiled != (compiled = JitInfo.GetCompiledMethodCount())) quiet = -1;
        }
    }

    /// <summary>
    /// Processor time for an access, and bytes allocated for all of them. Not the time on the clock: other work on the
    /// machine, which takes the processor away for a while, hits the two of a pair unequally.
    /// </summary>
    private static (double Nanoseconds, long Allocated) Run<TPolicy>(Mapping? mapping)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        using var machine = Mapping.Machine<TPolicy>(mapping, s_accesses.PageCount);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Environment.CpuUsage.TotalTime;
        s_accesses.Run(machine);
        var elapsed = Environment.CpuUsage.TotalTime - started;
        return (elapsed.TotalNanoseconds / s_accesses.Pages.Length, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
