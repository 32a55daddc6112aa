using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>A page moves to the first of the targets that takes it; migration never reclaims.</summary>
    /// <returns>False: refused, the page is where it was.</returns>
    public bool Move(int rule, int frame, TierOrder targets)
    {
        _ruleCounters[rule].Tried++;
        var reason = FindTarget(frame, targets, out var target);
        if (reason is { } refused)
        {
            _ruleCounters[rule].Refuse(refused);
            return false;
        }

        Commit(rule, frame, target);
        return true;
    }

    /// <inheritdoc cref="Move(int, int, TierOrder)"/>
    public bool Move(int rule, int frame, TierOrder targets, ref Budget budget)
    {
        _ruleCounters[rule].Tried++;
        var reason = FindTarget(frame, targets, out var target);
        if (reason is null && !budget.Ask(Hierarchy.PageBytes, Now)) reason = Refusal.NoBudget;
        if (reason is { } refused)
        {
            _ruleCounters[rule].Refuse(refused);
            return false;
        }

        budget.Charge(Hierarchy.PageBytes);
        Commit(rule, frame, target);
        return true;
    }

    /// <summary>A rule's answer was to leave the page where it is.</summary>
    public void Stay(int rule)
    {
        _ruleCounters[rule].Tried++;
        _ruleCounters[rule].Applied++;
    }

    /// <summary>Walks a tier's pages upward from where the last walk ended, once round at most.</summary>
    /// <param name="cursor">Where the last walk ended, relative to the tier's first frame; kept by the policy.</param>
    /// <param name="limit">Pages to look at, at most.</param>
    public FrameWalk<TPolicy> Walk(int tier, ref int cursor, long limit) =>
        new(Frames, ref _tiers[tier], ref cursor, limit);

    /// <summary>What the access being handled costs where the page is, ns.</summary>
    public long Latency(int frame, int agent, bool write) =>
        _costs.Access(_costs.Index(Frames[frame].Tier, agent, write));

    private Refusal? FindTarget(int frame, TierOrder targets, out int target)
    {
        target = -1;
        var entry = Frames[frame];
        if (!Hierarchy.Tiers[entry.Tier].Movable) return Refusal.NotMovable;
        var accepted = false;
        for (; !targets.IsEmpty; targets = targets.Rest)
        {
            if (!TakesMove(entry.Tier, targets.First, entry.Kind)) continue;
            accepted = true;
            target = targets.First;
            if (HasRoom(target)) return null;
        }

        return accepted ? Refusal.NoFrame : Refusal.NotAccepted;
    }

    private bool TakesMove(int from, int to, PageKind kind)
    {
        if (from == to) return false;
        var model = Hierarchy.Tiers[to];
        if (!model.Movable || (model.PageKinds >> (int)kind & 1) == 0) return false;
        return _costs.IsPromotion(from, to, _tiers.Length) ? model.AcceptsPromotion : model.AcceptsDemotion;
    }

    private void Commit(int rule, int frame, int target)
    {
        int source = Frames[frame].Tier;
        if (_costs.IsPromotion(source, target, _tiers.Length)) _tierCounters[source].Promoted++;
        else _tierCounters[source].Demoted++;
        _run.MoveNs += _costs.Move(source, target, _tiers.Length);
        _ruleCounters[rule].Applied++;
        _ruleCounters[rule].Bytes += Hierarchy.PageBytes;

        Policy.Removed(this, source, frame);
        var moved = Take(target);
        ref var from = ref Frames[frame];
        ref var to = ref Frames[moved];
        to.Page = from.Page;
        to.Flags = from.Flags & ~PageFlags.Asked;
        if (BoundTo(from.Page) == target) to.Flags |= PageFlags.Asked;
        Frames.CopyState(frame, moved);
        _frameOf[from.Page] = moved;
        Release(frame);
        Policy.Inserted(this, target, moved);
    }

    private int BoundTo(int page) => _regions[_regionOfPage.Length == 0 ? 0 : _regionOfPage[page]].Bound;
}
