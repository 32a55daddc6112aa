using System.Numerics;

namespace CdmPolicy.Cli.Comparing;

/// <summary>
/// Costs by size, in buckets of equal ratios: exact below 256 ns, and no bucket wider than 1/128 of its least cost. The dearest
/// cost of each bucket is kept, so that a percentile is a cost that some access had.
/// </summary>
internal sealed class CostHistogram
{
    private const int StepBits = 7;

    private readonly long[] _counts = new long[(64 - StepBits + 1) << StepBits];
    private readonly long[] _dearest = new long[(64 - StepBits + 1) << StepBits];

    public long Count { get; private set; }

    public Int128 Sum { get; private set; }

    public long Max { get; private set; }

    public void Add(long ns)
    {
        var bucket = Bucket(ns);
        _counts[bucket]++;
        if (ns > _dearest[bucket]) _dearest[bucket] = ns;
        if (ns > Max) Max = ns;
        Sum += ns;
        Count++;
    }

    /// <summary>A cost that at least so many of a thousand are not above, up to the width of a bucket; 0 of none.</summary>
    /// <param name="perThousand">1 to 1000.</param>
    public long Percentile(int perThousand)
    {
        var rank = (long)((Count * (Int128)perThousand + 999) / 1000);
        long below = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
            if ((below += _counts[bucket]) >= rank && below > 0) return _dearest[bucket];
        return 0;
    }

    // The leading bit chooses the octave, the next seven a step in it.
    private static int Bucket(long ns)
    {
        var octave = Math.Max(0, 63 - BitOperations.LeadingZeroCount((ulong)ns) - StepBits);
        return (octave << StepBits) + (int)(ns >> octave);
    }
}
