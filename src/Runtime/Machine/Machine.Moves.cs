using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Somebody can go on only when the page is where a rule sends it: then, as for a placement, a page is given up for it.</summary>
    private bool _isNeeded;

    /// <summary>A page moves to the first of the targets that takes it; only for one that is waited for something is reclaimed.</summary>
    /// <returns>False: refused, the page is where it was.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // rare beside accesses, whose loop has no registers to spare for it
    public bool Move(int rule, int frame, TierOrder targets)
    {
        _ruleCounters[rule].Tried++;
        if (_isNeeded) return GoNeeded(rule, frame, targets);
        return FindTarget(rule, frame, targets, mayAsk: true, out var target) && Go(rule, frame, target);
    }

    /// <inheritdoc cref="Move(int, int, TierOrder)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Move(int rule, int frame, TierOrder targets, ref Budget budget)
    {
        _ruleCounters[rule].Tried++;
        if (_isNeeded) return GoNeeded(rule, frame, targets, ref budget);
        // A reclaimer is not asked about a move that the budget is about to refuse.
        var affordable = !TPolicy.Refuses || budget.MayAfford(BytesOf(frame), Now);
        if (!FindTarget(rule, frame, targets, affordable, out var target)) return false;
        return Pay(rule, frame, target, ref budget) ? Go(rule, frame, target) : Withdraw(target);
    }

    /// <summary>A move that is waited for; what it makes others do is not.</summary>
    private bool GoNeeded(int rule, int frame, TierOrder targets)
    {
        _isNeeded = false;
        var moved = MakeRoomAndGo(rule, frame, targets);
        _isNeeded = true;
        return moved;
    }

    private bool GoNeeded(int rule, int frame, TierOrder targets, ref Budget budget)
    {
        _isNeeded = false;
        var moved = MakeRoomAndGo(rule, frame, targets, ref budget);
        _isNeeded = true;
        return moved;
    }

    /// <summary>A rule's answer was to leave the page where it is.</summary>
    public void Stay(int rule)
    {
        _ruleCounters[rule].Tried++;
        _ruleCounters[rule].Applied++;
        if (TPolicy.Explains) RecordStay(rule);
    }

    /// <summary>Walks the pages of some tiers upward from where the last walk ended, once round at most.</summary>
    /// <param name="position">Where the last walk ended; kept by the policy.</param>
    /// <param name="limit">Pages to look at; a huge one counts as its base pages, and the last may go beyond the limit.</param>
    public FrameWalk<TPolicy> Walk(TierOrder over, ref WalkPosition position, long limit) =>
        new(Frames, _tiers, over, ref position, limit, each: false);

    /// <summary>
    /// As <see cref="Walk"/>, for a search for a page that leaves: those that are held still are passed over, and every other counts as
    /// one, whatever its size.
    /// </summary>
    public FrameWalk<TPolicy> WalkVictims(TierOrder over, ref WalkPosition position, long limit) =>
        new(Frames, _tiers, over, ref position, limit, each: true, without: PageFlags.Held);

    /// <summary>What the access being handled costs where the page is, ns.</summary>
    public long Latency(int frame, int agent, bool write) =>
        _loadedNs[CostTable.Index(Frames[frame].Tier, agent, write)];

    private bool FindTarget(int rule, int frame, TierOrder targets, bool mayAsk, out int target) =>
        LookForTarget(frame, targets, mayAsk, out target, out var reason) || Refuse(rule, frame, reason);

    private bool LookForTarget(int frame, TierOrder targets, bool mayAsk, out int target, out Refusal reason)
    {
        ref var entry = ref Frames[frame];
        var pages = Frames.PagesOf(frame);
        target = -1;
        reason = IsHeld(frame) ? WhyHeld(frame) : Refusal.NotAccepted;
        if (reason != Refusal.NotAccepted) return false;
        for (; !targets.IsEmpty; targets = targets.Rest)
        {
            target = targets.First;
            if (!MayMove(entry.Tier, target, (int)entry.Kind)) continue;
            if (!IsWithinShare(target, entry.Page, pages))
            {
                Note(ref reason, Refusal.NoShare);
            }
            else if (HasRoomFor(target, entry.Page, pages))
            {
                if (MustWait) reason = Refusal.Busy;
                // Of a move that takes time the reclaimer hears when the page arrives.
                else if (!mayAsk || !_waits || IsAdmitted(target, entry.Page)) return true;
                else reason = Refusal.NotAdmitted;
            }
            else
            {
                Note(ref reason, Lacks(target, pages));
            }
        }

        target = -1;
        return false;
    }

    /// <summary>Of several targets the one counts that came furthest in the tests.</summary>
    private static void Note(ref Refusal reason, Refusal next)
    {
        if (next > reason) reason = next;
    }

    /// <summary>The first reason in the order they are tested: a tier that lets nothing move comes before its target.</summary>
    private bool Refuse(int rule, int frame, Refusal reason)
    {
        NoteFailure(frame);
        if (TPolicy.HasTenants && reason == Refusal.NoShare) Owner(Frames[frame].Page).BeyondShare++;
        if (!Hierarchy.Tiers[Frames[frame].Tier].Movable && reason != Refusal.Pinned) reason = Refusal.NotMovable;
        if (rule >= 0) _ruleCounters[rule].Refuse(reason);
        if (TPolicy.Explains) Record(PageEventKind.Refused, frame, rule, (int)reason);
        return false;
    }

    private bool Pay(int rule, int frame, int target, ref Budget budget)
    {
        if (budget.TryCharge(budget.InTime ? MoveNs(frame, target) : BytesOf(frame), Now)) return true;
        return Refuse(rule, frame, Refusal.NoBudget);
    }

    /// <summary>A page changes frames.</summary>
    /// <param name="rule">The rule that says so; -1 where the machine itself must move the page.</param>
    /// <param name="moved">The frame that is kept for it.</param>
    private void Commit(int rule, int frame, int moved)
    {
        ref var from = ref Frames[frame];
        ref var to = ref Frames[moved];
        int source = from.Tier, target = to.Tier;
        var pages = Frames.PagesOf(frame);
        if (TPolicy.Explains) RecordMove(PageEventKind.Arrived, frame, target, rule);
        CountMove(source, target, from.Page, pages);
        if (rule >= 0) _ruleCounters[rule].Bytes += pages * Hierarchy.PageBytes;

        Remove(source, frame);
        to.Page = from.Page;
        to.Flags = from.Flags & ~(PageFlags.Asked | PageFlags.Unmapped);
        if (RequestOf(frame).Wants(target) || from.Page == _hinted) to.Flags |= PageFlags.Asked;
        Frames.CopyState(frame, moved);
        SetFrame(to.Page, pages, moved);
        NoteLastRule(to.Page, pages, rule);
        if (TPolicy.Shadows && pages == 1 && rule >= 0 && !IsOffline(source) && TPolicy.Model.Rules[rule].KeepsShadow) LeaveShadow(frame, to.Page);
        else Release(frame);
        Insert(target, moved);
        if (_failed == to.Page) _failed = -1;
        TellArrival(moved);
        if (TPolicy.HasContracts) NoteMove(rule, moved);
    }

    private void CountMove(int source, int target, int page, int pages)
    {
        ref var counters = ref _tierCounters[source];
        switch (_costs.Direction(source, target))
        {
            case MoveDirection.Promotion:
                counters.Promoted += pages;
                _pingPong?.Promoted(page, pages, Now);
                break;
            case MoveDirection.Demotion:
                counters.Demoted += pages;
                _pingPong?.Demoted(page, pages, Now);
                break;
            default:
                counters.Moved += pages;
                break;
        }
    }

    /// <summary>What was asked for where the page was mapped.</summary>
    public RegionModel RequestOf(int frame) => _regions[_regionOfPage.Length == 0 ? 0 : _regionOfPage[Frames[frame].Page]];
}
