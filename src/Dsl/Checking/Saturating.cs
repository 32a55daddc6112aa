using System.Numerics;

namespace CdmPolicy.Dsl.Checking;

/// <summary>The arithmetic of the language at compile time: 0 .. 2^63-1, saturating, 128 bits in between.</summary>
internal static class Saturating
{
    public static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    public static long Subtract(long a, long b) => a > b ? a - b : 0;

    public static long Multiply(long a, long b, long divisor) => (a | b) >> 31 == 0 ? a * b / divisor : Clamp(new BigInteger(a) * b / divisor);

    /// <summary>By zero it is the maximum.</summary>
    public static long Divide(long a, long b, long scale) =>
        b == 0 ? long.MaxValue : Clamp(new BigInteger(a) * scale / b);

    public static long Log2(long value)
    {
        var bits = 0;
        for (; value != 0; value >>= 1) bits++;
        return bits;
    }

    private static long Clamp(BigInteger value) => value > long.MaxValue ? long.MaxValue : (long)value;
}
