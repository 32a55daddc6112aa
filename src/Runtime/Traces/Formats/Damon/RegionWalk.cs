namespace CdmPolicy.Traces;

/// <summary>The accesses to one region in one snapshot: access <c>k</c> of <c>n</c> comes ⌊k · duration / n⌋ ns after its beginning.</summary>
internal sealed class RegionWalk
{
    private readonly ulong _first;
    private readonly long _pages;
    private readonly long _whole;
    private readonly long _part;
    private long _left;
    private long _passed;

    public RegionWalk(int number, ulong first, long pages, int rounds, DamonSnapshot snapshot)
    {
        (Number, _first, _pages, Page, Time) = (number, first, pages, first, snapshot.StartNs);
        Events = pages * rounds;
        _left = Events - 1;
        (_whole, _part) = Math.DivRem(snapshot.EndNs - snapshot.StartNs, Events);
    }

    /// <summary>Its place among all walks.</summary>
    public int Number { get; }

    public long Events { get; }

    /// <summary>Of the next access.</summary>
    public long Time { get; private set; }

    /// <summary>Of the next access.</summary>
    public ulong Page { get; private set; }

    /// <summary>Goes on to the next access; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_left == 0) return false;
        _left--;
        Page = Page - _first == (ulong)_pages - 1 ? _first : Page + 1;
        Time += _whole;
        _passed += _part;
        if (_passed < Events) return true;
        _passed -= Events;
        Time++;
        return true;
    }
}
