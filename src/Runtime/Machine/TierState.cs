namespace CdmPolicy;

/// <summary>One tier while a machine runs: its frames, its watermarks, its counters. Sizes are in frames.</summary>
public struct TierState
{
    /// <summary>The tier's first frame.</summary>
    public int FirstFrame;

    public int Capacity;

    /// <summary>Frames without a page.</summary>
    public int Free;

    /// <summary>A page may come only while more than this many frames are free.</summary>
    public int Reserve;

    /// <summary>Background reclaim starts when fewer are free; 0 for none.</summary>
    public int Low;

    /// <summary>Background reclaim ends when at least this many are free.</summary>
    public int High;

    /// <summary>Pages under way to another tier; their frames are still used.</summary>
    public int Leaving;

    /// <summary>The frame freed last, or 0; the others follow through their headers.</summary>
    internal int FreeList;

    /// <summary>Frames ever used, from the first on; the rest are free and untouched.</summary>
    internal int HighWater;

    /// <summary>Frames with a page.</summary>
    public readonly int Used => Capacity - Free;

    /// <summary>The fewest used frames with which ⌊used · 10^9 / capacity⌋ is at least a ratio, in parts per 10^9.</summary>
    /// <param name="ratio">At most 4 · 10^9, so that the product stays within 63 bits.</param>
    public readonly int FramesAtFill(long ratio) =>
        (int)Math.Min((ratio * Capacity + 999_999_999) / 1_000_000_000, int.MaxValue);
}
