namespace CdmPolicy.Traces;

/// <summary>The regions of a trace in address order, and the region of each dense page.</summary>
/// <remarks>
/// What a trace says to be mapped is a region. Where it says nothing, as most traces of accesses do, regions are inferred. Touched pages belong together while
/// at most <see cref="MaxGap"/> - 1 untouched pages lie between them: enough to join one heap or one library, too little
/// to join what a loader puts at different places. A region is file-backed when an instruction fetch was the first to
/// touch one of its pages, because program text is mapped from a file; everything else counts as anonymous.
/// </remarks>
internal sealed record RegionMap(Region[] Regions, int[] RegionOfPage)
{
    public const int MaxGap = 16;

    /// <summary>The same regions with what was asked for when they were mapped.</summary>
    public RegionMap WithRequestsOf(IReadOnlyList<TraceEvent> events, int pageBytes)
    {
        if (!events.Any(e => e.Request.Length > 0)) return this;
        var mapped = new MappedRegions(events, pageBytes);
        return this with { Regions = Array.ConvertAll(Regions, r => r with { Request = mapped.Around(r.FirstPage)?.Request }) };
    }

    public static RegionMap Infer(Trace trace)
    {
        var (pages, addresses) = (trace.PageCount, trace.Addresses);
        var mapped = new MappedRegions(trace.Events, trace.PageBytes);
        var text = TextPages(trace);
        var order = new int[pages];
        for (var i = 0; i < pages; i++) order[i] = i;
        Array.Sort((ulong[])addresses.Clone(), order);

        var regions = new List<Region>();
        var regionOf = new int[pages];
        for (var start = 0; start < pages;)
        {
            var end = start;
            var isText = false;
            var first = addresses[order[start]];
            if (mapped.Around(first) is { } region)
            {
                for (; end < pages && addresses[order[end]] - first < (ulong)region.PageSpan - (first - region.FirstPage); end++) regionOf[order[end]] = regions.Count;
                regions.Add(region);
                start = end;
                continue;
            }

            do
            {
                regionOf[order[end]] = regions.Count;
                isText |= text[order[end]];
                end++;
            } while (end < pages && addresses[order[end]] - addresses[order[end - 1]] <= MaxGap && mapped.Around(addresses[order[end]]) is null);

            var span = (long)(addresses[order[end - 1]] - first) + 1;
            var kind = isText ? RegionKind.File : RegionKind.Anon;
            regions.Add(Region.Spanning(first, span, trace.PageBytes, kind));
            start = end;
        }
        return new([.. regions], regionOf);
    }

    /// <summary>Which pages an instruction fetch touched first.</summary>
    private static bool[] TextPages(Trace trace)
    {
        var seen = new bool[trace.PageCount];
        var text = new bool[trace.PageCount];
        for (var i = 0; i < trace.Pages.Length; i++)
        {
            var page = trace.Pages[i];
            if (seen[page]) continue;
            seen[page] = true;
            text[page] = Operation.IsFetch(trace.Operations[i]);
        }
        return text;
    }
}
