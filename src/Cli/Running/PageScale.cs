using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Running;

/// <summary>A trace of small pages seen in larger ones: neighbours that share a large page become one.</summary>
internal static class PageScale
{
    /// <exception cref="CommandException">The trace's pages are larger: what they hold cannot be told apart any more.</exception>
    public static Trace Fit(Trace trace, long pageBytes)
    {
        if (trace.PageBytes == pageBytes) return trace;
        if (trace.PageBytes > pageBytes || pageBytes > int.MaxValue)
            throw CommandException.Misuse(
                $"the trace has pages of {trace.PageBytes} bytes and the hierarchy of {pageBytes}",
                "the trace's pages must not be larger than the hierarchy's");
        return trace.InPagesOf((int)pageBytes);
    }
}
