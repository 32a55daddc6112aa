namespace CdmPolicy.Caching;

/// <summary>
/// The oracle that no cache can beat ("A study of replacement algorithms for a virtual-storage computer", 1966): the page
/// whose next use is farthest away leaves. It knows the whole trace, so it is no reclaimer and cannot be one.
/// </summary>
/// <remarks>Not thread-safe. Nothing is allocated after the constructor.</remarks>
public sealed class BeladySimulation : ICacheSimulation
{
    private const int Never = int.MaxValue;

    private readonly int[] _nextUse;
    private readonly int _capacity;

    // A heap of the resident pages, the one used last of all on top; by page: its next use, and its place in the heap.
    private readonly int[] _heap;
    private readonly int[] _keyOf;
    private readonly int[] _placeOf;
    private int _used;
    private int _time;

    /// <param name="capacity">In pages, at least 1.</param>
    /// <param name="pages">Pages are numbered from 0 to this, exclusive.</param>
    /// <param name="nextUse">By request, as <see cref="NextUse"/> gives it; may be shared.</param>
    public BeladySimulation(int capacity, int pages, int[] nextUse)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(pages);
        ArgumentNullException.ThrowIfNull(nextUse);
        _capacity = Math.Min(capacity, Math.Max(1, pages));
        _nextUse = nextUse;
        _heap = new int[_capacity];
        _keyOf = new int[pages];
        _placeOf = new int[pages];
        Array.Fill(_placeOf, -1);
    }

    public long Misses { get; private set; }

    /// <summary>For each request the number of the next one for the same page, or 2^31 - 1.</summary>
    public static int[] NextUse(ReadOnlySpan<int> requests, int pages)
    {
        var next = new int[requests.Length];
        var seen = new int[pages];
        Array.Fill(seen, Never);
        for (var i = requests.Length - 1; i >= 0; i--)
        {
            next[i] = seen[requests[i]];
            seen[requests[i]] = i;
        }

        return next;
    }

    /// <summary>The requests that the next uses were worked out from, in their order; in pieces if that is handy.</summary>
    public void Run(ReadOnlySpan<int> pages)
    {
        if (pages.Length > _nextUse.Length - _time) throw new ArgumentException("more requests than were foreseen", nameof(pages));
        foreach (var page in pages)
        {
            if ((uint)page >= (uint)_keyOf.Length) throw new ArgumentException("a page is unknown to this cache", nameof(pages));
            Request(page, _nextUse[_time++]);
        }
    }

    public void Dispose()
    {
        // nothing outside the collected heap
    }

    private void Request(int page, int nextUse)
    {
        var place = _placeOf[page];
        _keyOf[page] = nextUse;
        if (place < 0)
        {
            Misses++;
            if (_used == _capacity) RemoveTop();
            place = _used++;
        }

        // A page that was resident was due now, before all others: its key only grows.
        Raise(page, place);
    }

    private void RemoveTop()
    {
        _placeOf[_heap[0]] = -1;
        var last = _heap[--_used];
        if (_used > 0) Lower(last, 0);
    }

    private void Raise(int page, int place)
    {
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (_keyOf[_heap[parent]] >= _keyOf[page]) break;
            Put(_heap[parent], place);
            place = parent;
        }

        Put(page, place);
    }

    private void Lower(int page, int place)
    {
        for (int child; (child = 2 * place + 1) < _used; place = child)
        {
            if (child + 1 < _used && _keyOf[_heap[child + 1]] > _keyOf[_heap[child]]) child++;
            if (_keyOf[_heap[child]] <= _keyOf[page]) break;
            Put(_heap[child], place);
        }

        Put(page, place);
    }

    private void Put(int page, int place)
    {
        _heap[place] = page;
        _placeOf[page] = place;
    }
}
