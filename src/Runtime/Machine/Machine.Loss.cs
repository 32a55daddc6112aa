using CdmPolicy.Frames;

namespace CdmPolicy;

/// <summary>Tiers that take their pages along when they go, and tiers that go by chance.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Tiers that are offline by chance, a bit each.</summary>
    private int _outages;

    /// <summary>When it is drawn anew which these are; 2^63-1 where none ever is.</summary>
    private long _outageDue;

    /// <summary>
    /// What a frame holds is gone. A copy that the page left in another tier is as good; a page of a file is read from the store again,
    /// as it was there; any other page begins anew.
    /// </summary>
    private void Lose(int frame)
    {
        ref var entry = ref Frames[frame];
        BeginEvent(entry.Page, Hierarchy.Tiers[entry.Tier].Driver);
        Free(frame);
        if (TPolicy.Shadows && _shadowOf[entry.Page] is > 0 and var shadow && TakesBack(shadow, entry.Page))
        {
            Commit(-1, frame, TakeShadow(shadow));
        }
        else
        {
            var (pages, isStored) = (Frames.PagesOf(frame), entry.Kind == PageKind.File && Hierarchy.Store is not null);
            _run.Lost += pages;
            if (TPolicy.Explains) RecordMove(PageEventKind.Lost, frame, isStored ? PageEvent.Store : PageEvent.Nowhere, rule: -1);
            if (isStored && !entry.Dirty) _run.LostClean += pages;
            NoteLastRule(entry.Page, pages, -1);
            Leave(frame, isStored ? InStore : NeverResident);
        }

        EndEvent();
    }

    private bool TakesBack(int shadow, int page)
    {
        int tier = Frames[shadow].Tier;
        return !IsOffline(tier) && IsWithinShare(tier, page) && IsAdmitted(tier, page);
    }

    /// <summary>A stretch of time begins: tiers that fail in it go, and those that failed before and do not now are there again.</summary>
    private void DrawOutages()
    {
        _outageDue = FaultDice.EndOfStretch(Now);
        var before = _outages;
        _outages = 0;
        for (var tier = 0; tier < _tiers.Length; tier++)
            if (tier != Home && _faults.IsOut(tier, Now)) _outages |= 1 << tier;
        _offline = _sentOffline | (_outages & before);
        for (var tier = 0; tier < _tiers.Length; tier++)
            if ((_outages >> tier & 1) != 0) Close(tier);
    }

    /// <summary>The tier in which the program itself lives: the first of the fallback does not fail.</summary>
    private int Home => Hierarchy.Fallbacks is [[var first, ..], ..] ? first : 0;
}
