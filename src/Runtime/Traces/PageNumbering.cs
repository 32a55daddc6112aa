using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CdmPolicy.Traces;

/// <summary>
/// Gives page numbers of a source dense numbers in order of first appearance. Small numbers index a table directly, the
/// others go through open addressing with linear probing; which way a number takes depends on nothing but itself.
/// </summary>
internal sealed class PageNumbering
{
    private const int SmallestDirect = 1 << 20;
    private const int LargestDirect = 1 << 29;

    // Seeded, so that no file can be made whose numbers all collide; the result does not depend on it.
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64();
    private readonly ulong _directLimit;
    private readonly string _path;
    private int[] _direct = new int[1 << 12]; // dense number + 1; 0 is unseen
    private Slot[] _slots = new Slot[1 << 8];
    private int _hashed;
    private ulong[] _addresses = new ulong[1 << 8];

    private record struct Slot(ulong Page, int NumberPlusOne);

    /// <param name="expectedEvents">A guess; it decides how far the direct table may grow.</param>
    public PageNumbering(string path, long expectedEvents)
    {
        _path = path;
        _directLimit = (ulong)Math.Clamp(expectedEvents * 2, SmallestDirect, LargestDirect);
    }

    public int Count { get; private set; }

    /// <summary>The source's number of each dense page so far.</summary>
    public ReadOnlySpan<ulong> Addresses => _addresses.AsSpan(0, Count);

    /// <summary>Starts bringing the table's entry for a page that will be asked for soon into the cache.</summary>
    public unsafe void Prefetch(ulong page)
    {
        // Unpinned: if the table moves meanwhile, the wrong line is fetched, and nothing worse happens.
        if (Sse.IsSupported && page < (ulong)_direct.Length)
            Sse.Prefetch0(Unsafe.AsPointer(ref _direct[page]));
    }

    public int NumberOf(ulong page)
    {
        var direct = _direct;
        if (page < (ulong)direct.Length)
        {
            var known = direct[page];
            return known != 0 ? known - 1 : AddDirect(page);
        }
        return page < _directLimit ? AddDirect(page) : NumberOfHashed(page);
    }

    private int AddDirect(ulong page)
    {
        if (page >= (ulong)_direct.Length) Array.Resize(ref _direct, (int)BitOperations.RoundUpToPowerOf2(page + 1));
        return (_direct[page] = Append(page)) - 1;
    }

    private int NumberOfHashed(ulong page)
    {
        ref var slot = ref Find(_slots, page);
        if (slot.NumberPlusOne != 0) return slot.NumberPlusOne - 1;
        slot = new(page, Append(page));
        var number = slot.NumberPlusOne - 1;
        if (++_hashed > _slots.Length / 2) Grow();
        return number;
    }

    private ref Slot Find(Slot[] slots, ulong page)
    {
        var mixed = (page ^ _seed) * 0xff51afd7ed558ccd;
        mixed = (mixed ^ mixed >> 32) * 0xc4ceb9fe1a85ec53;
        var mask = slots.Length - 1;
        var at = (int)(mixed >> 33) & mask;
        while (slots[at].NumberPlusOne != 0 && slots[at].Page != page) at = at + 1 & mask;
        return ref slots[at];
    }

    private void Grow()
    {
        if (_slots.Length > 1 << 29) throw TooMany();
        var larger = new Slot[_slots.Length * 2];
        foreach (var slot in _slots)
            if (slot.NumberPlusOne != 0) Find(larger, slot.Page) = slot;
        _slots = larger;
    }

    /// <summary>Notes a new page and returns its number plus one.</summary>
    private int Append(ulong page)
    {
        if (Count == Trace.Limit) throw TooMany();
        if (Count == _addresses.Length)
            Array.Resize(ref _addresses, (int)Math.Min(Count * 2L, Trace.Limit));
        _addresses[Count++] = page;
        return Count;
    }

    private TraceException TooMany() =>
        new($"the trace has more than {Count} pages, more than this version can hold", _path, TracePlace.None);
}
