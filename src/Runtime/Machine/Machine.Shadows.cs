using CdmPolicy.Frames;

namespace CdmPolicy;

/// <summary>
/// Shadows: the copies that <c>keep shadow</c> leaves where pages came from. A shadow has a frame and no place in a queue, and
/// gives the frame up to whoever wants it, the oldest first.
/// </summary>
/// <remarks>
/// The idea is that of NOMAD (Xiang et al., OSDI 2024): a page that is demoted before it was written has its old frame to go to.
/// A shadow's header holds -2 - page, so that walks take it for free, and its links are those of the tier's list of shadows.
/// </remarks>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>By page, the frame of its shadow, or 0.</summary>
    private readonly int[] _shadowOf = [];

    /// <summary>By tier, the first and the last of its shadows in the order they came.</summary>
    private readonly (int Oldest, int Newest)[] _shadows = [];

    private int ShadowIn(int tier, int page)
    {
        var frame = _shadowOf[page];
        return frame != 0 && Frames[frame].Tier == tier ? frame : 0;
    }

    /// <summary>The frame that a page has just left keeps its contents; an older shadow of the page is dropped.</summary>
    private void LeaveShadow(int frame, int page)
    {
        DropShadowOf(page);
        _shadowOf[page] = frame;
        ref var entry = ref Frames[frame];
        ref var list = ref _shadows[entry.Tier];
        entry.Page = -2 - page;
        entry.Previous = list.Newest;
        entry.Next = 0;
        if (list.Newest == 0) list.Oldest = frame;
        else Frames[list.Newest].Next = frame;
        list.Newest = frame;
    }

    private void DropShadowOf(int page)
    {
        if (_shadowOf[page] != 0) Release(TakeShadow(_shadowOf[page]));
    }

    /// <summary>Frees shadows until a page may come.</summary>
    private bool DropShadows(int tier)
    {
        while (_tiers[tier].Free <= _tiers[tier].Reserve)
            if (!DropOldestShadow(tier)) return false;
        return true;
    }

    private bool DropOldestShadow(int tier)
    {
        if (_shadows[tier].Oldest == 0) return false;
        Release(TakeShadow(_shadows[tier].Oldest));
        return true;
    }

    /// <summary>A shadow's frame, as a page that comes finds it.</summary>
    private int TakeShadow(int frame)
    {
        ref var entry = ref Frames[frame];
        ref var list = ref _shadows[entry.Tier];
        if (entry.Previous == 0) list.Oldest = entry.Next;
        else Frames[entry.Previous].Next = entry.Next;
        if (entry.Next == 0) list.Newest = entry.Previous;
        else Frames[entry.Next].Previous = entry.Previous;
        _shadowOf[-2 - entry.Page] = 0;
        ClearLinks(ref entry);
        return frame;
    }

    private static void ClearLinks(ref Frame entry)
    {
        entry.Next = 0;
        entry.Previous = 0;
        entry.Queue = 0;
        entry.Bits = 0;
    }
}
