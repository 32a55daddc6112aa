using System.Runtime.CompilerServices;
using CdmPolicy.Frames;
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
        var region = _regions[_regionOfPage.Length == 0 ? 0 : _regionOfPage[page]];
        var request = new Request(
            page, region.Kind, region.SizeBytes, agent, region.Bound, region.Named, region.Preferred);
        var order = Policy.Place(this, in request, out var rule);
        var tier = FindRoom(order, region.Kind, page);
        if (rule >= 0) _ruleCounters[rule].Tried++;
        if (tier < 0)
        {
            if (rule >= 0) _ruleCounters[rule].Refuse(IsTaken(order, region.Kind) ? Refusal.NoFrame : Refusal.NotAccepted);
            _run.Failed++;
            return 0;
        }

        var evicted = _frameOf[page] == InStore;
        if (evicted) _run.Refaults++;
        if (Hierarchy.Store is not null && (evicted || region.Kind == PageKind.File))
        {
            _run.StoreReads++;
            _run.StoreReadNs += _costs.StoreReadNs;
        }

        var frame = Take(tier);
        ref var entry = ref Frames[frame];
        entry.Page = page;
        entry.Flags = (PageFlags)((int)region.Kind << 4) | (tier == region.Bound ? PageFlags.Asked : PageFlags.None);
        Frames.ClearState(frame);
        _frameOf[page] = frame;
        _tierCounters[tier].Placed++;
        _ruleCounters[rule].Applied++;
        _ruleCounters[rule].Bytes += Hierarchy.PageBytes;
        Policy.Placed(this, frame);
        Insert(tier, frame);
        if (TPolicy.HasContracts) NoteMove(rule, frame);
        return frame;
    }

    /// <summary>The first tier with a frame above its reserve; else the first the kernel reclaims, after it gave one up.</summary>
    private int FindRoom(TierOrder order, PageKind kind, int page)
    {
        for (var rest = order; !rest.IsEmpty; rest = rest.Rest)
            if (TakesPlacement(rest.First, kind) && HasRoom(rest.First)) return rest.First;
        for (var rest = order; !rest.IsEmpty; rest = rest.Rest)
        {
            if (!TakesPlacement(rest.First, kind) || !KernelReclaims(rest.First)) continue;
            return ReclaimFor(rest.First, page) ? rest.First : -1;
        }

        return -1;
    }

    private bool IsTaken(TierOrder order, PageKind kind)
    {
        for (; !order.IsEmpty; order = order.Rest)
            if (TakesPlacement(order.First, kind)) return true;
        return false;
    }

    private bool TakesPlacement(int tier, PageKind kind)
    {
        var model = Hierarchy.Tiers[tier];
        return model.AcceptsPlacement && (model.PageKinds >> (int)kind & 1) != 0;
    }

    private bool HasRoom(int tier) => _tiers[tier].Free > _tiers[tier].Reserve;

    private bool KernelReclaims(int tier) => TPolicy.Model.Reclaim[tier] is { ByKernel: true };

    /// <summary>Takes the frame freed last, else the lowest that was never used.</summary>
    private int Take(int tier)
    {
        ref var state = ref _tiers[tier];
        int frame;
        if (state.FreeList != 0)
        {
            frame = state.FreeList;
            state.FreeList = Frames[frame].Next;
        }
        else
        {
            frame = state.FirstFrame + state.HighWater++;
            Frames[frame].Tier = (byte)tier;
        }

        ref var entry = ref Frames[frame];
        entry.Next = 0;
        entry.Previous = 0;
        entry.Queue = 0;
        entry.Bits = 0;
        state.Free--;
        if (state.Free < state.Low) _pressure |= 1 << tier;
        return frame;
    }

    private void Release(int frame)
    {
        ref var entry = ref Frames[frame];
        ref var state = ref _tiers[entry.Tier];
        entry.Page = -1;
        entry.Next = state.FreeList;
        state.FreeList = frame;
        state.Free++;
    }
}
