namespace CdmPolicy;

/// <summary>A move under way: a copy that ends at an instant, from a frame where the page still is to one that is kept for it.</summary>
internal struct Flight
{
    /// <summary>When the copy that counts began, ns; a write before that changes nothing.</summary>
    public long Start;

    /// <summary>When it ends, ns.</summary>
    public long Finish;

    /// <summary>Which move began first, where two end at once.</summary>
    public long Turn;

    public int Frame;

    public int Target;

    public int Rule;

    /// <summary>Copies made so far, this one included.</summary>
    public int Copies;

    /// <summary>The page was written since the copy began.</summary>
    public bool Written;

    /// <summary>A hint brings the page there.</summary>
    public bool IsHinted;

    /// <summary>The reclaimer of the tier it leaves chose it.</summary>
    public bool IsChosen;
}

/// <summary>
/// The moves under way: a heap with the one that ends first at its root, and a hash table by source frame. Nothing is
/// allocated after the constructor.
/// </summary>
internal sealed class FlightTable
{
    /// <summary>Moves that can be under way at once.</summary>
    public const int Capacity = 4096;

    private const int HashSize = 2 * Capacity;

    private readonly Flight[] _flights = new Flight[Capacity];
    private readonly int[] _heap = new int[Capacity];
    private readonly int[] _placeOf = new int[Capacity];
    private readonly int[] _slotAt = new int[HashSize];
    private long _turn;

    public FlightTable()
    {
        // The slots that are free stand behind the heap.
        for (var slot = 0; slot < Capacity; slot++) _heap[slot] = slot;
    }

    public int Count { get; private set; }

    /// <summary>When the next move ends; 2^63-1 while none is under way.</summary>
    public long Next => Count == 0 ? long.MaxValue : _flights[_heap[0]].Finish;

    /// <summary>The slot of the move that ends first.</summary>
    public int First => _heap[0];

    public ref Flight this[int slot] => ref _flights[slot];

    /// <summary>The slot at a place of the heap, for those who look at all.</summary>
    public int SlotAt(int place) => _heap[place];

    /// <summary>There must be room.</summary>
    public void Add(Flight flight)
    {
        var slot = _heap[Count];
        _flights[slot] = flight;
        _flights[slot].Turn = _turn++;
        _placeOf[slot] = Count;
        Rise(Count++);
        var home = Home(flight.Frame);
        while (_slotAt[home] != 0) home = (home + 1) % HashSize;
        _slotAt[home] = slot + 1;
    }

    /// <summary>The slot of the move of the page in a frame, or -1.</summary>
    public int Find(int frame)
    {
        for (var place = Home(frame); _slotAt[place] != 0; place = (place + 1) % HashSize)
            if (_flights[_slotAt[place] - 1].Frame == frame) return _slotAt[place] - 1;
        return -1;
    }

    /// <summary>A move ends at another time: it comes behind those that end then already.</summary>
    public void Restart(int slot)
    {
        _flights[slot].Turn = _turn++;
        Sink(_placeOf[slot]);
    }

    public Flight Remove(int slot)
    {
        var flight = _flights[slot];
        Forget(flight.Frame);
        var place = _placeOf[slot];
        Swap(place, --Count);
        if (place == Count) return flight;
        Rise(place);
        Sink(place);
        return flight;
    }

    private static int Home(int frame) => (int)((uint)frame * 2654435769u >> 19);

    /// <summary>What stands behind in the same run moves up, so that no gap parts it from its home.</summary>
    private void Forget(int frame)
    {
        var gap = Home(frame);
        while (_flights[_slotAt[gap] - 1].Frame != frame) gap = (gap + 1) % HashSize;
        for (var next = (gap + 1) % HashSize; _slotAt[next] != 0; next = (next + 1) % HashSize)
        {
            var home = Home(_flights[_slotAt[next] - 1].Frame);
            if ((next - home + HashSize) % HashSize < (next - gap + HashSize) % HashSize) continue;
            _slotAt[gap] = _slotAt[next];
            gap = next;
        }

        _slotAt[gap] = 0;
    }

    private void Rise(int place)
    {
        for (; place > 0 && IsBefore(place, (place - 1) / 2); place = (place - 1) / 2) Swap(place, (place - 1) / 2);
    }

    private void Sink(int place)
    {
        for (int child; (child = place * 2 + 1) < Count; place = child)
        {
            if (child + 1 < Count && IsBefore(child + 1, child)) child++;
            if (!IsBefore(child, place)) return;
            Swap(place, child);
        }
    }

    private bool IsBefore(int a, int b)
    {
        ref var left = ref _flights[_heap[a]];
        ref var right = ref _flights[_heap[b]];
        return left.Finish < right.Finish || (left.Finish == right.Finish && left.Turn < right.Turn);
    }

    private void Swap(int a, int b)
    {
        (_heap[a], _heap[b]) = (_heap[b], _heap[a]);
        _placeOf[_heap[a]] = a;
        _placeOf[_heap[b]] = b;
    }
}
