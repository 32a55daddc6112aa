using System.Runtime.InteropServices;
using CdmPolicy.Policies;

namespace CdmPolicy.Benchmarks.Measures;

/// <summary>Two policies side by side: after every few accesses all that they decided must be the same.</summary>
internal static class SameDecisions
{
    private const int Step = 1_000;

    /// <exception cref="InvalidOperationException">They differ, or a rule never did anything, so that nothing would be measured.</exception>
    public static void Check<THand, TGenerated>(Workload accesses, Mapping? mapping)
        where THand : struct, IPolicy<THand>
        where TGenerated : struct, IPolicy<TGenerated>
    {
        using var hand = Mapping.Machine<THand>(mapping, accesses.PageCount);
        using var generated = Mapping.Machine<TGenerated>(mapping, accesses.PageCount);
        for (var done = 0; done < accesses.Pages.Length; done += Step)
        {
            var count = Math.Min(Step, accesses.Pages.Length - done);
            accesses.Run(hand, done, count);
            accesses.Run(generated, done, count);
            if (Difference(hand, generated) is { } what)
                throw new InvalidOperationException($"{typeof(TGenerated).Name} and the rules by hand differ in {what} after {done + count} accesses");
        }

        for (var rule = 0; rule < generated.Rules.Length; rule++)
            if (generated.Rules[rule].Applied == 0) throw new InvalidOperationException($"{typeof(TGenerated).Name}: `{TGenerated.Model.Rules[rule].Text}` never applies");
    }

    private static string? Difference<THand, TGenerated>(Machine<THand> hand, Machine<TGenerated> generated)
        where THand : struct, IPolicy<THand>
        where TGenerated : struct, IPolicy<TGenerated>
    {
        if (!Same(hand.Rules, generated.Rules)) return "what the rules did";
        if (!Same(hand.TierCounts, generated.TierCounts)) return "what the tiers saw";
        if (!Same(hand.Observers, generated.Observers)) return "what was observed";
        if (!hand.Totals.Equals(generated.Totals) || hand.CostNs != generated.CostNs) return "cost";
        for (var page = 0; page < hand.PageCount; page++)
            if (hand.FrameOf(page) != generated.FrameOf(page)) return $"the place of page {page}";
        return null;
    }

    private static bool Same<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : struct =>
        MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right));
}
