using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>As <see cref="Move(int, int, TierOrder)"/>; where the targets are full, the page changes places with a page of theirs.</summary>
    public bool MoveOrExchange(int rule, int frame, TierOrder targets)
    {
        _ruleCounters[rule].Tried++;
        if (LookForTarget(frame, targets, mayAsk: true, out var target, out var reason))
        {
            return Go(rule, frame, target);
        }

        var partner = IsFull(reason) ? FindPartner(rule, frame, targets, ref reason) : 0;
        if (partner != 0) return TryExchange(rule, frame, partner);
        return _isNeeded && IsFull(reason) ? GoNeeded(rule, frame, targets) : Refuse(rule, frame, reason);
    }

    /// <inheritdoc cref="MoveOrExchange(int, int, TierOrder)"/>
    /// <remarks>An exchange moves two pages, and the budget pays for both.</remarks>
    public bool MoveOrExchange(int rule, int frame, TierOrder targets, ref Budget budget)
    {
        _ruleCounters[rule].Tried++;
        var affordable = !TPolicy.Refuses || budget.MayAfford(BytesOf(frame), Now);
        if (LookForTarget(frame, targets, affordable, out var target, out var reason))
        {
            return Pay(rule, frame, target, ref budget) ? Go(rule, frame, target) : Withdraw(target);
        }

        if (!IsFull(reason)) return Refuse(rule, frame, reason);
        var both = 2 * BytesOf(frame);
        var partner = 0;
        // No victim is looked for where the budget is about to refuse the exchange.
        if (budget.MayAfford(both, Now))
        {
            partner = FindPartner(rule, frame, targets, ref reason);
            if (partner == 0) return _isNeeded && IsFull(reason) ? GoNeeded(rule, frame, targets, ref budget) : Refuse(rule, frame, reason);
        }

        if (!budget.TryCharge(budget.InTime ? partner == 0 ? 1 : ExchangeNs(frame, partner) : both, Now))
        {
            if (partner != 0)
            {
                Withdraw(Frames[partner].Tier);
                Withdraw(Frames[frame].Tier);
            }

            return Refuse(rule, frame, Refusal.NoBudget);
        }

        return TryExchange(rule, frame, partner);
    }

    private static bool IsFull(Refusal reason) => reason is Refusal.NoFrame or Refusal.NoBlock or Refusal.NoShare;

    private long ExchangeNs(int frame, int partner)
    {
        int here = Frames[frame].Tier, there = Frames[partner].Tier;
        return Saturating.Add(MoveNs(frame, there), MoveNs(partner, here));
    }

    /// <summary>Could the partner come to where the page is? Only a page of its size can.</summary>
    public bool CanExchange(int frame, int partner) =>
        !IsHeld(partner) && Frames.PagesOf(frame) == Frames.PagesOf(partner)
        && MayMove(Frames[partner].Tier, Frames[frame].Tier, (int)Frames[partner].Kind) && MaySwap(frame, partner);

    /// <summary>A page of one of the targets that the kernel reclaims, among the next that would leave it; 0 for none.</summary>
    private int FindPartner(int rule, int frame, TierOrder targets, ref Refusal reason)
    {
        int source = Frames[frame].Tier;
        for (; !targets.IsEmpty; targets = targets.Rest)
        {
            var tier = targets.First;
            if (!KernelReclaims(tier) || !MayMove(source, tier, (int)Frames[frame].Kind)) continue;
            // As before any search for a victim, the reclaimer hears of the page first.
            var admitted = Announce(tier, Frames[frame].Page);
            if (admitted && Policy.SelectPartner(this, rule, tier, frame) is not 0 and var partner)
            {
                if (IsAdmitted(source, Frames[partner].Page)) return partner;
                admitted = false;
            }

            if (!admitted) reason = Refusal.NotAdmitted;
            Withdraw(tier);
        }

        return 0;
    }

    private bool TryExchange(int rule, int frame, int partner)
    {
        if (FailsMove(Frames[frame].Tier, Frames[partner].Tier))
        {
            Withdraw(Frames[partner].Tier);
            Withdraw(Frames[frame].Tier);
            return Refuse(rule, frame, Refusal.Failed);
        }

        Exchange(rule, frame, partner);
        return true;
    }

    /// <summary>
    /// Two pages change frames; neither tier gains or loses one. It is complete at once: there is no third frame from which
    /// either page could be read meanwhile.
    /// </summary>
    private void Exchange(int rule, int frame, int partner)
    {
        int source = Frames[frame].Tier, target = Frames[partner].Tier;
        var pages = Frames.PagesOf(frame);
        if (TPolicy.Explains)
        {
            RecordMove(PageEventKind.Arrived, frame, target, rule, with: Frames[partner].Page);
            RecordMove(PageEventKind.Arrived, partner, source, rule, with: Frames[frame].Page);
        }

        CountMove(source, target, Frames[frame].Page, pages);
        CountMove(target, source, Frames[partner].Page, pages);
        _run.MoveNs += ExchangeNs(frame, partner);
        StallWhileWaiting(ExchangeNs(frame, partner));
        _links.SendAhead(source, target, Now, pages > 1);
        _links.SendAhead(target, source, Now, pages > 1);
        Meter(source, target, pages);
        Meter(target, source, pages);
        _ruleCounters[rule].Applied++;
        _ruleCounters[rule].Bytes += 2 * BytesOf(frame);
        if (_failed == Frames[frame].Page || _failed == Frames[partner].Page) _failed = -1;

        Remove(source, frame);
        var chosen = _chosen;
        _chosen = partner;
        Remove(target, partner);
        _chosen = chosen;
        if (TPolicy.Shadows) DropShadowOf(Frames[partner].Page);
        Frames.SwapState(frame, partner);
        ref var there = ref Frames[partner];
        ref var here = ref Frames[frame];
        (there.Page, here.Page) = (here.Page, there.Page);
        (there.Flags, here.Flags) = (here.Flags, there.Flags);
        Arrive(rule, frame);
        Arrive(rule, partner);
        Insert(target, partner);
        Insert(source, frame);
        TellArrival(partner);
        TellArrival(frame);
        if (TPolicy.HasContracts)
        {
            NoteMove(rule, frame);
            NoteMove(rule, partner);
        }
    }

    private void Arrive(int rule, int frame)
    {
        ref var entry = ref Frames[frame];
        ClearLinks(ref entry);
        entry.Flags &= ~(PageFlags.Asked | PageFlags.Unmapped);
        if (RequestOf(frame).Wants(entry.Tier) || entry.Page == _hinted) entry.Flags |= PageFlags.Asked;
        var pages = Frames.PagesOf(frame);
        SetFrame(entry.Page, pages, frame);
        NoteLastRule(entry.Page, pages, rule);
    }
}
