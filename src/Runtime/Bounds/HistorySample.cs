using CdmPolicy.Model;

namespace CdmPolicy.Bounds;

/// <summary>
/// Some of the pages of a long history, from which prices can be told: pages chosen by a hash of their numbers, as SHARDS does for
/// miss-ratio curves (Waldspurger et al., FAST 2015), and of a page that is used very often its first accesses, which then count for all.
/// </summary>
internal sealed class HistorySample
{
    private const int Accesses = 1 << 15;
    private const int PerPage = 1 << 7;
    private const int WeightBits = 10;

    private readonly AccessHistory _history;
    private readonly int[] _pages;
    private readonly int[] _weights;

    private HistorySample(AccessHistory history, int[] pages, int[] weights) => (_history, _pages, _weights) = (history, pages, weights);

    /// <returns>Null where all of the history is short enough.</returns>
    public static HistorySample? Of(AccessHistory history, int[] counts)
    {
        if (history.Pages.Length <= Accesses) return null;
        long all = 0;
        foreach (var count in counts) all += Math.Min(count, PerPage);
        var limit = (ulong)(((long)Accesses << 32) / all);
        var (numbers, pages, weights) = (new int[counts.Length], new List<int>(), new List<int>());
        for (var page = 0; page < counts.Length; page++)
        {
            numbers[page] = -1;
            if (counts[page] == 0 || Hash(page) >= limit) continue;
            numbers[page] = pages.Count;
            pages.Add(page);
            weights.Add((int)Math.Min(int.MaxValue, ((long)counts[page] << WeightBits) / Math.Min(counts[page], PerPage)));
        }

        return new(Pick(history, numbers, pages.Count), [.. pages], [.. weights]);
    }

    public LeastCosts Costs(HierarchyModel hierarchy, PageCosts[] sorts, byte[] sortOfPage) =>
        new(_history, hierarchy.Tiers.Length, sorts, Array.ConvertAll(_pages, p => sortOfPage[p]), _weights);

    /// <summary>The frames' time that falls to the sample, as its pages' time is to that of all.</summary>
    public Int128[] Share(FrameTime all)
    {
        var first = new long[_pages.Length];
        var last = new long[_pages.Length];
        Array.Fill(first, -1);
        for (var i = 0; i < _history.Pages.Length; i++)
        {
            var page = _history.Pages[i];
            last[page] = _history.TimeOf(i);
            if (first[page] < 0) first[page] = last[page];
        }

        Int128 mine = 0;
        for (var page = 0; page < first.Length; page++) mine += (Int128)(last[page] - first[page]) * _weights[page];
        if (all.OfPages == 0) return all.ByTier;
        // Each single operation of doubles has one right result, so this is the same everywhere.
        var share = (double)mine / (double)all.OfPages;
        return Array.ConvertAll(all.ByTier, time => (Int128)((double)time * share));
    }

    private static AccessHistory Pick(AccessHistory history, int[] numbers, int count)
    {
        var (pages, operations, times) = (new List<int>(), new List<byte>(), new List<long>());
        var taken = new int[count];
        for (var i = 0; i < history.Pages.Length; i++)
        {
            var number = numbers[history.Pages[i]];
            if (number < 0 || taken[number] == PerPage) continue;
            taken[number]++;
            pages.Add(number);
            operations.Add(history.Operations[i]);
            times.Add(history.TimeOf(i));
        }

        return new(count, [.. pages], [.. operations], [], []) { Times = [.. times] };
    }

    /// <summary>32 bits that look random: the finisher of SplitMix64.</summary>
    private static ulong Hash(int page)
    {
        var x = (ulong)page + 0x9E3779B97F4A7C15;
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return (x ^ x >> 31) >> 32;
    }
}
