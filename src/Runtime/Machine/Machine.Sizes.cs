using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy;

/// <summary>The outcomes that change the size of pages.</summary>
public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>
    /// A huge page becomes base pages where it is, each with its fields and flags, and the reclaimer meets them in the order of their
    /// addresses; it cannot refuse them.
    /// </summary>
    /// <returns>False: it is a base page, or held.</returns>
    public bool Split(int rule, int frame)
    {
        ref var counters = ref _ruleCounters[rule];
        counters.Tried++;
        var pages = Frames.PagesOf(frame);
        if (IsHeld(frame) || pages == 1)
        {
            var reason = IsHeld(frame) ? WhyHeld(frame) : Refusal.WrongSize;
            counters.Refuse(reason);
            if (TPolicy.Explains) Record(PageEventKind.Refused, frame, rule, (int)reason);
            return false;
        }

        counters.Applied++;
        TakeApart(rule, frame);
        return true;
    }

    private void TakeApart(int rule, int frame)
    {
        var pages = Frames.PagesOf(frame);
        var head = Frames[frame];
        if (TPolicy.Explains) Record(PageEventKind.Split, frame, rule);
        Remove(head.Tier, frame);
        for (var i = 0; i < pages; i++)
        {
            ref var entry = ref Frames[frame + i];
            ClearLinks(ref entry);
            entry.Page = head.Page + i;
            entry.Flags = head.Flags & ~PageFlags.Huge;
            if (i > 0) Frames.CopyState(frame, frame + i);
            if (i > 0 && Uses(Observation.DeviceCounters)) CopyCounts(head.Page, entry.Page);
            _frameOf[entry.Page] = frame + i;
        }

        NoteLastRule(head.Page, pages, rule);
        // A page on its way here is announced again when it comes: what its reclaimer remembers is for the next that comes.
        Withdraw(head.Tier);
        // All of them exist before the first is inserted; the fields of a reclaimer are its own from there on.
        for (var i = 0; i < pages; i++) Insert(head.Tier, frame + i);
        if (TPolicy.HasContracts)
            for (var i = 0; i < pages; i++) NoteMove(rule, frame + i);
    }

    /// <summary>
    /// The base pages around a page, all in its tier, become one huge page: in place where they lie so already, else in a free block.
    /// It has the fields of the page the rule is about, and is dirty if one of them was.
    /// </summary>
    /// <returns>False: refused, they are as they were.</returns>
    public bool Collapse(int rule, int frame)
    {
        ref var counters = ref _ruleCounters[rule];
        counters.Tried++;
        if (RefusesCollapse(frame, out var first) is { } reason)
        {
            counters.Refuse(reason);
            if (TPolicy.Explains) Record(PageEventKind.Refused, frame, rule, (int)reason);
            return false;
        }

        var pages = TPolicy.HugePages;
        int tier = Frames[frame].Tier;
        var inPlace = LieTogether(first);
        counters.Applied++;
        if (!inPlace)
        {
            counters.Bytes += pages * Hierarchy.PageBytes;
            _run.MoveNs += _costs.Move(tier, tier, huge: true);
            Meter(tier, tier, pages);
        }

        var flags = (Frames[frame].Flags & ~PageFlags.Unmapped) | PageFlags.Huge;
        for (var page = first; page < first + pages; page++)
        {
            flags |= Frames[_frameOf[page]].Flags & (PageFlags.Dirty | PageFlags.Accessed);
            Remove(tier, _frameOf[page]);
            if (TPolicy.Shadows) DropShadowOf(page);
        }

        var target = inPlace ? _frameOf[first] : Take(tier, pages);
        if (target != frame) Frames.CopyState(frame, target);
        if (Frames[frame].Page != first && Uses(Observation.DeviceCounters)) CopyCounts(Frames[frame].Page, first);
        for (var page = first; page < first + pages; page++)
        {
            var old = _frameOf[page];
            if (!inPlace) GiveBack(old);
            else if (old != target) Frames[old].Page = -1;
        }

        ref var entry = ref Frames[target];
        ClearLinks(ref entry);
        entry.Page = first;
        entry.Flags = flags;
        SetFrame(first, pages, target);
        NoteLastRule(first, pages, rule);
        if (TPolicy.Explains) RecordPages(PageEventKind.Collapsed, first, pages, tier, tier, rule, 0, -1);
        Insert(tier, target);
        if (TPolicy.HasContracts) NoteMove(rule, target);
        return true;
    }

    private Refusal? RefusesCollapse(int frame, out int first)
    {
        ref var entry = ref Frames[frame];
        first = -1;
        if (IsHeld(frame)) return WhyHeld(frame);
        if (Frames.PagesOf(frame) > 1) return Refusal.WrongSize;
        first = HugeAround(_regions[_regionOfPage.Length == 0 ? 0 : _regionOfPage[entry.Page]], entry.Page);
        if (first < 0) return Refusal.NotWhole;
        for (var page = first; page < first + TPolicy.HugePages; page++)
            if (_frameOf[page] <= 0 || Frames[_frameOf[page]].Tier != entry.Tier || IsHeld(_frameOf[page])) return Refusal.NotWhole;
        if (LieTogether(first) || HasBlock(entry.Tier)) return null;
        return Lacks(entry.Tier, TPolicy.HugePages);
    }

    /// <summary>Do the base pages from this one on fill an aligned run of frames in their order?</summary>
    private bool LieTogether(int first)
    {
        var start = _frameOf[first];
        if ((start - _tiers[Frames[start].Tier].FirstFrame) % TPolicy.HugePages != 0) return false;
        for (var i = 1; i < TPolicy.HugePages; i++)
            if (_frameOf[first + i] != start + i) return false;
        return true;
    }
}
