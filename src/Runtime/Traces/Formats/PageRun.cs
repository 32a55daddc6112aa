namespace CdmPolicy.Traces;

/// <summary>
/// A stream of single loads and stores, one by one, in which a page is touched many times in a row; such a run becomes one
/// event, where the run began, and a write if any of it was.
/// </summary>
internal sealed class PageRun(TraceBuilder builder, bool collapse)
{
    private ulong _page;
    private long _event = -1;

    public void Touch(ulong page, byte operation)
    {
        if (collapse && _event >= 0 && page == _page)
        {
            builder.Merge(_event, operation);
            return;
        }

        (_page, _event) = (page, builder.Count);
        builder.Add(page, operation);
    }
}
