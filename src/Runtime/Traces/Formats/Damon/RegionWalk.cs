namespace CdmPolicy.Traces;

/// <summary>
/// The accesses to one region in one snapshot: <c>rounds</c> times from its first page to its last, access <c>j</c> of <c>n</c> in all
/// ⌊j · duration / n⌋ ns after the snapshot's beginning. Of a thinned walk only one access in <c>share</c> is made: page <c>i</c> of round
/// <c>r</c> where <c>i + r</c> and a draw for the walk add up to a multiple of it, so that each page has its turn.
/// </summary>
internal sealed class RegionWalk
{
    private readonly ulong _firstPage;
    private readonly long _pages;
    private readonly int _rounds;
    private readonly long _share;
    private readonly long _draw;
    private readonly DamonSnapshot _snapshot;
    private long _page = -1;
    private int _round;

    /// <param name="number">Its place among all walks.</param>
    /// <param name="pages">At most 2^42, so that all accesses of a walk have numbers.</param>
    public RegionWalk(int number, ulong firstPage, long pages, int rounds, long share, DamonSnapshot snapshot)
    {
        (Number, _firstPage, _pages, _rounds, _share, _snapshot) = (number, firstPage, pages, rounds, share, snapshot);
        _draw = (long)((uint)number * 0x9E3779B97F4A7C15UL >> 33) % share;
        IsEmpty = !MoveNext();
    }

    public int Number { get; }

    /// <summary>Whether thinning left no access.</summary>
    public bool IsEmpty { get; }

    /// <summary>Of the next access.</summary>
    public long Time { get; private set; }

    /// <summary>Of the next access.</summary>
    public ulong Page => _firstPage + (ulong)_page;

    /// <summary>Goes on to the next access; false behind the last.</summary>
    public bool MoveNext()
    {
        var next = _page < 0 ? FirstOf(0) : _page + _share;
        while (next >= _pages)
        {
            if (++_round == _rounds) return false;
            next = FirstOf(_round);
        }

        _page = next;
        var passed = (Int128)(_round * _pages + next) * (_snapshot.EndNs - _snapshot.StartNs) / ((Int128)_pages * _rounds);
        Time = _snapshot.StartNs + (long)passed;
        return true;
    }

    private long FirstOf(int round) => (_share - (round + _draw) % _share) % _share;
}
