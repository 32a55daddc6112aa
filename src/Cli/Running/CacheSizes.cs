using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Running;

/// <summary>Sizes of a cache as a user writes them: pages (<c>1000</c>), a share of the footprint (<c>1%</c>), bytes (<c>64MiB</c>).</summary>
internal static class CacheSizes
{
    /// <exception cref="CommandException">One is no size, or less than a page.</exception>
    public static IReadOnlyList<int> Parse(IEnumerable<string> texts, Trace trace) =>
        [.. texts.Select(text => Parse(text, trace))];

    private static int Parse(string text, Trace trace)
    {
        var pages = Pages(text, trace);
        if (pages < 1)
            throw CommandException.Misuse($"`{text}` is less than one page", $"the trace touches {trace.PageCount} pages of {trace.PageBytes} bytes");
        return pages <= Trace.Limit ? (int)pages : throw CommandException.Misuse($"`{text}` is more pages than a cache can have");
    }

    private static long Pages(string text, Trace trace)
    {
        if (text.EndsWith('%')) return (long)((Int128)Value.Parse(text, ValueType.Ratio, "--size") * trace.PageCount / 1_000_000_000);
        if (text.All(c => char.IsAsciiDigit(c) || c == '_')) return Value.Parse(text, ValueType.Count, "--size");
        if (ConstantText.Parse(text, ValueType.Bytes).Value is { } bytes) return bytes / trace.PageBytes;
        throw CommandException.Misuse($"`{text}` is no size", "write pages (`1000`), bytes (`64MiB`) or a share of the pages touched (`1%`)");
    }
}
