using System.Runtime.InteropServices;

namespace CdmPolicy.Frames;

/// <summary>What a frame knows about the page in it, beside the links: facts the model keeps for every page.</summary>
[Flags]
public enum PageFlags : byte
{
    None = 0,
    /// <summary>Written since it was last read from or written to the store.</summary>
    Dirty = 1,
    /// <summary>In a tier that its request is bound to or asks for, or put there by its driver or a hint; cleared by any other move.</summary>
    Asked = 2,
    /// <summary>Accessed since an observer's scan read and cleared this; kept only where one does.</summary>
    Accessed = 4,
    /// <summary>Unmapped by an observer's scan, so that the next access is a hint fault; a move maps it again.</summary>
    Unmapped = 8,
    /// <summary>Held where it is, pinned or under way to another tier; tables beside the frames say which.</summary>
    Held = 64,
    /// <summary>The lowest of the two bits that hold the <see cref="PageKind"/>.</summary>
    KindUnit = 16,
    KindMask = 48,
    /// <summary>The frame is the first of a huge page's; the others are no frames of pages while it is there.</summary>
    Huge = 128,
}

/// <summary>What a page holds.</summary>
public enum PageKind : byte
{
    Anon,
    Shmem,
    File,
    Kernel,
}

/// <summary>
/// The header of a page frame's entry, 16 bytes; the policy's packed state follows it. Like the kernel's page descriptor it
/// belongs to the frame: a page that moves takes its state along, a page without a frame costs four bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
public struct Frame
{
    /// <summary>The neighbour towards the front of the queue the page is on; 0 at the front.</summary>
    public int Previous;

    /// <summary>The neighbour towards the back; 0 at the back. In a free frame: the next free one.</summary>
    public int Next;

    /// <summary>The page in this frame, or -1.</summary>
    public int Page;

    /// <summary>The index of the tier; never changes.</summary>
    public byte Tier;

    public PageFlags Flags;

    /// <summary>The queue of the tier's reclaimer that the page is on, from 1; 0 for none.</summary>
    public byte Queue;

    /// <summary>Eight bits for the fields of the tier's reclaimer.</summary>
    public byte Bits;

    public readonly PageKind Kind => (PageKind)((int)(Flags & PageFlags.KindMask) >> 4);

    public readonly bool Dirty => (Flags & PageFlags.Dirty) != 0;

    public readonly bool Held => (Flags & PageFlags.Held) != 0;

    public readonly bool Huge => (Flags & PageFlags.Huge) != 0;

    /// <summary>Its accessed bit is set.</summary>
    public readonly bool Young => (Flags & PageFlags.Accessed) != 0;

    public readonly bool Asked => (Flags & PageFlags.Asked) != 0;
}
