using CdmPolicy.Frames;

namespace CdmPolicy;

/// <summary>
/// Swap: where anonymous and shared memory goes when it is evicted. A page takes a slot and gives it up when it comes back; then
/// its only copy is in memory, so it is dirty.
/// </summary>
public sealed unsafe partial class Machine<TPolicy>
{
    private const int InSwap = -2;

    private readonly long _swapSlots;

    /// <summary>Set while a victim is looked for that does not go to swap, because that is full.</summary>
    private bool _swapIsFull;

    /// <summary>Pages in swap.</summary>
    public long SwapPages { get; private set; }

    private bool GoesToSwap(int frame) =>
        Hierarchy.Swap is not null && Frames[frame].Kind is PageKind.Anon or PageKind.Shmem;

    /// <summary>Why a page cannot be evicted, or null.</summary>
    private Refusal? CannotEvict(int frame)
    {
        if (GoesToSwap(frame)) return SwapPages + Frames.PagesOf(frame) <= _swapSlots ? null : Refusal.NoSwap;
        return Hierarchy.Store is null ? Refusal.NotMovable : null;
    }

    private long WriteBackNs(int frame)
    {
        if (!Frames[frame].Dirty) return 0;
        var pages = Frames.PagesOf(frame);
        return GoesToSwap(frame) ? _costs.SwapWrite(pages) : _costs.StoreWrite(pages);
    }

    /// <returns>Where the page is from now on.</returns>
    private int WriteBack(int frame)
    {
        ref var entry = ref Frames[frame];
        var pages = Frames.PagesOf(frame);
        var swapped = GoesToSwap(frame);
        if (swapped) SwapPages += pages;
        if (entry.Dirty)
        {
            _tierCounters[entry.Tier].WrittenBack += pages;
            if (swapped) (_run.SwapWrites, _run.SwapWriteNs) = (_run.SwapWrites + pages, _run.SwapWriteNs + _costs.SwapWrite(pages));
            else _run.WriteBackNs += _costs.StoreWrite(pages);
            StallWhileWaiting(swapped ? _costs.SwapWrite(pages) : _costs.StoreWrite(pages));
        }

        return swapped ? InSwap : InStore;
    }

    /// <summary>A page comes from where it was; of a huge one those base pages that were evicted.</summary>
    /// <returns>It has no other copy.</returns>
    private bool ReadBack(int page, int pages, PageKind kind)
    {
        var (stored, swapped) = (CountIn(InStore, page, pages), CountIn(InSwap, page, pages));
        if (stored + swapped > 0) _run.Refaults++;
        if (swapped > 0)
        {
            SwapPages -= swapped;
            _run.SwapReads++;
            _run.SwapReadNs += _costs.SwapRead(swapped);
            return true;
        }

        if (kind == PageKind.File) stored = pages;
        if (Hierarchy.Store is not null && stored > 0)
        {
            _run.StoreReads++;
            _run.StoreReadNs += _costs.StoreRead(stored);
            if (CountIn(NeverResident, page, pages) == pages) _run.FirstReadNs += _costs.StoreRead(stored);
        }

        return false;
    }

    private int CountIn(int place, int page, int pages) =>
        pages == 1 ? (_frameOf[page] == place ? 1 : 0) : new ReadOnlySpan<int>(_frameOf + page, pages).Count(place);

    /// <summary>The first victim cannot leave because swap is full; a page that is not written there, or a smaller one, may.</summary>
    /// <param name="owner">The tenant whose pages alone will do, where there is one.</param>
    private bool ReclaimOther(int tier, int first, int owner = Anyone)
    {
        if (CannotEvict(first) != Refusal.NoSwap) return false;
        var ignored = _tierCounters[tier].KeepsIgnored;
        var before = _victimsOf;
        (_swapIsFull, _victimsOf) = (true, owner);
        var frame = Policy.SelectVictim(this, tier);
        (_swapIsFull, _victimsOf) = (false, before);
        var found = frame != 0 && (owner == Anyone || TenantOf(frame) == owner);
        if (found && CannotEvict(frame) != Refusal.NoSwap) return GivesUp(tier, frame);
        _tierCounters[tier].KeepsIgnored = ignored;
        return false;
    }
}
