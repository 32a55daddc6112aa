using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>What holds a page still.</summary>
public enum PinState : byte
{
    None,
    /// <summary>Short pins alone: transfers that are soon over.</summary>
    Short,
    /// <summary>At least one pin that may stay for as long as a program runs.</summary>
    Long,
}

/// <summary>
/// Pins. A pinned page is on no queue of its tier, as if it had left, so that no search for a victim meets it; moves of it
/// are refused. Pins count: a page is free again when as many were taken back. A pin of a base page of a huge page holds the
/// huge page.
/// </summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>By page, of a huge one by its first base page; there once something was pinned, since most traces have no pins.</summary>
    private PinCount[]? _pins;

    /// <summary>A page joins or leaves its queue where it is: it neither comes nor goes.</summary>
    public bool Relinks { get; private set; }

    private bool IsPinned(int frame) => Frames[frame].Held && _pins is not null && _pins[Frames[frame].Page].Any;

    /// <summary>The page in a frame is held by pins of this sort.</summary>
    public PinState PinOf(int frame) =>
        !IsPinned(frame) ? PinState.None : _pins![Frames[frame].Page].Long > 0 ? PinState.Long : PinState.Short;

    /// <summary>How long the page in a frame has been pinned without a break, ns; 0 where it is not.</summary>
    public long HeldNs(int frame) => IsPinned(frame) ? Now - _pins![Frames[frame].Page].SinceNs : 0;

    /// <summary>The page in a frame cannot move just now, but soon will: it is under way, or no long pin holds it.</summary>
    public bool IsLocked(int frame) => Frames[frame].Held && PinOf(frame) != PinState.Long;

    /// <summary>An agent asks that a page stay where it is, at the present instant.</summary>
    /// <returns>False: the pin was denied.</returns>
    public bool Pin(int page, int agent, bool isLong)
    {
        CheckEvent(page, agent);
        BeginEvent(page, agent);
        // The pin is decided at once, where the page is then.
        _waits = true;
        var granted = MakePinnable(page, agent, isLong);
        _waits = false;
        if (granted)
        {
            Hold(_frameOf[page], isLong);
            _run.Pins++;
            if (TPolicy.Explains) Record(PageEventKind.Pinned, _frameOf[page], detail: isLong ? 1 : 0, agent: agent);
        }
        else
        {
            _run.PinsDenied++;
            if (TPolicy.Explains) RecordAnywhere(PageEventKind.PinDenied, page, detail: isLong ? 1 : 0, agent);
        }

        EndEvent();
        return granted;
    }

    /// <summary>An agent takes a pin back: a short one where the page has one, since long ones outlast them.</summary>
    /// <returns>False: the page is not pinned.</returns>
    public bool Unpin(int page, int agent)
    {
        CheckEvent(page, agent);
        var head = _frameOf[page] > 0 ? Frames[_frameOf[page]].Page : page;
        if (_pins is null || !_pins[head].Any) return false;
        BeginEvent(page, agent);
        var (first, size) = (_frameOf[head], Frames.PagesOf(_frameOf[head]));
        ref var pins = ref _pins[head];
        if (pins.Short > 0) pins.Short--;
        else pins.Long--;
        if (!pins.Any) LetGo(_frameOf[page]);
        if (TPolicy.Explains) Record(PageEventKind.Unpinned, _frameOf[page], agent: agent);
        if ((TPolicy.Handles & PolicyEvents.Unpin) != 0) Policy.OnUnpin(this, _frameOf[page], agent);
        EndEvent();
        // What could not leave a tier that went offline can now.
        for (var frame = first; frame < first + size; frame++)
            if (Frames[frame].Page >= 0 && !Frames[frame].Held && IsOffline(Frames[frame].Tier)) Drain(frame);
        return true;
    }

    /// <summary>
    /// As get_user_pages does it: the page is brought to memory, a fault brings it away from where nothing can be pinned, the
    /// policy is asked, and at last the fallback order leads to a tier that permits the pin.
    /// </summary>
    private bool MakePinnable(int page, int agent, bool isLong)
    {
        var frame = _frameOf[page];
        if (frame <= 0 && (frame = Fault(page, agent)) == 0) return false;
        int tier = Frames[frame].Tier;
        var reachable = _costs.IsAddressable(tier, agent);
        if (!IsPinned(frame) && (!reachable || Hierarchy.Tiers[tier].Pins == PinPermission.None))
        {
            AbortMove(frame);
            _run.AccessFaults++;
            if (TPolicy.Explains) Record(PageEventKind.Faulted, frame, detail: 1, agent: agent);
            _isNeeded = true;
            Policy.OnFault(this, frame, agent, write: false);
            _isNeeded = false;
            frame = _frameOf[page];
            reachable = _costs.IsAddressable(Frames[frame].Tier, agent);
        }

        if (!reachable) return false;
        if ((TPolicy.Handles & PolicyEvents.Pin) != 0) Policy.OnPin(this, frame, agent, isLong);
        frame = _frameOf[page];
        if (TPolicy.DecidesPins)
        {
            _isNeeded = true;
            var verdict = Policy.DecidePin(this, frame, agent, isLong);
            _isNeeded = false;
            if (verdict == PinVerdict.Deny) return false;
        }

        return Permits(Frames[_frameOf[page]].Tier, isLong) || MoveAlongFallback(_frameOf[page], agent, isLong);
    }

    /// <summary>For a rule of <c>pin</c>: the page is in one of the tiers, or moves to the first that takes it.</summary>
    public PinVerdict MoveToPin(int rule, int frame, TierOrder targets) =>
        IsIn(frame, targets) ? Allow(rule) : Move(rule, AbortMove(frame), targets) ? PinVerdict.Allow : PinVerdict.Deny;

    /// <inheritdoc cref="MoveToPin(int, int, TierOrder)"/>
    public PinVerdict MoveToPin(int rule, int frame, TierOrder targets, ref Budget budget) =>
        IsIn(frame, targets) ? Allow(rule) : Move(rule, AbortMove(frame), targets, ref budget) ? PinVerdict.Allow : PinVerdict.Deny;

    /// <summary>A rule of <c>pin</c> answered without a move.</summary>
    public PinVerdict Decide(int rule, PinVerdict verdict)
    {
        Stay(rule);
        return verdict;
    }

    private PinVerdict Allow(int rule) => Decide(rule, PinVerdict.Allow);

    private bool IsIn(int frame, TierOrder tiers)
    {
        for (; !tiers.IsEmpty; tiers = tiers.Rest)
            if (tiers.First == Frames[frame].Tier) return true;
        return false;
    }

    private bool Permits(int tier, bool isLong) => Hierarchy.Tiers[tier].Pins >= (isLong ? PinPermission.Any : PinPermission.Short);

    /// <summary>A pin is stronger than a move under way, where it is granted or needs another move.</summary>
    private int AbortMove(int frame)
    {
        if (FindFlight(frame) is >= 0 and var slot) Fail(slot, MoveFailure.Pinned);
        return frame;
    }

    private bool MoveAlongFallback(int frame, int agent, bool isLong)
    {
        AbortMove(frame);
        foreach (var tier in Hierarchy.Fallbacks[agent])
        {
            if (!Permits(tier, isLong) || !LookForTarget(frame, TierOrder.Of(tier), mayAsk: true, out var target, out _)) continue;
            return Go(-1, frame, target);
        }

        foreach (var tier in Hierarchy.Fallbacks[agent])
        {
            if (!Permits(tier, isLong) || !FindDemotionTarget(-1, frame, TierOrder.Of(tier), mayReclaim: true, out var target)) continue;
            return Go(-1, frame, target);
        }

        return false;
    }

    private void Hold(int frame, bool isLong)
    {
        AbortMove(frame);
        ref var entry = ref Frames[frame];
        _pins ??= new PinCount[PageCount];
        ref var pins = ref _pins[entry.Page];
        if (!pins.Any)
        {
            pins.SinceNs = Now;
            Relinks = true;
            Policy.Removed(this, entry.Tier, frame, chosen: false);
            Relinks = false;
            ClearLinks(ref entry);
            entry.Flags |= PageFlags.Held;
            // Who holds a page may write it without an access that is seen.
            if (TPolicy.Shadows) DropShadowOf(entry.Page);
        }

        if (isLong) pins.Long++;
        else pins.Short++;
    }

    private void LetGo(int frame)
    {
        ref var entry = ref Frames[frame];
        entry.Flags &= ~PageFlags.Held;
        Relinks = true;
        Insert(entry.Tier, frame);
        Relinks = false;
    }

    private struct PinCount
    {
        public int Short;
        public int Long;
        public long SinceNs;

        public readonly bool Any => (Short | Long) != 0;
    }

    /// <summary>Whether an access must ask if its page is held; two loops, so that without pins none does.</summary>
    private interface IPinMode
    {
        static abstract bool CanBeHeld { get; }
    }

    private readonly struct NonePinned : IPinMode
    {
        public static bool CanBeHeld => false;
    }

    private readonly struct SomePinned : IPinMode
    {
        public static bool CanBeHeld => true;
    }
}
