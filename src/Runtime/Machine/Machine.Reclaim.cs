using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Background reclaim gives up at most this many pages of a tier after each event.</summary>
    private const int BackgroundBatch = 32;

    /// <summary>Tiers whose reclaimer has heard of the page that is about to come, a bit each.</summary>
    private int _announced;

    /// <summary>Sets when a tier is reclaimed. In bytes, rounded up to frames.</summary>
    /// <param name="reserve">A page may come only while more than this is free.</param>
    /// <param name="low">Background reclaim starts below it; 0 for none.</param>
    /// <param name="high">Background reclaim ends at it.</param>
    public void SetWatermarks(int tier, long reserve, long low, long high)
    {
        ref var state = ref _tiers[tier];
        state.Reserve = ToFrames(reserve);
        state.Low = ToFrames(low);
        state.High = ToFrames(high);
    }

    /// <summary>A victim leaves for the first of the targets that takes it; a full one gives up a page first.</summary>
    /// <returns>False: refused, the page is where it was.</returns>
    public bool Demote(int rule, int frame, TierOrder targets)
    {
        _ruleCounters[rule].Tried++;
        if (!FindDemotionTarget(rule, frame, targets, mayReclaim: true, out var target)) return false;
        Commit(rule, frame, target);
        return true;
    }

    /// <inheritdoc cref="Demote(int, int, TierOrder)"/>
    public bool Demote(int rule, int frame, TierOrder targets, ref Budget budget)
    {
        _ruleCounters[rule].Tried++;
        // Nothing is reclaimed for a move that the budget is about to refuse.
        var affordable = budget.MayAfford(Hierarchy.PageBytes, Now);
        if (!FindDemotionTarget(rule, frame, targets, affordable, out var target)) return false;
        if (!Pay(rule, frame, target, ref budget)) return Withdraw(target);
        Commit(rule, frame, target);
        return true;
    }

    /// <summary>A page is dropped to the store, written first if dirty.</summary>
    /// <param name="rule">The rule that says so, or -1 after the last rule of a section.</param>
    /// <returns>False where there is no store, or the page is pinned.</returns>
    public bool Evict(int rule, int frame)
    {
        if (rule >= 0) _ruleCounters[rule].Tried++;
        ref var entry = ref Frames[frame];
        if (Hierarchy.Store is null || entry.Held)
        {
            if (rule >= 0) _ruleCounters[rule].Refuse(entry.Held ? Refusal.Pinned : Refusal.NotMovable);
            return false;
        }

        int tier = entry.Tier;
        _tierCounters[tier].Evicted++;
        if (entry.Dirty)
        {
            _tierCounters[tier].WrittenBack++;
            _run.WriteBackNs += _costs.StoreWriteNs;
        }

        if (rule >= 0)
        {
            _ruleCounters[rule].Applied++;
            _ruleCounters[rule].Bytes += Hierarchy.PageBytes;
        }

        if (_lastRule is not null) _lastRule[entry.Page] = rule;
        Leave(frame, InStore);
        return true;
    }

    /// <summary>A page goes out of memory.</summary>
    private void Leave(int frame, int where)
    {
        ref var entry = ref Frames[frame];
        Policy.Removed(this, entry.Tier, frame);
        if (TPolicy.Shadows) DropShadowOf(entry.Page);
        _frameOf[entry.Page] = where;
        Release(frame);
    }

    /// <summary>A driver asks for memory of its tier back.</summary>
    /// <returns>Bytes that left.</returns>
    public long ReclaimForDriver(int tier, long bytes)
    {
        _wanted[tier] = Saturating.Add(_wanted[tier], bytes);
        if (TPolicy.Model.Reclaim[tier] is null) return 0;
        long freed = 0;
        while (freed < bytes && ReclaimOne(tier)) freed += Hierarchy.PageBytes;
        return freed;
    }

    /// <summary>Counts a victim taken although <c>keep</c> wanted it kept.</summary>
    public void IgnoreKeep(int tier) => _tierCounters[tier].KeepsIgnored++;

    /// <summary>Makes room for a page, which the tier's reclaimer hears of first.</summary>
    private bool ReclaimFor(int tier, int page)
    {
        if (!TPolicy.Refuses) Announce(tier, page);
        return (ReclaimOne(tier) && HasRoom(tier)) || Withdraw(tier);
    }

    /// <summary>Asks the tier's reclaimer, if it can refuse at all; one that cannot hears of the page when it comes.</summary>
    private bool IsAdmitted(int tier, int page) => !TPolicy.Refuses || Announce(tier, page) || Withdraw(tier);

    private bool Announce(int tier, int page)
    {
        _announced |= 1 << tier;
        return Policy.Missed(this, tier, page);
    }

    /// <summary>The page that was announced does not come after all.</summary>
    private bool Withdraw(int tier)
    {
        _announced &= ~(1 << tier);
        return false;
    }

    /// <summary>Every page that comes has been announced, once.</summary>
    private void Insert(int tier, int frame)
    {
        if ((_announced >> tier & 1) == 0) Policy.Missed(this, tier, Frames[frame].Page);
        _announced &= ~(1 << tier);
        Policy.Inserted(this, tier, frame);
    }

    private bool ReclaimOne(int tier)
    {
        if (TPolicy.Shadows && DropOldestShadow(tier)) return true;
        var frame = Policy.SelectVictim(this, tier);
        return frame != 0 && GivesUp(tier, frame);
    }

    private bool GivesUp(int tier, int frame)
    {
        var free = _tiers[tier].Free;
        // A victim is a step of its own within the event that needs room.
        var failed = _failed;
        _failed = -1;
        Policy.Reclaim(this, tier, frame);
        TellFailure();
        _failed = failed;
        return _tiers[tier].Free > free;
    }

    /// <summary>Pages that the tier's reclaimer gives up after an access; a driver's tier waits for the driver.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Trim(int tier)
    {
        if (!KernelReclaims(tier)) return;
        for (int frame; (frame = Policy.SelectTrimmed(this, tier)) != 0;)
            if (!GivesUp(tier, frame)) return;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReclaimInBackground()
    {
        for (var tier = 0; tier < _tiers.Length; tier++)
        {
            if ((_pressure >> tier & 1) == 0) continue;
            for (var i = 0; i < BackgroundBatch && !Suffices(tier); i++)
                if (!ReclaimOne(tier)) break;
            if (Suffices(tier)) _pressure &= ~(1 << tier);
        }
    }

    /// <summary>Background reclaim of a tier has done what it was started for.</summary>
    private bool Suffices(int tier) => TPolicy.StartsOnCondition && TPolicy.Model.Reclaim[tier] is { StartsOnCondition: true }
        ? Policy.Ends(this, tier)
        : _tiers[tier].Free >= _tiers[tier].High;

    private bool FindDemotionTarget(int rule, int frame, TierOrder targets, bool mayReclaim, out int target)
    {
        // As in placement: any target with room, in order, before one has to give up a page.
        ref var entry = ref Frames[frame];
        var reason = entry.Held ? Refusal.Pinned : Refusal.NotAccepted;
        if (entry.Held) targets = default;
        var refused = 0;
        for (var rest = targets; !rest.IsEmpty; rest = rest.Rest)
        {
            target = rest.First;
            if (!MayMove(entry.Tier, target, (int)entry.Kind)) continue;
            if (!HasRoomFor(target, entry.Page)) reason = Refusal.NoFrame;
            else if (!mayReclaim || IsAdmitted(target, entry.Page)) return true;
            else refused |= 1 << target;
        }

        for (; !targets.IsEmpty; targets = targets.Rest)
        {
            target = targets.First;
            if (!KernelReclaims(target) || (refused >> target & 1) != 0 || !MayMove(entry.Tier, target, (int)entry.Kind)) continue;
            if (!mayReclaim) return true;
            if (!IsAdmitted(target, entry.Page)) refused |= 1 << target;
            else if (ReclaimFor(target, entry.Page)) return true;
        }

        if (refused != 0) reason = Refusal.NotAdmitted;
        target = -1;
        return Refuse(rule, frame, reason);
    }

    private int ToFrames(long bytes)
    {
        var frames = bytes / Hierarchy.PageBytes + (bytes % Hierarchy.PageBytes == 0 ? 0 : 1);
        return (int)Math.Min(frames, int.MaxValue);
    }
}
