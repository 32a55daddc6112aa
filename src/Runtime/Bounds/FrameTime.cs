using CdmPolicy.Model;

namespace CdmPolicy.Bounds;

/// <summary>How long frames can be of use: at no instant more of a tier than it has, nor more than there are pages to be used again.</summary>
/// <param name="ByTier">Frames times ns.</param>
/// <param name="OfPages">From each page's first to its last access, summed, ns.</param>
internal sealed record FrameTime(Int128[] ByTier, Int128 OfPages)
{
    /// <param name="counts">By page, its accesses.</param>
    public static FrameTime Of(AccessHistory history, HierarchyModel hierarchy, int[] counts)
    {
        var capacities = Array.ConvertAll(hierarchy.Tiers, t => t.CapacityBytes / hierarchy.PageBytes);
        var byTier = new Int128[capacities.Length];
        Int128 ofPages = 0;
        var left = (int[])counts.Clone();
        var (live, since) = (0L, 0L);
        for (var i = 0; i < history.Pages.Length; i++)
        {
            var page = history.Pages[i];
            var rest = --left[page];
            var isFirst = rest == counts[page] - 1;
            if (isFirst == (rest == 0)) continue;
            var now = history.TimeOf(i);
            if (live > 0 && now > since)
            {
                for (var tier = 0; tier < byTier.Length; tier++) byTier[tier] += (Int128)Math.Min(live, capacities[tier]) * (now - since);
                ofPages += (Int128)live * (now - since);
            }

            since = now;
            live += isFirst ? 1 : -1;
        }

        return new(byTier, ofPages);
    }
}
