using CdmPolicy.Frames;

namespace CdmPolicy.Benchmarks.HandWritten;

/// <summary>One-bit CLOCK over the machine's frames, by hand.</summary>
public struct HandWrittenClock
{
    private PageQueue _queue;

    public void Insert<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout
    {
        frames[frame].Bits = 0;
        _queue.PushFront(frames, frame, 1);
    }

    public int Victim<TLayout>(FrameTable<TLayout> frames)
        where TLayout : struct, IFrameLayout
    {
        var held = 0;
        while (_queue.Back != 0)
        {
            var frame = _queue.Back;
            ref var entry = ref frames[frame];
            // A page under way is passed over, at most 32 of them.
            if (entry.Bits == 0 && ((entry.Flags & PageFlags.Held) == 0 || ++held > 32)) return frame;
            if ((entry.Flags & PageFlags.Held) == 0) entry.Bits = 0;
            _queue.Unlink(frames, frame);
            _queue.PushFront(frames, frame, 1);
        }

        return 0;
    }

    public void Remove<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout =>
        _queue.Unlink(frames, frame);
}

/// <summary>LRU over the machine's frames, by hand.</summary>
public struct HandWrittenLru
{
    private PageQueue _queue;

    public void Insert<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout =>
        _queue.PushFront(frames, frame, 1);

    public void Access<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout
    {
        if (_queue.Front == frame) return;
        _queue.Unlink(frames, frame);
        _queue.PushFront(frames, frame, 1);
    }

    public readonly int Victim() => _queue.Back; // what is evicted is never under way

    public void Remove<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout =>
        _queue.Unlink(frames, frame);
}

/// <summary>First in, first out over the machine's frames, by hand.</summary>
public struct HandWrittenFifo
{
    private PageQueue _queue;

    public void Insert<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout =>
        _queue.PushFront(frames, frame, 1);

    public int Victim<TLayout>(FrameTable<TLayout> frames)
        where TLayout : struct, IFrameLayout
    {
        // A page under way is passed over, at most 32 of them.
        for (var held = 0; _queue.Back != 0; held++)
        {
            var frame = _queue.Back;
            if ((frames[frame].Flags & PageFlags.Held) == 0 || held == 32) return frame;
            _queue.MoveToFront(frames, frame);
        }

        return 0;
    }

    public void Remove<TLayout>(FrameTable<TLayout> frames, int frame)
        where TLayout : struct, IFrameLayout =>
        _queue.Unlink(frames, frame);
}
