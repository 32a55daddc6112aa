using System.Runtime.CompilerServices;

namespace CdmPolicy.Policies;

/// <summary>Lazy decay of page fields: what a stored value is worth some epochs later.</summary>
public static class Decay
{
    private const ulong One = 1_000_000_000;

    /// <summary>Halved once per epoch, truncating.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Halve(uint value, uint epochs) => epochs < 32 ? value >> (int)epochs : 0;

    /// <summary>
    /// value · factor^epochs. The power is taken by squaring in parts per 10^9, each product truncated, so that the same
    /// value and number of epochs give the same result everywhere.
    /// </summary>
    /// <param name="factor">Parts per 10^9, at most 10^9.</param>
    public static uint Scale(uint value, uint epochs, long factor)
    {
        if (epochs == 0 || value == 0) return value;
        var power = One;
        var square = (ulong)factor;
        for (var rest = epochs; rest != 0 && power != 0; rest >>= 1)
        {
            if ((rest & 1) != 0) power = power * square / One;
            square = square * square / One;
        }

        return (uint)(value * power / One);
    }
}
