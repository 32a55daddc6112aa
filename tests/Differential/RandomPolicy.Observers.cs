namespace CdmPolicy.Tests.Differential;

/// <summary>Observers that keep something about pages, and handlers that wait for samples.</summary>
internal sealed partial class RandomPolicy
{
    /// <summary>Conditions about what observers keep.</summary>
    private readonly List<string> _kept = [];

    /// <summary>A device's counters are observed.</summary>
    private bool _counts;

    /// <summary>Some tier is observed by samples.</summary>
    private bool _samples;

    /// <summary>All tiers are observed by accessed bits.</summary>
    private bool _bits;

    /// <param name="others">What must be said of accesses as soon as there is any other observer.</param>
    private void WriteKeepers(Random random, string others)
    {
        var regions = random.Next(3) == 0;
        _counts = random.Next(3) == 0;
        if (regions || _counts) Line(others);
        if (_bits) _kept.AddRange(["young", "!young"]);
        if (regions)
        {
            var sample = random.Next(3, 15);
            Line($"observe regions 3..{random.Next(3, 30)} sample {sample}us every {sample * random.Next(1, 8)}us;");
            _kept.AddRange([$"region.rate > {random.Next(90)}%", "region.rate == 0%", $"region.age >= {sample * 4}us", $"region.size < {random.Next(2, 30) * 4}KiB"]);
        }

        if (!_counts) return;
        Line("observe device counters of gpu;");
        _kept.AddRange([$"gpu.touches > {random.Next(6)}", "gpu.touches == heat"]);
    }

    private void WriteSampleHandlers()
    {
        if (Chance(2)) WriteHandler($"after {_random.Next(1, 20)} samples over {Pick(_tiers)} limit {_random.Next(1, 9)}{Best()}{Latch()}", Chance(2), false);
        if (Chance(2)) Line($"after {_random.Next(1, 9)} samples{Latch()} {{ ticks += 2; {Statement(false, false)} }}");
    }
}
