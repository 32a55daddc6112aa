using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>Where the last walk of an <c>over</c> ended; kept by the policy, at the first tier's beginning by default.</summary>
public struct WalkPosition
{
    /// <summary>The place of the tier in the list that is walked.</summary>
    internal int Tier;

    /// <summary>The next frame, counted from the tier's first.</summary>
    internal int Offset;
}

/// <summary>
/// A bounded walk over the pages of some tiers, frame by frame upward, tier after tier, from where the last one ended and
/// once round at most; the pages may leave while it runs.
/// </summary>
public ref struct FrameWalk<TLayout>
    where TLayout : struct, IFrameLayout
{
    private readonly FrameTable<TLayout> _frames;
    private readonly Span<TierState> _tiers;
    private readonly TierOrder _over;
    private readonly int _count;
    private readonly PageFlags _without;
    private readonly ref WalkPosition _position;
    private readonly int _start;
    private readonly bool _each;
    private int _first;
    private int _end;

    /// <summary>How many tiers are still to be entered; the last of them is the first one again, up to where the walk began.</summary>
    private int _rest;
    private long _left;

    internal FrameWalk(
        FrameTable<TLayout> frames, Span<TierState> tiers, TierOrder over, ref WalkPosition position, long limit, bool each, PageFlags without = PageFlags.None)
    {
        _without = without;
        _frames = frames;
        _tiers = tiers;
        _over = over;
        _position = ref position;
        _left = limit;
        _each = each;
        for (var rest = over; !rest.IsEmpty; rest = rest.Rest) _count++;
        _rest = _count;
        _start = position.Offset;
        Enter();
    }

    /// <summary>The frame stepped on; it holds a page.</summary>
    public int Frame { get; private set; }

    public bool MoveNext()
    {
        while (_left > 0)
        {
            if (_position.Offset >= _end)
            {
                if (_rest == 0) return false;
                _rest--;
                _position.Offset = 0;
                _position.Tier = _position.Tier + 1 < _count ? _position.Tier + 1 : 0;
                Enter();
                continue;
            }

            var frame = _first + _position.Offset++;
            if (_frames[frame].Page < 0 || (_frames[frame].Flags & _without) != 0) continue;
            _left -= _each ? 1 : _frames.PagesOf(frame);
            Frame = frame;
            return true;
        }

        return false;
    }

    private void Enter()
    {
        ref var tier = ref _tiers[_over[_position.Tier]];
        _first = tier.FirstFrame;
        _end = _rest > 0 ? tier.HighWater : Math.Min(_start, tier.HighWater);
    }
}
