namespace CdmPolicy.Tests.Differential;

/// <summary>Links so slow that moves overlap, memories so narrow that they fill up, and rules that look at both.</summary>
internal sealed partial class RandomPolicy
{
    /// <summary>Mostly far more than a page now and then needs; sometimes less.</summary>
    private string Bandwidth() => Chance(3) ? $"{_random.Next(2, 120)}MB/s" : $"{_random.Next(1, 400)}GB/s";

    private void WriteLinks()
    {
        for (var tier = 1; tier < _tiers.Length; tier++)
        {
            if (Chance(2)) continue;
            Line($"link {_tiers[tier - 1]} {Pick(["<->", "->"])} {_tiers[tier]} {{ bandwidth {_random.Next(20, 900)}MB/s; latency {_random.Next(1, 30)}us; }}");
        }
    }

    private string LoadCondition(string tier, int n) => Pick(
    [
        $"moves.pending > {n % 6}", "moves.pending == 0", $"{tier}.latency > {n * 40}ns", $"{tier}.latency from gpu <= {n * 40}ns",
        $"{tier}.latency > {Pick(_tiers)}.latency", $"{tier}.traffic > {n * 2}MB/s", $"{tier}.traffic < {Pick(_tiers)}.traffic / 2",
    ]);

    private static string LoadStatement(string tier) => $"pause.add({tier}.latency); ticks = moves.pending;";
}
