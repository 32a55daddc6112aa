using System.Numerics;
using System.Runtime.InteropServices;

namespace CdmPolicy;

/// <summary>Looks over a batch of events once, many at a time, so that the loop over them needs no bounds checks.</summary>
internal static class EventCheck
{
    /// <summary>Is every number at least 0 and below the bound?</summary>
    public static bool AllBelow(ReadOnlySpan<int> numbers, int bound)
    {
        var unsigned = MemoryMarshal.Cast<int, uint>(numbers);
        var vectors = MemoryMarshal.Cast<uint, Vector<uint>>(unsigned);
        var highest = Vector<uint>.Zero;
        foreach (var vector in vectors) highest = Vector.Max(highest, vector);
        for (var i = 0; i < Vector<uint>.Count; i++)
            if (numbers.Length >= Vector<uint>.Count && highest[i] >= (uint)bound) return false;
        foreach (var number in unsigned[(vectors.Length * Vector<uint>.Count)..])
            if (number >= (uint)bound) return false;
        return true;
    }

    /// <summary>Is every byte below the bound?</summary>
    public static bool AllBelow(ReadOnlySpan<byte> numbers, int bound)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(numbers);
        var highest = Vector<byte>.Zero;
        foreach (var vector in vectors) highest = Vector.Max(highest, vector);
        for (var i = 0; i < Vector<byte>.Count; i++)
            if (numbers.Length >= Vector<byte>.Count && highest[i] >= bound) return false;
        foreach (var number in numbers[(vectors.Length * Vector<byte>.Count)..])
            if (number >= bound) return false;
        return true;
    }
}
