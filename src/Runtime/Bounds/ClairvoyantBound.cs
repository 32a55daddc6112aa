using CdmPolicy.Frames;
using CdmPolicy.Model;

namespace CdmPolicy.Bounds;

/// <summary>
/// A cost that no policy goes below on given accesses, however well it knows them beforehand: a Lagrangian relaxation of the
/// tiers' capacities.
/// </summary>
/// <remarks>
/// Whoever has a page in a tier rents a frame. Each page then takes its own cheapest way, a shortest path over the tiers, and what
/// the frames bring in is taken off again: at any prices that is no more than any real run costs, since a real run pays at most
/// all the rent there is. With one tier and a store it is the lower bound PFOO-L of Berger, Beckmann and Harchol-Balter,
/// "Practical Bounds on Optimal Caching with Variable Object Sizes" (SIGMETRICS 2018); the optimum that it is below is
/// Belady's ("A study of replacement algorithms for a virtual-storage computer", 1966). <c>docs/model.md</c> says what is relaxed.
/// </remarks>
public static class ClairvoyantBound
{
    /// <summary>The least that any run could cost in which every access was served, ns.</summary>
    public static long Of(AccessHistory history, HierarchyModel hierarchy)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(hierarchy);
        if (history.Pages.Length == 0) return 0;
        var regions = history.Regions is { Length: > 0 } given ? given : [new RegionModel(PageKind.Anon, 0)];
        var (sorts, sortOfRegion) = Sorts(history, hierarchy, regions);
        var sortOfPage = new byte[history.PageCount];
        for (var page = 0; page < sortOfPage.Length; page++)
            sortOfPage[page] = sortOfRegion[history.RegionOfPage.Length == 0 ? 0 : history.RegionOfPage[page]];

        var counts = new int[history.PageCount];
        foreach (var page in history.Pages) counts[page]++;
        var frameTime = FrameTime.Of(history, hierarchy, counts);
        var costs = new LeastCosts(history, hierarchy.Tiers.Length, sorts, sortOfPage);
        var prices = HistorySample.Of(history, counts) is { } sample
            ? new PriceSearch(sample.Costs(hierarchy, sorts, sortOfPage), sample.Share(frameTime)).Find()
            : new PriceSearch(costs, frameTime.ByTier).Find();
        var bound = PriceSearch.Bound(costs, prices, frameTime.ByTier) >> PageCosts.UnitBits;
        return (long)Int128.Clamp(bound, 0, long.MaxValue);
    }

    /// <summary>Pages differ in their kind and in whether they may be huge.</summary>
    private static (PageCosts[] Sorts, byte[] OfRegion) Sorts(AccessHistory history, HierarchyModel hierarchy, RegionModel[] regions)
    {
        var sorts = new List<PageCosts>();
        var numbers = new Dictionary<(PageKind, bool), byte>();
        var table = new CostTable(hierarchy);
        var hugePages = (int)(hierarchy.HugeBytes / hierarchy.PageBytes);
        var ofRegion = new byte[regions.Length];
        for (var i = 0; i < regions.Length; i++)
        {
            var sort = (regions[i].Kind, IsHuge: hugePages > 1 && regions[i].HugePages > 0);
            if (!numbers.TryGetValue(sort, out ofRegion[i]))
            {
                numbers[sort] = ofRegion[i] = (byte)sorts.Count;
                sorts.Add(new(hierarchy, table, sort.Kind, sort.IsHuge ? hugePages : 0, history.KeepsShadows, history.LosesTiers));
            }
        }

        return ([.. sorts], ofRegion);
    }
}
