using System.Numerics;

namespace CdmPolicy.Frames;

/// <summary>
/// The free frames of a tier as aligned blocks of powers of two: a block that is too large is halved until it fits, and a block
/// that is freed is joined with its other half while that is free too (Knowlton's buddy system, CACM 1965).
/// </summary>
/// <remarks>
/// Of the free blocks the smallest that fits is taken, among these the one freed last, else the lowest that was never used.
/// Lists and marks lie in the headers of the free frames, so that nothing else is allocated.
/// </remarks>
public sealed class BlockAllocator<TLayout>
    where TLayout : struct, IFrameLayout
{
    /// <summary>In the header of a free block's first frame, in place of a queue's number.</summary>
    private const byte IsFreeBlock = byte.MaxValue;

    private readonly FrameTable<TLayout> _frames;
    private readonly int _first;
    private readonly int _capacity;
    private readonly byte _tier;
    private readonly int[] _lists;
    private readonly int[] _counts;
    private int _used;

    /// <param name="first">The tier's first frame; blocks are aligned from it.</param>
    /// <param name="capacity">Frames.</param>
    /// <param name="largest">The logarithm of the largest block that is kept, in frames; up to it freed blocks are joined.</param>
    public BlockAllocator(FrameTable<TLayout> frames, int first, int capacity, int largest, byte tier)
    {
        (_frames, _first, _capacity, _tier) = (frames, first, capacity, tier);
        _lists = new int[largest + 1];
        _counts = new int[largest + 1];
    }

    /// <summary>Frames from the first on that are in a list or in use; those behind were never touched.</summary>
    public int HighWater => _used;

    private int Largest => _lists.Length - 1;

    /// <summary>Is there a free block of 2^order frames?</summary>
    public bool Has(int order)
    {
        for (var size = order; size <= Largest; size++)
            if (_lists[size] != 0) return true;
        return _capacity - _used >= 1 << order;
    }

    /// <summary>Free frames that lie in aligned free blocks of at least 2^order.</summary>
    public int FramesIn(int order)
    {
        var frames = (_capacity - _used) >> order << order;
        for (var size = order; size <= Largest; size++) frames += _counts[size] << size;
        return frames;
    }

    /// <summary>Frames of the free block that begins at a frame below <see cref="HighWater"/>; 0 where none does.</summary>
    public int FreeAt(int frame) => _frames[frame] is { Page: -1, Queue: IsFreeBlock } entry ? 1 << entry.Bits : 0;

    /// <summary>The first frame of a block of 2^order that was free; there must be one.</summary>
    public int Take(int order)
    {
        var size = Smallest(order);
        while (size > Largest)
        {
            Grow();
            size = Smallest(order);
        }

        var frame = _lists[size];
        Unlink(frame, size);
        while (size > order)
        {
            size--;
            Link(frame + (1 << size), size);
        }

        return frame;
    }

    /// <summary>Gives back 2^order frames; they may be part of a block that was taken in one.</summary>
    public void Free(int frame, int order)
    {
        var offset = frame - _first;
        while (order < Largest)
        {
            var other = offset ^ (1 << order);
            if (other + (1 << order) > _used || !IsFree(_first + other, order)) break;
            Unlink(_first + other, order);
            offset &= ~(1 << order);
            order++;
        }

        Link(_first + offset, order);
    }

    private int Smallest(int order)
    {
        while (order <= Largest && _lists[order] == 0) order++;
        return order;
    }

    /// <summary>Brings never used frames into the lists: a largest block, and at the tier's end what is left of one.</summary>
    private void Grow()
    {
        var left = _capacity - _used;
        var order = left >> Largest > 0 ? Largest : BitOperations.Log2((uint)left);
        for (var offset = _used; offset < _used + (1 << order); offset++)
        {
            ref var entry = ref _frames[_first + offset];
            entry.Tier = _tier;
            entry.Page = -1;
        }

        Link(_first + _used, order);
        _used += 1 << order;
    }

    private bool IsFree(int frame, int order) =>
        _frames[frame] is { Page: -1, Queue: IsFreeBlock } entry && entry.Bits == order;

    private void Link(int frame, int order)
    {
        ref var entry = ref _frames[frame];
        entry.Page = -1;
        entry.Queue = IsFreeBlock;
        entry.Bits = (byte)order;
        entry.Previous = 0;
        entry.Next = _lists[order];
        if (entry.Next != 0) _frames[entry.Next].Previous = frame;
        _lists[order] = frame;
        _counts[order]++;
    }

    private void Unlink(int frame, int order)
    {
        ref var entry = ref _frames[frame];
        if (entry.Previous == 0) _lists[order] = entry.Next;
        else _frames[entry.Previous].Next = entry.Next;
        if (entry.Next != 0) _frames[entry.Next].Previous = entry.Previous;
        entry.Queue = 0;
        entry.Bits = 0;
        _counts[order]--;
    }
}
