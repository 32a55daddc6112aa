using System.Runtime.CompilerServices;
using CdmPolicy.Frames;

namespace CdmPolicy;

/// <summary>
/// Moves take time. The target's frame is kept from the start; until the end of the copy the page is used where it was, and
/// only then leaves one reclaimer for the other.
/// </summary>
/// <remarks>
/// The copy of a page that stays mapped, and its repetition when the page was written meanwhile, are NOMAD's transactional
/// migration (Xiang et al., OSDI 2024).
/// </remarks>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Linux's NR_MAX_MIGRATE_ASYNC_RETRY: a move that nobody waits for is tried again this often.</summary>
    private const int MaxRetries = 3;

    private readonly FlightTable? _flights;
    private readonly LinkQueues _links;
    private FaultDice _faults;

    /// <summary>Somebody waits for the moves that are made now: they are complete at once.</summary>
    private bool _waits;

    /// <summary>Moves under way.</summary>
    public long MovesPending => _flights is null ? 0 : _flights.Count;

    /// <summary>A page that no reclaimer may give up now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsHeld(int frame) => (Frames[frame].Flags & PageFlags.Held) != 0;

    /// <summary>The number of the page's move that is under way, or -1.</summary>
    private int FindFlight(int frame) => IsHeld(frame) && _flights is not null ? _flights.Find(frame) : -1;

    private Refusal WhyHeld(int frame) => IsPinned(frame) ? Refusal.Pinned : Refusal.InFlight;

    private bool MustWait => !_waits && _flights is { Count: FlightTable.Capacity };

    /// <summary>A page leaves for a tier that takes it: at once if somebody waits for it, else in its turn.</summary>
    /// <returns>False: refused.</returns>
    private bool Go(int rule, int frame, int target)
    {
        int source = Frames[frame].Tier;
        var isBack = TPolicy.Shadows && ShadowIn(target, Frames[frame].Page) != 0;
        // Who gave up a page for this one has heard of it, and can hear of no other before it comes.
        var isExpected = (_announced >> target & 1) != 0;
        // What leaves a tier that went cannot take its time.
        var waits = _waits || IsOffline(source);
        if (!waits && !isBack && !isExpected)
        {
            Start(rule, frame, target);
            return true;
        }

        if (isBack && !waits && !isExpected && !IsAdmitted(target, Frames[frame].Page)) return Refuse(rule, frame, Refusal.NotAdmitted);
        if (FailsMove(source, target))
        {
            Withdraw(target);
            return Refuse(rule, frame, Refusal.Failed);
        }

        if (rule >= 0) _ruleCounters[rule].Applied++;
        // What lies there already need not be copied.
        if (isBack)
        {
            Commit(rule, frame, TakeShadow(_shadowOf[Frames[frame].Page]));
            return true;
        }

        var pages = Frames.PagesOf(frame);
        _run.MoveNs += MoveNs(frame, target);
        StallWhileWaiting(MoveNs(frame, target));
        _links.SendAhead(source, target, Now, pages > 1);
        Meter(source, target, pages);
        Commit(rule, frame, Take(target, pages));
        return true;
    }

    private void Start(int rule, int frame, int target)
    {
        ref var entry = ref Frames[frame];
        entry.Flags |= PageFlags.Held;
        if (_failed == entry.Page) _failed = -1;
        var pages = Frames.PagesOf(frame);
        _tiers[entry.Tier].Leaving += pages;
        if (TPolicy.Explains) RecordMove(PageEventKind.Started, frame, target, rule);
        _ruleCounters[rule].Applied++;
        var kept = Take(target, pages);
        Frames[kept].Page = -1;
        // What is kept is as large as the page, and is given back so if it does not come.
        if (TPolicy.HugePages > 1) Frames[kept].Flags = entry.Flags & PageFlags.Huge;
        // Its tenant's share of the target is taken from now on.
        if (TPolicy.HasTenants) CountComing(target, frame, 1);
        var flight = new Flight { Frame = frame, Target = kept, Rule = rule, IsHinted = entry.Page == _hinted, IsChosen = frame == _chosen };
        Copy(ref flight);
        _flights!.Add(flight);
        _nextDue = Math.Min(_nextDue, flight.Finish);
    }

    private void Copy(ref Flight flight)
    {
        int source = Frames[flight.Frame].Tier, target = Frames[flight.Target].Tier;
        var pages = Frames.PagesOf(flight.Frame);
        (flight.Start, flight.Finish) = _links.Send(source, target, Now, pages > 1);
        flight.Copies++;
        flight.Written = false;
        _run.MoveNs += MoveNs(flight.Frame, target);
        Meter(source, target, pages);
    }

    /// <summary>A write to a page under way: what was copied of it is out of date.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteWrite(int frame)
    {
        var slot = _flights!.Find(frame);
        if (slot >= 0 && _flights[slot].Start <= Now) _flights[slot].Written = true;
    }

    /// <summary>The moves whose copies are complete by now, in the order in which they are.</summary>
    private void FinishMoves()
    {
        while (_flights!.Next <= Now)
        {
            var slot = _flights.First;
            ref var flight = ref _flights[slot];
            if (!flight.Written)
            {
                Land(slot);
            }
            else if (flight.Copies > MaxRetries)
            {
                Fail(slot, MoveFailure.Written);
                TellFailure();
            }
            else
            {
                _run.MoveRetries++;
                if (TPolicy.Explains) RecordMove(PageEventKind.CopiedAgain, flight.Frame, Frames[flight.Target].Tier, flight.Rule);
                Copy(ref flight);
                _flights.Restart(slot);
            }
        }
    }

    private void Land(int slot)
    {
        var flight = _flights![slot];
        if (FailsMove(Frames[flight.Frame].Tier, Frames[flight.Target].Tier))
        {
            Fail(slot, MoveFailure.Fault);
            TellFailure();
            return;
        }

        ref var entry = ref Frames[flight.Frame];
        int target = Frames[flight.Target].Tier;
        if (TPolicy.Refuses && !Announce(target, entry.Page))
        {
            Withdraw(target);
            Fail(slot, MoveFailure.NotAdmitted);
            TellFailure();
            return;
        }

        _flights.Remove(slot);
        if (TPolicy.HasTenants) CountComing(target, flight.Frame, -1);
        entry.Flags &= ~PageFlags.Held;
        _tiers[entry.Tier].Leaving -= Frames.PagesOf(flight.Frame);
        var hinted = _hinted;
        if (flight.IsHinted) _hinted = entry.Page;
        var chosen = _chosen;
        _chosen = flight.IsChosen ? flight.Frame : 0;
        Commit(flight.Rule, flight.Frame, flight.Target);
        (_hinted, _chosen) = (hinted, chosen);
    }

    /// <summary>The page stays where it is, and is nobody's business any more.</summary>
    private void Fail(int slot, MoveFailure reason)
    {
        var flight = _flights!.Remove(slot);
        _ruleCounters[flight.Rule].Fail(reason);
        if (TPolicy.Explains) RecordMove(PageEventKind.Failed, flight.Frame, Frames[flight.Target].Tier, flight.Rule, (int)reason);
        if (TPolicy.HasTenants) CountComing(Frames[flight.Target].Tier, flight.Frame, -1);
        GiveBack(flight.Target);
        ref var entry = ref Frames[flight.Frame];
        entry.Flags &= ~PageFlags.Held;
        ref var source = ref _tiers[entry.Tier];
        source.Leaving -= Frames.PagesOf(flight.Frame);
        NoteFailure(flight.Frame);
        if (source.Free < source.Low) _pressure |= 1 << entry.Tier;
    }

    /// <summary>
    /// A tier goes offline: what is on its way from it or to it is not any more. Pages in it hear of that alone; for the others a move
    /// has failed.
    /// </summary>
    private void AbortMoves(int tier)
    {
        while (FindMove(tier, isLeaving: true) is >= 0 and var slot)
        {
            Fail(slot, MoveFailure.Offline);
            _failed = -1;
        }

        while (FindMove(tier, isLeaving: false) is >= 0 and var slot)
        {
            Fail(slot, MoveFailure.Offline);
            TellFailure();
        }
    }

    private int FindMove(int tier, bool isLeaving)
    {
        for (var place = 0; place < MovesPending; place++)
        {
            var slot = _flights!.SlotAt(place);
            if (Frames[isLeaving ? _flights[slot].Frame : _flights[slot].Target].Tier == tier) return slot;
        }

        return -1;
    }

    /// <summary>Somebody waits until a page under way has arrived; it cannot be written meanwhile.</summary>
    private void Await(int slot)
    {
        ref var flight = ref _flights![slot];
        _run.WaitNs += flight.Finish - Now;
        if (flight.Written)
        {
            int source = Frames[flight.Frame].Tier, target = Frames[flight.Target].Tier;
            _run.MoveRetries++;
            if (TPolicy.Explains) RecordMove(PageEventKind.CopiedAgain, flight.Frame, target, flight.Rule);
            var pages = Frames.PagesOf(flight.Frame);
            _run.MoveNs += MoveNs(flight.Frame, target);
            _run.WaitNs += MoveNs(flight.Frame, target);
            _links.SendAhead(source, target, Now, pages > 1);
            Meter(source, target, pages);
        }

        Land(slot);
    }

    /// <summary>A tier that has no victim left waits for the first of the pages that are leaving it.</summary>
    /// <returns>False: it waits for none, since none is leaving that may.</returns>
    private bool AwaitOne(int tier)
    {
        if (_tiers[tier].Leaving == 0) return false;
        var first = -1;
        for (var place = 0; place < _flights!.Count; place++)
        {
            var slot = _flights.SlotAt(place);
            ref var flight = ref _flights[slot];
            // A tier that has just heard of another page cannot hear of this one first.
            if (Frames[flight.Frame].Tier != tier || (_announced >> Frames[flight.Target].Tier & 1) != 0) continue;
            if (first < 0 || IsBefore(flight, _flights[first])) first = slot;
        }

        if (first < 0) return false;
        Await(first);
        return true;
    }

    private static bool IsBefore(in Flight a, in Flight b) => a.Finish < b.Finish || (a.Finish == b.Finish && a.Turn < b.Turn);
}
