namespace CdmPolicy.Traces;

/// <summary>Finds the pages of a trace that lie in a run of addresses.</summary>
internal sealed class MappedPages
{
    private readonly ulong[] _addresses = [];
    private readonly int[] _numbers = [];
    private readonly int _pageBytes;

    public MappedPages(Trace trace)
    {
        _pageBytes = trace.PageBytes;
        // Most traces give nothing back, and need no order by address.
        if (!trace.Events.Any(e => e.Kind == TraceEventKind.Unmap)) return;
        _addresses = (ulong[])trace.Addresses.Clone();
        _numbers = [.. Enumerable.Range(0, _addresses.Length)];
        Array.Sort(_addresses, _numbers);
    }

    /// <summary>The numbers of the pages that an event is about, rising.</summary>
    /// <param name="offset">Added to each.</param>
    public int[] Of(TraceEvent e, int offset)
    {
        var first = FirstFrom(e.FirstPage);
        var pages = _numbers[first..FirstFrom(e.FirstPage + e.PageSpan(_pageBytes))];
        Array.Sort(pages);
        for (var i = 0; i < pages.Length; i++) pages[i] += offset;
        return pages;
    }

    private int FirstFrom(ulong address)
    {
        var (low, high) = (0, _addresses.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_addresses[middle] < address) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
