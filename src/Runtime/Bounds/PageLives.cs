using CdmPolicy.Traces;

namespace CdmPolicy.Bounds;

/// <summary>A page that was unmapped and is touched again begins anew, as another page of the same region would.</summary>
internal static class PageLives
{
    /// <summary>The history with a page number for each life of a page; itself where the trace unmaps nothing.</summary>
    public static AccessHistory Split(AccessHistory history, Trace trace)
    {
        if (!trace.Events.Any(e => e.Kind == TraceEventKind.Unmap)) return history;
        var mapped = new MappedPages(trace);
        var current = Enumerable.Range(0, history.PageCount).ToArray();
        var isGone = new bool[history.PageCount];
        var pages = new int[history.Pages.Length];
        var regionOfPage = new List<int>(history.RegionOfPage);
        var (next, done) = (history.PageCount, 0);
        foreach (var unmap in trace.Events.Where(e => e.Kind == TraceEventKind.Unmap))
        {
            Renumber(unmap.Before);
            foreach (var page in mapped.Of(unmap, 0)) isGone[page] = true;
        }

        Renumber(pages.Length);
        return history with { PageCount = next, Pages = pages, RegionOfPage = [.. regionOfPage] };

        void Renumber(int end)
        {
            for (; done < end; done++)
            {
                var page = history.Pages[done];
                if (isGone[page])
                {
                    isGone[page] = false;
                    current[page] = next++;
                    if (regionOfPage.Count > 0) regionOfPage.Add(regionOfPage[page]);
                }

                pages[done] = current[page];
            }
        }
    }
}
