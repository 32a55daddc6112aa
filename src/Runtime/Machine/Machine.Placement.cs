using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    private const int NeverResident = 0;
    private const int InStore = -1;

    /// <summary>Gives a page a frame; 0 when no tier takes it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Fault(int page, int agent)
    {
        _run.Faults++;
        if (TPolicy.HasTenants) Owner(page).Faults++;
        var region = _regions[_regionOfPage.Length == 0 ? 0 : _regionOfPage[page]];
        var first = TPolicy.HugePages > 1 ? FirstOfHuge(region, page) : -1;
        var request = new Request(
            page, region.Kind, region.SizeBytes, agent, region.Bound, region.Named, region.Preferred, region.Tenant, first >= 0);
        var order = Policy.Place(this, in request, out var rule);
        var (tier, refusal, pages) = (-1, Refusal.NotAccepted, 1);
        if (first >= 0 && (tier = FindBlock(order, region.Kind, first)) >= 0) (page, pages) = (first, TPolicy.HugePages);
        else tier = FindRoom(order, region.Kind, page, out refusal);
        if (rule >= 0) _ruleCounters[rule].Tried++;
        if (tier < 0)
        {
            if (rule >= 0) _ruleCounters[rule].Refuse(refusal);
            if (TPolicy.HasTenants) NoteNotPlaced(page, refusal);
            if (TPolicy.Explains) RecordPages(PageEventKind.NotPlaced, page, 1, PlaceOf(_frameOf[page]), PlaceOf(_frameOf[page]), rule, (int)refusal, agent);
            _run.Failed++;
            return 0;
        }

        if (TPolicy.Explains) RecordPages(PageEventKind.Placed, page, pages, PlaceOf(_frameOf[page]), tier, rule, 0, agent);
        var isOnlyCopy = ReadBack(page, pages, region.Kind);
        _tierCounters[tier].Placed += pages;
        _ruleCounters[rule].Applied++;
        _ruleCounters[rule].Bytes += pages * Hierarchy.PageBytes;
        NoteLastRule(page, pages, rule);
        var frame = Occupy(tier, page, region, pages);
        if (isOnlyCopy) Frames[frame].Flags |= PageFlags.Dirty;
        TellArrival(frame);
        if (TPolicy.HasContracts) NoteMove(rule, frame);
        return frame;
    }

    /// <summary>A page gets a free frame of a tier, with new state.</summary>
    private int Occupy(int tier, int page, RegionModel region, int pages = 1)
    {
        var frame = Take(tier, pages);
        ref var entry = ref Frames[frame];
        entry.Page = page;
        entry.Flags = (PageFlags)((int)region.Kind << 4) | (region.Wants(tier) ? PageFlags.Asked : PageFlags.None);
        if (pages > 1) entry.Flags |= PageFlags.Huge;
        if (TPolicy.ReadsTouched) ForgetTouched(page, pages);
        _pingPong?.Placed(page, pages);
        Frames.ClearState(frame);
        if (Uses(Observation.DeviceCounters)) ForgetCounts(page, pages);
        SetFrame(page, pages, frame);
        Policy.Placed(this, frame);
        Insert(tier, frame);
        return frame;
    }

    /// <summary>
    /// The first tier with a frame above its reserve; else the first the kernel reclaims, after it gave one up. A tier whose
    /// reclaimer does not admit the page is passed over, and asked once.
    /// </summary>
    private int FindRoom(TierOrder order, PageKind kind, int page, out Refusal refusal)
    {
        refusal = Refusal.NotAccepted;
        var refused = 0;
        for (var rest = order; !rest.IsEmpty; rest = rest.Rest)
        {
            if (!TakesPlacement(rest.First, kind)) continue;
            if (!IsWithinShare(rest.First, page)) Note(ref refusal, Refusal.NoShare);
            else if (!HasRoom(rest.First)) refusal = Refusal.NoFrame;
            else if (IsAdmitted(rest.First, page)) return rest.First;
            else refused |= 1 << rest.First;
        }

        for (var rest = order; !rest.IsEmpty; rest = rest.Rest)
        {
            if (!TakesPlacement(rest.First, kind) || !KernelReclaims(rest.First) || (refused >> rest.First & 1) != 0) continue;
            if (!HasShare(rest.First, page)) continue;
            if (IsAdmitted(rest.First, page)) return ReclaimFor(rest.First, page) ? rest.First : -1;
            refused |= 1 << rest.First;
        }

        if (refused != 0) refusal = Refusal.NotAdmitted;
        return -1;
    }

    private bool TakesPlacement(int tier, PageKind kind)
    {
        var model = Hierarchy.Tiers[tier];
        return !IsOffline(tier) && model.AcceptsPlacement && (model.PageKinds >> (int)kind & 1) != 0;
    }

    private bool HasRoom(int tier) =>
        _tiers[tier].Free > _tiers[tier].Reserve || (TPolicy.Shadows && DropShadows(tier));

    /// <summary>Of its own copy a page has the frame already.</summary>
    private bool HasRoomFor(int tier, int page, int pages) =>
        pages > 1 ? HasBlock(tier) : (TPolicy.Shadows && ShadowIn(tier, page) != 0) || HasRoom(tier);

    private bool KernelReclaims(int tier) => TPolicy.Model.Reclaim[tier] is { ByKernel: true };

    /// <summary>Takes the frame freed last, else the lowest that was never used.</summary>
    private int Take(int tier, int pages = 1)
    {
        ref var state = ref _tiers[tier];
        int frame;
        if (TPolicy.HasBlocks && _blocks[tier] is { } blocks)
        {
            frame = blocks.Take(OrderOf(pages));
            state.HighWater = blocks.HighWater;
        }
        else if (state.FreeList != 0)
        {
            frame = state.FreeList;
            state.FreeList = Frames[frame].Next;
        }
        else
        {
            frame = state.FirstFrame + state.HighWater++;
            Frames[frame].Tier = (byte)tier;
        }

        ClearLinks(ref Frames[frame]);
        state.Free -= pages;
        if (state.Free < state.Low) _pressure |= 1 << tier;
        return frame;
    }

    /// <summary>A page, or a copy of one, is gone from a frame.</summary>
    private void Release(int frame)
    {
        ref var wanted = ref _wanted[Frames[frame].Tier];
        if (wanted > 0) wanted = Math.Max(0, wanted - BytesOf(frame));
        GiveBack(frame);
    }

    private void GiveBack(int frame)
    {
        ref var entry = ref Frames[frame];
        ref var state = ref _tiers[entry.Tier];
        var pages = Frames.PagesOf(frame);
        state.Free += pages;
        entry.Page = -1;
        if (TPolicy.HasBlocks && _blocks[entry.Tier] is { } blocks)
        {
            entry.Flags = PageFlags.None;
            blocks.Free(frame, OrderOf(pages));
            return;
        }

        entry.Next = state.FreeList;
        state.FreeList = frame;
    }
}
