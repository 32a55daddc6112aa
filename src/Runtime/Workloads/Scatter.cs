using System.Numerics;

namespace CdmPolicy.Workloads;

/// <summary>Where in a region the popular pages lie: spread evenly, and in the same places for all streams of a seed.</summary>
/// <remarks>Rank k is page (start + k · step) mod pages, with a step near pages / φ that shares no factor with it.</remarks>
internal readonly struct Scatter
{
    private const ulong GoldenRatio = 0x9E3779B9; // of 2^32

    private readonly ulong _pages;
    private readonly ulong _step;
    private readonly ulong _start;
    private readonly ulong _reciprocal; // ⌊2^64 / pages⌋, or one less

    public Scatter(int pages, long seed, int region)
    {
        _pages = (ulong)pages;
        _reciprocal = ulong.MaxValue / _pages;
        _step = Math.Max(1, _pages * GoldenRatio >> 32);
        while (BigInteger.GreatestCommonDivisor(_step, _pages) != 1) _step++;
        var random = new Xoshiro256(seed, -1, region);
        _start = random.Below(_pages);
    }

    public int PageOf(int rank)
    {
        // A remainder by multiplication: the quotient is right or one too small, since the number is below 2^62.
        var number = _start + (ulong)rank * _step;
        var rest = number - Math.BigMul(number, _reciprocal, out _) * _pages;
        return (int)(rest >= _pages ? rest - _pages : rest);
    }
}
