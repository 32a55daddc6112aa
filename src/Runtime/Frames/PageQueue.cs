using System.Runtime.CompilerServices;

namespace CdmPolicy.Frames;

/// <summary>A doubly linked list threaded through the frames themselves; a page is on at most one queue of its tier.</summary>
/// <remarks>Front is where <c>push_front</c> puts a page. Zero-initialised it is empty.</remarks>
public struct PageQueue
{
    /// <summary>The frame at the front, or 0.</summary>
    public int Front;

    /// <summary>The frame at the back, or 0.</summary>
    public int Back;

    /// <summary>Pages on the queue, a huge one as its base pages.</summary>
    public int Count;

    /// <param name="id">The queue's number in its reclaimer, from 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushFront<TLayout>(FrameTable<TLayout> frames, int frame, byte id)
        where TLayout : struct, IFrameLayout
    {
        ref var entry = ref frames[frame];
        var first = Front;
        entry.Previous = 0;
        entry.Next = first;
        entry.Queue = id;
        if (first != 0) frames[first].Previous = frame;
        else Back = frame;
        Front = frame;
        Count += frames.PagesOf(frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushBack<TLayout>(FrameTable<TLayout> frames, int frame, byte id)
        where TLayout : struct, IFrameLayout
    {
        ref var entry = ref frames[frame];
        var last = Back;
        entry.Next = 0;
        entry.Previous = last;
        entry.Queue = id;
        if (last != 0) frames[last].Next = frame;
        else Front = frame;
        Back = frame;
        Count += frames.PagesOf(frame);
    }

    /// <summary>Takes a page off; it must be on this queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Unlink<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout
    {
        ref var entry = ref frames[frame];
        var previous = entry.Previous;
        var next = entry.Next;
        if (previous != 0) frames[previous].Next = next;
        else Front = next;
        if (next != 0) frames[next].Previous = previous;
        else Back = previous;
        entry.Queue = 0;
        Count -= frames.PagesOf(frame);
    }

    /// <summary>Puts a page that is on this queue at its front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveToFront<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout
    {
        var first = Front;
        if (first == frame) return;
        ref var entry = ref frames[frame];
        var previous = entry.Previous; // there is one: the page is not at the front
        var next = entry.Next;
        frames[previous].Next = next;
        if (next != 0) frames[next].Previous = previous;
        else Back = previous;
        entry.Previous = 0;
        entry.Next = first;
        frames[first].Previous = frame;
        Front = frame;
    }

    /// <summary>Puts a page that is on this queue at its back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveToBack<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout
    {
        var last = Back;
        if (last == frame) return;
        ref var entry = ref frames[frame];
        var previous = entry.Previous;
        var next = entry.Next; // there is one: the page is not at the back
        frames[next].Previous = previous;
        if (previous != 0) frames[previous].Next = next;
        else Front = next;
        entry.Next = 0;
        entry.Previous = last;
        frames[last].Next = frame;
        Back = frame;
    }
}
