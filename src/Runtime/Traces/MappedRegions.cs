namespace CdmPolicy.Traces;

/// <summary>
/// The regions that a trace's <c>map</c> events name, in address order and apart from each other: where one is mapped over another, the
/// first one's pages stay its own, since a page belongs to one region for a whole trace.
/// </summary>
internal sealed class MappedRegions
{
    private readonly List<Region> _regions = [];

    public MappedRegions(IReadOnlyList<TraceEvent> events, int pageBytes)
    {
        foreach (var e in events)
            if (e.Kind == TraceEventKind.Map) Add(e, e.FirstPage + e.PageSpan(pageBytes), pageBytes);
    }

    /// <summary>The kind of page that a word names, or null.</summary>
    public static RegionKind? KindOf(string word) => word switch
    {
        "anon" => RegionKind.Anon,
        "shmem" => RegionKind.Shmem,
        "file" => RegionKind.File,
        "kernel" => RegionKind.Kernel,
        _ => null,
    };

    /// <summary>Whether so many bytes from a page on are some, and lie below the end of all addresses.</summary>
    public static bool IsSpan(ulong firstPage, ulong bytes, int pageBytes) =>
        bytes is > 0 and <= long.MaxValue && firstPage <= ulong.MaxValue - (bytes / (ulong)pageBytes + 1);

    /// <summary>The region that a page lies in, or null.</summary>
    public Region? Around(ulong page)
    {
        var at = FirstBehind(page) - 1;
        return at >= 0 && page - _regions[at].FirstPage < (ulong)_regions[at].PageSpan ? _regions[at] : null;
    }

    /// <summary>Adds what is not mapped yet of the pages up to an end.</summary>
    private void Add(TraceEvent map, ulong end, int pageBytes)
    {
        var (first, kind, request) = (map.FirstPage, KindOf(map.Name) ?? RegionKind.Anon, map.Request.Length > 0 ? map.Request : null);
        while (first < end)
        {
            if (Around(first) is { } taken)
            {
                first = taken.FirstPage + (ulong)taken.PageSpan;
                continue;
            }

            var next = FirstBehind(first);
            var until = next < _regions.Count ? Math.Min(end, _regions[next].FirstPage) : end;
            _regions.Insert(next, Region.Spanning(first, (long)(until - first), pageBytes, kind, request));
            first = until;
        }
    }

    /// <summary>The place of the first region that begins behind a page.</summary>
    private int FirstBehind(ulong page)
    {
        var (low, high) = (0, _regions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_regions[middle].FirstPage <= page) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
