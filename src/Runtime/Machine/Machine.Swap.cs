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
        if (GoesToSwap(frame)) return SwapPages < _swapSlots ? null : Refusal.NoSwap;
        return Hierarchy.Store is null ? Refusal.NotMovable : null;
    }

    /// <returns>Where the page is from now on.</returns>
    private int WriteBack(int frame)
    {
        ref var entry = ref Frames[frame];
        var swapped = GoesToSwap(frame);
        if (swapped) SwapPages++;
        if (entry.Dirty)
        {
            _tierCounters[entry.Tier].WrittenBack++;
            if (swapped) (_run.SwapWrites, _run.SwapWriteNs) = (_run.SwapWrites + 1, _run.SwapWriteNs + _costs.SwapWriteNs);
            else _run.WriteBackNs += _costs.StoreWriteNs;
        }

        return swapped ? InSwap : InStore;
    }

    /// <summary>A page comes from where it was.</summary>
    /// <returns>It has no other copy.</returns>
    private bool ReadBack(int page, PageKind kind)
    {
        var evicted = _frameOf[page] < NeverResident;
        if (evicted) _run.Refaults++;
        if (_frameOf[page] == InSwap)
        {
            SwapPages--;
            _run.SwapReads++;
            _run.SwapReadNs += _costs.SwapReadNs;
            return true;
        }

        if (Hierarchy.Store is not null && (evicted || kind == PageKind.File))
        {
            _run.StoreReads++;
            _run.StoreReadNs += _costs.StoreReadNs;
        }

        return false;
    }

    /// <summary>The first victim cannot leave because swap is full; a page that is not written there may.</summary>
    private bool ReclaimOther(int tier)
    {
        if (Hierarchy.Swap is null || SwapPages < _swapSlots) return false;
        var ignored = _tierCounters[tier].KeepsIgnored;
        _swapIsFull = true;
        var frame = Policy.SelectVictim(this, tier);
        _swapIsFull = false;
        if (frame != 0 && !GoesToSwap(frame)) return GivesUp(tier, frame);
        _tierCounters[tier].KeepsIgnored = ignored;
        return false;
    }
}
