namespace CdmPolicy;

/// <summary>What keeps free memory in pieces.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>
    /// Free bytes of a tier that pins keep from being whole: those in aligned blocks, of the size that <see cref="WholeBytes"/> counts,
    /// in which a pinned page lies. However much is moved away, such a block is not free before its pins are taken back.
    /// </summary>
    public long FreeBesidePins(int tier)
    {
        if (!KeepsBlocks(tier)) return 0;
        ref var state = ref _tiers[tier];
        var size = (int)(BlockBytes(tier) / Hierarchy.PageBytes);
        long beside = 0;
        for (var start = 0; start + size <= state.HighWater; start += size)
        {
            var free = FreeAround(state.FirstFrame + start, size, out var isPinned);
            if (isPinned) beside += free;
        }

        return beside * Hierarchy.PageBytes;
    }

    /// <summary>Free frames of one block; its pages, copies that were left and frames kept for pages under way are passed over.</summary>
    private int FreeAround(int frame, int size, out bool isPinned)
    {
        var free = 0;
        isPinned = false;
        for (var end = frame + size; frame < end;)
        {
            if (_blocks[Frames[frame].Tier]!.FreeAt(frame) is > 0 and var frames)
            {
                free += frames;
                frame += frames;
                continue;
            }

            isPinned |= Frames[frame].Page >= 0 && IsPinned(frame);
            frame += Frames.PagesOf(frame);
        }

        return free;
    }
}
