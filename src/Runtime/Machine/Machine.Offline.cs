using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>Tiers that go away and come again, and what drivers want back.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Tiers that are offline, a bit each: those that were told to go, and those that failed by chance.</summary>
    private int _offline;

    private int _sentOffline;

    private readonly long[] _wanted = new long[TPolicy.Hierarchy.Tiers.Length];

    public bool IsOffline(int tier) => (_offline >> tier & 1) != 0;

    /// <summary>A device has tiers, and all of them are offline.</summary>
    public bool IsClosed(int agent)
    {
        var has = false;
        for (var tier = 0; tier < _tiers.Length; tier++)
        {
            if (Hierarchy.Tiers[tier].Driver != agent) continue;
            has = true;
            if (!IsOffline(tier)) return false;
        }

        return has;
    }

    /// <summary>Bytes that a device's driver asked for and that have not left its tiers since; kept where the policy asks.</summary>
    public long Wanted(int agent)
    {
        long sum = 0;
        for (var tier = 0; tier < _tiers.Length; tier++)
            if (Hierarchy.Tiers[tier].Driver == agent) sum += _wanted[tier];
        return sum;
    }

    /// <summary>
    /// A tier goes away: nothing comes to it any more, and its pages leave by the rules of <c>on offline</c>, else along the
    /// fallback order, else to the store; without a store they are lost. Pinned ones leave when they are let go. All pages of a tier
    /// that takes them along are lost, pinned or not.
    /// </summary>
    public void SetOffline(int tier)
    {
        _sentOffline |= 1 << tier;
        Close(tier);
    }

    public void SetOnline(int tier)
    {
        _sentOffline &= ~(1 << tier);
        _offline = _sentOffline | _outages;
    }

    private void Close(int tier)
    {
        if (IsOffline(tier)) return;
        _offline |= 1 << tier;
        if (TPolicy.Shadows)
            while (DropOldestShadow(tier))
            {
            }

        AbortMoves(tier);
        for (var frame = _tiers[tier].FirstFrame; frame < _tiers[tier].FirstFrame + _tiers[tier].HighWater; frame++)
        {
            if (Frames[frame].Page < 0) continue;
            if (Hierarchy.Tiers[tier].LosesPages) Lose(frame);
            else Drain(frame);
        }
    }

    /// <summary>Base pages find places where a huge page finds none.</summary>
    private void Drain(int frame)
    {
        var pages = Frames.PagesOf(frame);
        DrainOne(frame);
        for (var i = 0; pages > 1 && i < pages; i++)
            if (Frames[frame + i].Page >= 0 && !Frames[frame + i].Huge) DrainOne(frame + i);
    }

    private void DrainOne(int frame)
    {
        int tier = Frames[frame].Tier;
        var page = Frames[frame].Page;
        BeginEvent(page, Hierarchy.Tiers[tier].Driver);
        _waits = true;
        if ((TPolicy.Handles & PolicyEvents.Offline) != 0) Policy.OnOffline(this, frame, _actor);
        if (_frameOf[page] == frame && !Frames[frame].Held) DriveOut(frame);
        _waits = false;
        EndEvent();
    }

    private void DriveOut(int frame)
    {
        int tier = Frames[frame].Tier;
        foreach (var other in Hierarchy.Fallbacks[0])
        {
            if (other == tier || !FindDemotionTarget(-1, frame, TierOrder.Of(other), mayReclaim: true, out var target)) continue;
            if (Go(-1, frame, target)) return;
        }

        if (Frames.PagesOf(frame) > 1)
        {
            TakeApart(-1, frame);
            return;
        }

        if (WhyNotEvicted(frame) is null)
        {
            Drop(-1, frame);
            return;
        }

        _run.Lost++;
        if (TPolicy.Explains) RecordMove(PageEventKind.Lost, frame, PageEvent.Nowhere, rule: -1);
        Leave(frame, NeverResident);
    }

    private bool MayMove(int source, int target, int kind) => !IsOffline(target) && _costs.Accepts(source, target, kind);
}
