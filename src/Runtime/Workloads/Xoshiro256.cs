using System.Numerics;

namespace CdmPolicy.Workloads;

/// <summary>Random numbers in 64 bits: xoshiro256** of Blackman and Vigna (2018), seeded by SplitMix64 as they advise.</summary>
/// <remarks>Integers alone, so that a seed gives the same numbers everywhere.</remarks>
internal struct Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>A generator for one part of a whole: parts of one seed do not overlap in practice.</summary>
    public Xoshiro256(long seed, int part, int piece)
    {
        var state = (ulong)seed;
        state = SplitMix(ref state) + (uint)part;
        state = SplitMix(ref state) + (uint)piece;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number below the bound, each exactly as likely (Lemire 2019: multiply, and draw again in the rare unfair case).</summary>
    /// <param name="bound">At least 1.</param>
    public ulong Below(ulong bound)
    {
        var high = Math.BigMul(Next(), bound, out var low);
        if (low >= bound) return high;
        var unfair = (0 - bound) % bound;
        while (low < unfair) high = Math.BigMul(Next(), bound, out low);
        return high;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
