namespace CdmPolicy.Tests.Emit;

/// <summary>The published algorithms in the plainest form, to compare with.</summary>
internal interface INaiveCache
{
    /// <summary>True for a hit.</summary>
    bool Request(int page);
}

internal sealed class NaiveFifo(int size) : INaiveCache
{
    private readonly List<int> _pages = [];

    public bool Request(int page)
    {
        if (_pages.Contains(page)) return true;
        if (_pages.Count == size) _pages.RemoveAt(0);
        _pages.Add(page);
        return false;
    }
}

internal sealed class NaiveLru(int size) : INaiveCache
{
    private readonly List<int> _pages = [];

    public bool Request(int page)
    {
        var hit = _pages.Remove(page);
        if (_pages.Count == size) _pages.RemoveAt(0);
        _pages.Add(page);
        return hit;
    }
}

internal sealed class NaiveClock(int size, int most) : INaiveCache
{
    private readonly List<(int Page, int Uses)> _pages = [];

    public bool Request(int page)
    {
        var index = _pages.FindIndex(p => p.Page == page);
        if (index >= 0)
        {
            _pages[index] = (page, Math.Min(most, _pages[index].Uses + 1));
            return true;
        }

        while (_pages.Count == size)
        {
            var (oldest, uses) = _pages[0];
            _pages.RemoveAt(0);
            if (uses == 0) break;
            _pages.Add((oldest, uses - 1));
        }

        _pages.Add((page, 0));
        return false;
    }
}

internal sealed class NaiveSieve(int size) : INaiveCache
{
    // Oldest first; the hand is an index into it, or -1.
    private readonly List<(int Page, bool Visited)> _pages = [];
    private int _hand = -1;

    public bool Request(int page)
    {
        var index = _pages.FindIndex(p => p.Page == page);
        if (index >= 0)
        {
            _pages[index] = (page, true);
            return true;
        }

        if (_pages.Count == size) Evict();
        _pages.Add((page, false));
        return false;
    }

    private void Evict()
    {
        if (_hand < 0) _hand = 0;
        while (_pages[_hand].Visited)
        {
            _pages[_hand] = (_pages[_hand].Page, false);
            _hand = (_hand + 1) % _pages.Count;
        }

        _pages.RemoveAt(_hand);
        if (_hand == _pages.Count) _hand = -1;
    }
}
