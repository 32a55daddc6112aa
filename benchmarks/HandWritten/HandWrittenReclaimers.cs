using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy.Benchmarks.HandWritten;

/// <summary>LRU over the page table, as one would write it without the language.</summary>
public struct LruByHand<TLayout> : IReclaimer<TLayout>
    where TLayout : struct, IFrameLayout
{
    private int _newest;
    private int _oldest;

    public static int FieldBytes => 0;

    public static bool MovesAccessed => true;

    public void Attach(long capacity, int pages) => this = default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Miss(FrameTable<TLayout> frames, int number) => true;

    public void Insert(FrameTable<TLayout> frames, int frame) => Link(frames, frame);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Access(FrameTable<TLayout> frames, int frame)
    {
        if (frame == _newest) return;
        Cut(frames, frame);
        Link(frames, frame);
    }

    public readonly int Victim<TKeep>(FrameTable<TLayout> frames, ref TKeep keep)
        where TKeep : struct, IKeep => _oldest;

    public void Remove(FrameTable<TLayout> frames, int frame, bool chosen) => Cut(frames, frame);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Link(FrameTable<TLayout> frames, int frame)
    {
        ref var entry = ref frames[frame];
        entry.Previous = 0;
        entry.Next = _newest;
        if (_newest != 0) frames[_newest].Previous = frame;
        else _oldest = frame;
        _newest = frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Cut(FrameTable<TLayout> frames, int frame)
    {
        ref var entry = ref frames[frame];
        var (previous, next) = (entry.Previous, entry.Next);
        if (previous != 0) frames[previous].Next = next;
        else _newest = next;
        if (next != 0) frames[next].Previous = previous;
        else _oldest = previous;
    }
}

/// <summary>S3-FIFO over the page table with the parameters of the library's, as one would write it without the language.</summary>
public struct S3FifoByHand<TLayout> : IReclaimer<TLayout>
    where TLayout : struct, IFrameLayout
{
    private const byte Small = 1;
    private const byte Main = 2;

    private PageQueue _small;
    private PageQueue _main;
    private GhostList _ghost;
    private long _mainLimit;
    private bool _remembered;

    public static int FieldBytes => 0;

    public static bool Remembers => true;

    public void Attach(long capacity, int pages)
    {
        this = default;
        _mainLimit = capacity - capacity / 10;
        _ghost = new GhostList(capacity * 9 / 10, pages);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prefetch(int number) => _ghost.Prefetch(number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Miss(FrameTable<TLayout> frames, int number)
    {
        _remembered = _ghost.Remove(number);
        return true;
    }

    public void Insert(FrameTable<TLayout> frames, int frame)
    {
        if (_remembered) _main.PushFront(frames, frame, Main);
        else _small.PushFront(frames, frame, Small);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Access(FrameTable<TLayout> frames, int frame)
    {
        ref var hits = ref frames[frame].Bits;
        if (hits < 3) hits++;
    }

    public int Victim<TKeep>(FrameTable<TLayout> frames, ref TKeep keep)
        where TKeep : struct, IKeep
    {
        if (_main.Count <= _mainLimit)
        {
            while (_small.Back is > 0 and var oldest)
            {
                ref var entry = ref frames[oldest];
                if (entry.Bits < 2)
                {
                    _ghost.Add(entry.Page);
                    return oldest;
                }

                entry.Bits = 0;
                _small.Unlink(frames, oldest);
                _main.PushFront(frames, oldest, Main);
            }
        }

        while (_main.Back is > 0 and var oldest)
        {
            ref var hits = ref frames[oldest].Bits;
            if (hits == 0) return oldest;
            hits--;
            _main.MoveToFront(frames, oldest);
        }

        return _small.Back;
    }

    public void Remove(FrameTable<TLayout> frames, int frame, bool chosen)
    {
        if (frames[frame].Queue == Small) _small.Unlink(frames, frame);
        else _main.Unlink(frames, frame);
    }
}
