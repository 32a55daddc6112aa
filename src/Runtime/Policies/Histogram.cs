using System.Runtime.CompilerServices;

namespace CdmPolicy.Policies;

/// <summary>
/// How many pages have a value of which length in bits; longer ones than there are bins count in the last, and a huge page counts
/// as its base pages.
/// </summary>
/// <remarks>MEMTIS keeps one of its pages' access counts, to choose the threshold with which the hot ones fit.</remarks>
public readonly struct Histogram
{
    private readonly int[] _pages;

    /// <param name="bins">2 to 64.</param>
    public Histogram(int bins) => _pages = new int[bins];

    /// <summary>A page with this value came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long value, int pages = 1) => _pages[Bin(value)] += pages;

    /// <summary>A page with this value left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(long value, int pages = 1) => _pages[Bin(value)] -= pages;

    /// <summary>A page's value changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Change(long from, long to, int pages = 1)
    {
        var (old, now) = (Bin(from), Bin(to));
        if (old == now) return;
        _pages[old] -= pages;
        _pages[now] += pages;
    }

    /// <summary>Every value halved so often: each is one bit shorter for every time, and 0 stays 0.</summary>
    public void Halve(uint times)
    {
        var down = (int)Math.Min(times, (uint)_pages.Length - 1);
        if (down == 0) return;
        for (var bin = 1; bin <= down; bin++) _pages[0] += _pages[bin];
        for (var bin = 1; bin < _pages.Length; bin++) _pages[bin] = bin + down < _pages.Length ? _pages[bin + down] : 0;
    }

    /// <summary>The lowest bin from which up all pages together are at most so many; one past the last where none is.</summary>
    public long Fit(long pages)
    {
        var bin = _pages.Length;
        while (bin > 0 && _pages[bin - 1] <= pages) pages -= _pages[--bin];
        return bin;
    }

    private int Bin(long value) => (int)Math.Min(Saturating.Log2(value), _pages.Length - 1);
}
