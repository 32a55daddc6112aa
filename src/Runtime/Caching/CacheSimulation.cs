using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using CdmPolicy.Frames;
using CdmPolicy.Policies;

namespace CdmPolicy.Caching;

/// <summary>
/// The classic study of an eviction algorithm: one tier, no costs, no clock. A page that is not resident is a miss; it
/// takes a frame, after one eviction where none is free. Counts agree with libCacheSim's <c>--ignore-obj-size</c>.
/// </summary>
/// <remarks>Not thread-safe. Nothing is allocated after the constructor.</remarks>
public sealed unsafe class CacheSimulation<TReclaimer, TLayout> : ICacheSimulation
    where TReclaimer : struct, IReclaimer<TLayout>
    where TLayout : struct, IFrameLayout
{
    // The page's number is needed to find its frame, the frame to fetch its entry, and the entry to know its neighbours:
    // three stages of prefetch. What fits into the nearest caches anyway is faster without.
    private const int LinkPrefetch = 6;
    private const int FramePrefetch = 14;
    private const int PagePrefetch = 28;
    private const int Batch = 1 << 14;
    private const long NearBytes = 256 << 10;

    private readonly NativeBlock _frameBlock;
    private readonly NativeBlock _pageBlock;
    private readonly FrameTable<TLayout> _frames;
    private readonly int* _frameOf;
    private readonly int _pages;
    private readonly int _capacity;
    private readonly bool _isNear;
    private TReclaimer _reclaimer;
    private int _used;
    private int _free;
    private long _misses;

    /// <param name="capacity">In pages, from 1 to 2^31 - 64.</param>
    /// <param name="pages">Pages are numbered from 0 to this, exclusive.</param>
    public CacheSimulation(int capacity, int pages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, int.MaxValue - 64);
        ArgumentOutOfRangeException.ThrowIfNegative(pages);
        _capacity = capacity;
        _pages = pages;
        // More frames than pages are never touched, but a reclaimer that divides its capacity must see all of it.
        _frameBlock = new NativeBlock((Math.Min(capacity, pages) + 1L) * FrameTable<TLayout>.Stride);
        _frames = new FrameTable<TLayout>(_frameBlock.Start);
        _pageBlock = new NativeBlock((long)pages * sizeof(int));
        _frameOf = (int*)_pageBlock.Start;
        _isNear = _frameBlock.Bytes + _pageBlock.Bytes <= NearBytes;
        _reclaimer = default;
        _reclaimer.Attach(capacity, pages);
    }

    public long Misses => _misses;

    public void Run(ReadOnlySpan<int> pages)
    {
        // In batches that stay in the nearest caches between the check and the run.
        for (; pages.Length > Batch; pages = pages[Batch..]) RunBatch(pages[..Batch]);
        if (!pages.IsEmpty) RunBatch(pages);
    }

    public void Dispose()
    {
        _reclaimer.Release();
        _frameBlock.Dispose();
        _pageBlock.Dispose();
    }

    private void RunBatch(ReadOnlySpan<int> pages)
    {
        if (!EventCheck.AllBelow(pages, _pages)) throw new ArgumentException("a page is unknown to this cache", nameof(pages));
        fixed (int* page = pages)
        {
            if (_isNear) LoopNear(page, page + pages.Length);
            else LoopFar(page, page + pages.Length);
        }
    }

    // Compiled once and fully: a study of a short trace is over before the runtime would get round to it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoopNear(int* page, int* end)
    {
        for (; page < end; page++) Request(*page);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoopFar(int* page, int* end)
    {
        for (; page < end - PagePrefetch; page++)
        {
            if (Sse.IsSupported) Sse.Prefetch0(_frameOf + page[PagePrefetch]);
            if (TReclaimer.SeesAccess || TReclaimer.Remembers) PrefetchPage(page[FramePrefetch]);
            if (TReclaimer.MovesAccessed) PrefetchNeighbours(_frameOf[page[LinkPrefetch]]);
            Request(*page);
        }

        for (; page < end; page++) Request(*page);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PrefetchPage(int page)
    {
        var frame = _frameOf[page];
        if (TReclaimer.SeesAccess) _frames.Prefetch(frame);
        if (TReclaimer.Remembers && frame == 0) _reclaimer.Prefetch(page);
    }

    /// <summary>The neighbour of a victim is likely to be the next one, whose page loses its frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PrefetchVictim(int frame)
    {
        ref var entry = ref _frames[frame];
        if (Sse.IsSupported) Sse.Prefetch0(_frameOf + entry.Page);
        if (TReclaimer.Remembers) _reclaimer.Prefetch(entry.Page);
        _frames.Prefetch(entry.Previous);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PrefetchNeighbours(int frame)
    {
        ref var entry = ref _frames[frame];
        _frames.Prefetch(entry.Previous);
        _frames.Prefetch(entry.Next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Request(int page)
    {
        var frame = _frameOf[page];
        if (frame != 0) _reclaimer.Access(_frames, frame);
        else if (!Miss(page) && TReclaimer.Trims) return;
        if (TReclaimer.Trims) Trim();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Trim()
    {
        KeepNothing keep = default;
        for (int frame; (frame = _reclaimer.Trim(_frames, ref keep)) != 0;)
        {
            _frameOf[_frames[frame].Page] = 0;
            _reclaimer.Remove(_frames, frame, chosen: true);
            _frames[frame].Next = _free;
            _free = frame;
        }
    }

    /// <returns>True if the page came.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Miss(int page)
    {
        _misses++;
        if (!_reclaimer.Miss(_frames, page) && TReclaimer.Refuses) return false;
        int frame;
        if (TReclaimer.Trims && _free != 0)
        {
            frame = _free;
            _free = _frames[frame].Next;
        }
        else if (_used < _capacity)
        {
            frame = ++_used;
        }
        else
        {
            KeepNothing keep = default;
            frame = _reclaimer.Victim(_frames, ref keep);
            if (frame == 0) return false; // a reclaimer that gives up nothing admits nothing
            if (!_isNear) PrefetchVictim(_frames[frame].Previous);
            _frameOf[_frames[frame].Page] = 0;
            _reclaimer.Remove(_frames, frame, chosen: true);
        }

        ref var entry = ref _frames[frame];
        entry.Page = page;
        entry.Bits = 0;
        _frames.ClearState(frame);
        _frameOf[page] = frame;
        _reclaimer.Insert(_frames, frame);
        return true;
    }
}
