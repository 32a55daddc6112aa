using CdmPolicy.Frames;

namespace CdmPolicy;

/// <summary>A bounded walk over the pages of one tier, frame by frame; the pages may leave while it runs.</summary>
public ref struct FrameWalk<TLayout>
    where TLayout : struct, IFrameLayout
{
    private readonly FrameTable<TLayout> _frames;
    private readonly ref int _cursor;
    private readonly int _first;
    private readonly int _used;
    private int _steps;

    internal FrameWalk(FrameTable<TLayout> frames, ref TierState tier, ref int cursor, long limit)
    {
        _frames = frames;
        _cursor = ref cursor;
        _first = tier.FirstFrame;
        _used = _steps = tier.HighWater;
        Left = limit;
    }

    /// <summary>The frame stepped on; it holds a page.</summary>
    public int Frame { get; private set; }

    /// <summary>What is left of the limit.</summary>
    public long Left { get; private set; }

    public bool MoveNext()
    {
        while (_steps > 0 && Left > 0)
        {
            _steps--;
            if (_cursor >= _used) _cursor = 0;
            var frame = _first + _cursor++;
            if (_frames[frame].Page < 0) continue;
            Left--;
            Frame = frame;
            return true;
        }

        return false;
    }
}
