using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>Background reclaim gives up at most this many pages of a tier after each event.</summary>
    private const int BackgroundBatch = 32;

    /// <summary>By tier, evictions of victims for which no rule of its section was left.</summary>
    private readonly RuleCounters[] _unruled = new RuleCounters[TPolicy.Hierarchy.Tiers.Length];

    /// <summary>Tiers whose reclaimer has heard of the page that is about to come, a bit each.</summary>
    private int _announced;

    /// <summary>By tier: victims that matched no rule of its <c>reclaim</c> section, or whose rules were all refused, and were evicted for that.</summary>
    public ReadOnlySpan<RuleCounters> Unruled => _unruled;

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
        return MakeRoomAndGo(rule, frame, targets);
    }

    /// <inheritdoc cref="Demote(int, int, TierOrder)"/>
    public bool Demote(int rule, int frame, TierOrder targets, ref Budget budget)
    {
        _ruleCounters[rule].Tried++;
        return MakeRoomAndGo(rule, frame, targets, ref budget);
    }

    private bool MakeRoomAndGo(int rule, int frame, TierOrder targets) =>
        FindDemotionTarget(rule, frame, targets, mayReclaim: true, out var target) && Go(rule, frame, target);

    private bool MakeRoomAndGo(int rule, int frame, TierOrder targets, ref Budget budget)
    {
        // Nothing is reclaimed for a move that the budget is about to refuse.
        var affordable = budget.MayAfford(BytesOf(frame), Now);
        if (!FindDemotionTarget(rule, frame, targets, affordable, out var target)) return false;
        return Pay(rule, frame, target, ref budget) ? Go(rule, frame, target) : Withdraw(target);
    }

    /// <summary>A page is dropped to the store or to swap, written first if dirty.</summary>
    /// <param name="rule">The rule that says so, or -1 after the last rule of a section.</param>
    /// <returns>False where there is no store or no slot left in swap, or the page is held still.</returns>
    public bool Evict(int rule, int frame)
    {
        ref var counters = ref rule >= 0 ? ref _ruleCounters[rule] : ref _unruled[Frames[frame].Tier];
        counters.Tried++;
        if (WhyNotEvicted(frame) is { } reason)
        {
            counters.Refuse(reason);
            if (TPolicy.Explains) Record(PageEventKind.Refused, frame, rule, (int)reason);
            return false;
        }

        counters.Applied++;
        counters.Bytes += BytesOf(frame);
        Drop(rule, frame);
        return true;
    }

    /// <inheritdoc cref="Evict(int, int)"/>
    /// <remarks>A budget of bytes pays for the page, one of time for writing it.</remarks>
    public bool Evict(int rule, int frame, ref Budget budget)
    {
        ref var counters = ref _ruleCounters[rule];
        counters.Tried++;
        var reason = WhyNotEvicted(frame);
        if (reason is null && !budget.TryCharge(budget.InTime ? WriteBackNs(frame) : BytesOf(frame), Now)) reason = Refusal.NoBudget;
        if (reason is not null)
        {
            counters.Refuse(reason.Value);
            if (TPolicy.Explains) Record(PageEventKind.Refused, frame, rule, (int)reason.Value);
            return false;
        }

        counters.Applied++;
        counters.Bytes += BytesOf(frame);
        Drop(rule, frame);
        return true;
    }

    private Refusal? WhyNotEvicted(int frame) => IsHeld(frame) ? WhyHeld(frame) : CannotEvict(frame);

    private void Drop(int rule, int frame)
    {
        ref var entry = ref Frames[frame];
        var pages = Frames.PagesOf(frame);
        _tierCounters[entry.Tier].Evicted += pages;
        var place = WriteBack(frame);
        if (TPolicy.Explains) RecordMove(PageEventKind.Evicted, frame, PlaceOf(place), rule);
        NoteLastRule(entry.Page, pages, rule);
        Leave(frame, place);
    }

    /// <summary>A page goes out of memory.</summary>
    private void Leave(int frame, int where)
    {
        ref var entry = ref Frames[frame];
        Remove(entry.Tier, frame);
        if (TPolicy.Shadows) DropShadowOf(entry.Page);
        SetFrame(entry.Page, Frames.PagesOf(frame), where);
        Release(frame);
    }

    /// <summary>A driver asks for memory of its tier back; one that is silent does not.</summary>
    /// <returns>Bytes that left.</returns>
    public long ReclaimForDriver(int tier, long bytes)
    {
        if (IsSilent(Hierarchy.Tiers[tier].Driver)) return 0;
        _wanted[tier] = Saturating.Add(_wanted[tier], bytes);
        if (TPolicy.Model.Reclaim[tier] is null) return 0;
        _actor = Hierarchy.Tiers[tier].Driver;
        long freed = 0;
        _waits = true;
        while (freed < bytes)
        {
            var free = _tiers[tier].Free;
            if (!ReclaimOne(tier)) break;
            freed += (_tiers[tier].Free - free) * Hierarchy.PageBytes;
        }

        _waits = false;
        AfterEvent();
        return freed;
    }

    /// <summary>Counts a victim taken although <c>keep</c> wanted it kept.</summary>
    public void IgnoreKeep(int tier) => _tierCounters[tier].KeepsIgnored++;

    /// <summary>Makes room for a page, which the tier's reclaimer hears of first.</summary>
    private bool ReclaimFor(int tier, int page, int pages = 1)
    {
        if (!TPolicy.Refuses) Announce(tier, page);
        var waited = _waits;
        _waits = true;
        var hasRoom = pages > 1 ? ReclaimBlock(tier, page) : ReclaimFrame(tier, page);
        _waits = waited;
        return hasRoom || Withdraw(tier);
    }

    /// <summary>Gives up a page, and waits for those that are leaving where it finds none.</summary>
    private bool ReclaimFrame(int tier, int page)
    {
        // One is enough, but for a tier that was filled beyond its reserve.
        for (var gone = 0; gone < BackgroundBatch && (IsWithinShare(tier, page) ? ReclaimOne(tier) : ReclaimFromOwner(tier, page)); gone++)
            if (HasRoom(tier) && IsWithinShare(tier, page)) return true;
        while (TPolicy.Moves && AwaitOne(tier))
            if (HasRoom(tier) && IsWithinShare(tier, page)) return true;
        return false;
    }

    /// <summary>Gives up pages until a huge one may come, at most as many as that has.</summary>
    private bool ReclaimBlock(int tier, int page)
    {
        for (var freed = 0; ;)
        {
            var isWithin = IsWithinShare(tier, page, TPolicy.HugePages);
            if (isWithin && HasBlock(tier)) return true;
            if (freed >= TPolicy.HugePages) return false;
            var free = _tiers[tier].Free;
            if (!(isWithin ? ReclaimOne(tier) : ReclaimFromOwner(tier, page)) && !(TPolicy.Moves && AwaitOne(tier))) return false;
            freed += _tiers[tier].Free - free;
        }
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
        if (TPolicy.HasTenants && !Relinks) CountPage(tier, frame, 1);
        Policy.Inserted(this, tier, frame);
    }

    /// <summary>A page leaves its tier.</summary>
    private void Remove(int tier, int frame)
    {
        if (TPolicy.HasTenants) CountPage(tier, frame, -1);
        Policy.Removed(this, tier, frame, chosen: frame == _chosen);
    }

    private bool ReclaimOne(int tier)
    {
        if (TPolicy.Shadows && DropOldestShadow(tier)) return true;
        do
        {
            var frame = Policy.SelectVictim(this, tier);
            if (frame == 0) return false;
            if (GivesUp(tier, frame) || (!_hasSplit && ReclaimOther(tier, frame))) return true;
        } while (TPolicy.HugePages > 1 && _hasSplit);

        return false;
    }

    /// <summary>The frame that a reclaimer chose, while its page leaves; 0 for none.</summary>
    private int _chosen;

    /// <summary>The page leaves, or is on its way.</summary>
    private bool GivesUp(int tier, int frame)
    {
        var free = _tiers[tier].Free + _tiers[tier].Leaving;
        // A victim is a step of its own within the event that needs room.
        var failed = _failed;
        _failed = -1;
        var pages = Frames.PagesOf(frame);
        _hasSplit = false;
        var chosen = _chosen;
        _chosen = frame;
        Policy.Reclaim(this, tier, frame);
        _chosen = chosen;
        TellFailure();
        _failed = failed;
        if (_tiers[tier].Free + _tiers[tier].Leaving > free) return true;
        _hasSplit = pages > 1 && !Frames[frame].Huge;
        return false;
    }

    /// <summary>Pages that the tier's reclaimer gives up after an access; a driver's tier waits for the driver.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Trim(int tier)
    {
        if (!KernelReclaims(tier)) return;
        // What leaves must be gone before the reclaimer is asked again: it counts the pages that it has.
        _waits = true;
        for (int frame; (frame = Policy.SelectTrimmed(this, tier)) != 0;)
            if (!GivesUp(tier, frame) && !_hasSplit) break;
        _waits = false;
    }

    /// <returns>True if a page left, or set out.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReclaimInBackground()
    {
        var gaveUp = false;
        for (var tier = 0; tier < _tiers.Length; tier++)
        {
            if ((_pressure >> tier & 1) == 0 || IsOffline(tier)) continue;
            for (var gone = 0; gone < BackgroundBatch && !Suffices(tier);)
            {
                // Where no move can begin, a page would be evicted only because it cannot be demoted.
                if (MustWait || HasToSee(tier)) break;
                var before = _tiers[tier].Free + _tiers[tier].Leaving;
                if (!ReclaimOne(tier)) break;
                gone += Math.Max(1, _tiers[tier].Free + _tiers[tier].Leaving - before);
                gaveUp = true;
            }

            if (Suffices(tier)) _pressure &= ~(1 << tier);
        }

        return gaveUp;
    }

    /// <summary>Background reclaim of a tier has done what it was started for, once the pages under way are gone.</summary>
    private bool Suffices(int tier) =>
        StartsOnCondition(tier) ? Policy.Ends(this, tier) : _tiers[tier].Free + _tiers[tier].Leaving >= _tiers[tier].High;

    /// <summary>A condition may look at anything: what it says with one page less is known when that page is gone.</summary>
    private bool HasToSee(int tier) => _tiers[tier].Leaving > 0 && StartsOnCondition(tier);

    private static bool StartsOnCondition(int tier) =>
        TPolicy.StartsOnCondition && TPolicy.Model.Reclaim[tier] is { StartsOnCondition: true };

    private bool FindDemotionTarget(int rule, int frame, TierOrder targets, bool mayReclaim, out int target)
    {
        // As in placement: any target with room, in order, before one has to give up a page.
        ref var entry = ref Frames[frame];
        var pages = Frames.PagesOf(frame);
        target = -1;
        if (IsHeld(frame)) return Refuse(rule, frame, WhyHeld(frame));
        if (MustWait) return Refuse(rule, frame, Refusal.Busy);
        var reason = Refusal.NotAccepted;
        var refused = 0;
        for (var rest = targets; !rest.IsEmpty; rest = rest.Rest)
        {
            target = rest.First;
            if (!MayMove(entry.Tier, target, (int)entry.Kind)) continue;
            if (!IsWithinShare(target, entry.Page, pages)) Note(ref reason, Refusal.NoShare);
            else if (!HasRoomFor(target, entry.Page, pages)) Note(ref reason, Lacks(target, pages));
            else if (!mayReclaim || !_waits || IsAdmitted(target, entry.Page)) return true;
            else refused |= 1 << target;
        }

        for (; !targets.IsEmpty; targets = targets.Rest)
        {
            target = targets.First;
            if (!KernelReclaims(target) || (refused >> target & 1) != 0 || !MayMove(entry.Tier, target, (int)entry.Kind)) continue;
            if (!mayReclaim) return true;
            if (!IsAdmitted(target, entry.Page)) refused |= 1 << target;
            else if (ReclaimKeeping(frame, target)) return true;
        }

        if (refused != 0) reason = Refusal.NotAdmitted;
        target = -1;
        return Refuse(rule, frame, reason);
    }

    /// <summary>Makes room for a page that is in another tier, which is not given up meanwhile.</summary>
    private bool ReclaimKeeping(int frame, int tier)
    {
        ref var entry = ref Frames[frame];
        entry.Flags |= PageFlags.Held;
        var hasRoom = ReclaimFor(tier, entry.Page, Frames.PagesOf(frame));
        entry.Flags &= ~PageFlags.Held;
        return hasRoom;
    }

    private int ToFrames(long bytes)
    {
        var frames = bytes / Hierarchy.PageBytes + (bytes % Hierarchy.PageBytes == 0 ? 0 : 1);
        return (int)Math.Min(frames, int.MaxValue);
    }
}
