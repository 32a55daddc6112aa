using System.Numerics;
using System.Runtime.CompilerServices;

namespace CdmPolicy.Policies;

/// <summary>The language's arithmetic on 0..2^63-1: sums and products stop at the top, differences at 0.</summary>
/// <remarks>Generated code calls these only where the compiler cannot show that nothing overflows.</remarks>
public static class Saturating
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Add(long left, long right)
    {
        var sum = unchecked(left + right);
        return sum < 0 ? long.MaxValue : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Subtract(long left, long right) => left > right ? left - right : 0;

    /// <summary>left · right / divisor, truncated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Product(long left, long right, long divisor)
    {
        var high = Math.BigMul((ulong)left, (ulong)right, out var low);
        if (high == 0) return (long)Math.Min(low / (ulong)divisor, long.MaxValue);
        var quotient = new UInt128(high, low) / (ulong)divisor;
        return quotient > long.MaxValue ? long.MaxValue : (long)quotient;
    }

    /// <summary>left · scale / right, truncated; 2^63-1 when <paramref name="right"/> is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Quotient(long left, long right, long scale)
    {
        if (right == 0) return long.MaxValue;
        var high = Math.BigMul((ulong)left, (ulong)scale, out var low);
        if (high == 0) return (long)Math.Min(low / (ulong)right, long.MaxValue);
        var quotient = new UInt128(high, low) / (ulong)right;
        return quotient > long.MaxValue ? long.MaxValue : (long)quotient;
    }

    /// <summary>The bit length: 0→0, 1→1, 2..3→2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Log2(long value) => value == 0 ? 0 : BitOperations.Log2((ulong)value) + 1;
}
