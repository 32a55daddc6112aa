using System.Numerics;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>
/// Huge pages: an aligned run of frames of one tier with one entry, the first frame's, which holds the number of the first base
/// page. Every base page leads to that entry, so that an access does not know the difference.
/// </summary>
/// <remarks>
/// The other frames of the run hold no page. Tiers are counted in base pages. A region numbers the base pages of its huge
/// pages one after another.
/// </remarks>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>By tier, its free frames where they are kept as aligned blocks; else null.</summary>
    private readonly BlockAllocator<TPolicy>?[] _blocks = [];

    /// <summary>By page, a bit: an access to it was observed since it was placed.</summary>
    private readonly ulong[] _touched = [];

    /// <summary>The last page that reclaim was to give up was split instead.</summary>
    private bool _hasSplit;

    /// <summary>Free bytes of a tier that lie in whole blocks: of its contiguity, else of huge pages.</summary>
    public long WholeBytes(int tier) =>
        TPolicy.HasBlocks && _blocks[tier] is { } blocks ? blocks.FramesIn(OrderOf((int)(BlockBytes(tier) / Hierarchy.PageBytes))) * Hierarchy.PageBytes : 0;

    /// <summary>The tier keeps its free frames as aligned blocks.</summary>
    public bool KeepsBlocks(int tier) => TPolicy.HasBlocks && _blocks[tier] is not null;

    /// <summary>How many base pages of the page in a frame had an observed access since it was placed.</summary>
    public long TouchedPages(int frame)
    {
        var (page, count) = (Frames[frame].Page, 0);
        for (var end = page + Frames.PagesOf(frame); page < end;)
        {
            var bits = Math.Min(64 - (page & 63), end - page);
            count += BitOperations.PopCount(_touched[page >> 6] & Mask(page & 63, bits));
            page += bits;
        }

        return count;
    }

    private void Touch(int page) => _touched[page >> 6] |= 1UL << page;

    private void ForgetTouched(int page, int pages)
    {
        for (var end = page + pages; page < end;)
        {
            var bits = Math.Min(64 - (page & 63), end - page);
            _touched[page >> 6] &= ~Mask(page & 63, bits);
            page += bits;
        }
    }

    private static ulong Mask(int from, int bits) => (ulong.MaxValue >> (64 - bits)) << from;

    private BlockAllocator<TPolicy>?[] Blocks()
    {
        var blocks = new BlockAllocator<TPolicy>?[_tiers.Length];
        for (var tier = 0; tier < blocks.Length; tier++)
        {
            var largest = Math.Max(Hierarchy.HugeBytes, Hierarchy.Tiers[tier].ContiguousBytes) / Hierarchy.PageBytes;
            if (largest == 0) continue;
            blocks[tier] = new(Frames, _tiers[tier].FirstFrame, _tiers[tier].Capacity, OrderOf((int)largest), (byte)tier);
        }

        return blocks;
    }

    private long BlockBytes(int tier) =>
        Hierarchy.Tiers[tier].ContiguousBytes is > 0 and var bytes ? bytes : Hierarchy.HugeBytes;

    private static int OrderOf(int frames) => BitOperations.Log2((uint)frames);

    private long BytesOf(int frame) => Frames.PagesOf(frame) * Hierarchy.PageBytes;

    private long MoveNs(int frame, int target) => _costs.Move(Frames[frame].Tier, target, Frames.PagesOf(frame) > 1);

    private void SetFrame(int page, int pages, int frame)
    {
        if (pages == 1) _frameOf[page] = frame;
        else new Span<int>(_frameOf + page, pages).Fill(frame);
    }

    private void NoteLastRule(int page, int pages, int rule) => _lastRule?.AsSpan(page, pages).Fill(rule);

    /// <summary>The first base page of the huge page that may be placed for a page without a frame; -1 for none.</summary>
    private int FirstOfHuge(RegionModel region, int page)
    {
        var first = HugeAround(region, page);
        // Where some base page has a frame already, the rest come one by one.
        return first >= 0 && !new Span<int>(_frameOf + first, TPolicy.HugePages).ContainsAnyInRange(1, int.MaxValue) ? first : -1;
    }

    /// <summary>The first base page of the huge page that a page is or could be part of; -1 for none.</summary>
    private static int HugeAround(RegionModel region, int page)
    {
        var number = page - region.FirstHuge;
        return number >= 0 && number / TPolicy.HugePages < region.HugePages ? page - number % TPolicy.HugePages : -1;
    }

    /// <summary>The first tier with a free block above its reserve; nothing is reclaimed for one.</summary>
    private int FindBlock(TierOrder order, PageKind kind, int page)
    {
        for (; !order.IsEmpty; order = order.Rest)
        {
            if (TakesPlacement(order.First, kind) && IsWithinShare(order.First, page, TPolicy.HugePages) && HasBlock(order.First)
                && IsAdmitted(order.First, page)) return order.First;
        }

        return -1;
    }

    /// <summary>May a huge page come?</summary>
    private bool HasBlock(int tier)
    {
        while (!HasFreeBlock(tier))
            if (!TPolicy.Shadows || !DropOldestShadow(tier)) return false;
        return true;
    }

    private bool HasFreeBlock(int tier) =>
        _tiers[tier].Free - TPolicy.HugePages >= _tiers[tier].Reserve && _blocks[tier]!.Has(OrderOf(TPolicy.HugePages));

    /// <summary>Why a page has no room.</summary>
    private Refusal Lacks(int tier, int pages) =>
        pages > 1 && _tiers[tier].Free - pages >= _tiers[tier].Reserve ? Refusal.NoBlock : Refusal.NoFrame;
}
