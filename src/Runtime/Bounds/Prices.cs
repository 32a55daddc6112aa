using System.Numerics;

namespace CdmPolicy.Bounds;

/// <summary>
/// The rent of a page frame by tier: cost per nanosecond of its use, 2^40 for one unit. Whole numbers, so that every machine comes
/// to the same bound.
/// </summary>
internal static class Prices
{
    private const int FractionBits = 40;

    /// <summary>4096 ns for the use of one frame for one.</summary>
    public const long Highest = 1L << 60;

    /// <summary>From the lowest price to the highest; four to a doubling.</summary>
    public const int Steps = 60 * 4;

    /// <summary>What a stay costs, rounded down.</summary>
    public static long Rent(long price, long ns)
    {
        var high = Math.BigMul((ulong)price, (ulong)ns, out var low);
        return high >= 1UL << 14 ? PageCosts.Most : Math.Min(PageCosts.Most, (long)(high << 64 - FractionBits | low >> FractionBits));
    }

    /// <summary>What all frames of a tier bring in, rounded up.</summary>
    /// <param name="frameNs">Frames times nanoseconds.</param>
    public static Int128 Income(long price, Int128 frameNs)
    {
        var rest = frameNs & (((Int128)1 << FractionBits) - 1);
        return (frameNs >> FractionBits) * price + (rest * price + (((Int128)1 << FractionBits) - 1) >> FractionBits);
    }

    /// <summary>The step of a price, or the one below it.</summary>
    public static int StepOf(long price)
    {
        var doublings = BitOperations.Log2((ulong)price);
        return doublings * 4 + (int)((Int128)price << 2 >> doublings) - 4;
    }

    /// <summary>A price on a scale of about even ratios.</summary>
    public static long OnScale(int step) => (4L + step % 4) << step / 4 >> 2;
}
