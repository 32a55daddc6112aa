using System.Globalization;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Explaining;

/// <summary>
/// What <c>--explain</c> asks about: a page by its number (<c>17</c>) or by an address in it (<c>0x7ffe1000</c>), an instant (<c>12ms</c>, up to
/// the next millisecond), a stretch of time (<c>12ms..13ms</c>).
/// </summary>
/// <param name="Page">Null: all pages.</param>
internal sealed record ExplainTarget(string Text, int? Page, long FromNs, long ToNs)
{
    private const string Forms = "write a page (`17`, `0x7ffe1000`), a time (`12ms`) or a stretch of time (`12ms..13ms`)";

    public PageFilter Filter => new(Page is { } page ? new HashSet<int> { page } : null, FromNs, ToNs);

    /// <exception cref="CommandException">It is nothing of that, or no page of the source.</exception>
    public static ExplainTarget Parse(string text, RunRequest request)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal)) return OfPage(text, At(text, request), request);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page)) return OfPage(text, page, request);
        var ends = text.Split("..");
        if (ends.Length == 2)
        {
            var (from, to) = (Time(ends[0], text), Time(ends[1], text));
            return from <= to ? new(text, null, from, to) : throw CommandException.Misuse($"the stretch `{text}` runs backwards", Forms);
        }

        var instant = Time(text, text);
        return new(text, null, instant, instant + Unit(text) - 1);
    }

    private static ExplainTarget OfPage(string text, int page, RunRequest request) =>
        page >= 0 && page < request.Trace.PageCount ? new(text, page, 0, long.MaxValue)
        : throw CommandException.Misuse(
            $"there is no page `{text}` in `{request.Trace.Name}`",
            $"it has {request.Trace.PageCount:N0} pages, numbered from 0 in the order in which they are first accessed");

    private static int At(string text, RunRequest request) =>
        ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var address)
            ? Array.IndexOf(request.Trace.Addresses, address / (ulong)request.Trace.PageBytes)
            : throw CommandException.Misuse($"`{text}` is no address", Forms);

    private static long Time(string text, string whole)
    {
        var time = Dsl.Checking.ConstantText.Parse(text.Trim(), ValueType.Time);
        return time.Value ?? throw CommandException.Misuse($"`{whole}` is neither a page nor a time", Forms);
    }

    /// <summary>What one in the last digit is worth: <c>12ms</c> goes up to the thirteenth, <c>12.5ms</c> to 12.6.</summary>
    private static long Unit(string text)
    {
        var digits = text.LastIndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) + 1;
        var unit = Time("1" + text[digits..], text);
        for (var at = text.IndexOf('.'); at >= 0 && at < digits - 1; at++) unit /= 10;
        return Math.Max(1, unit);
    }
}
