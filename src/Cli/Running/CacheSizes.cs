using CdmPolicy.Cli.Rendering;

namespace CdmPolicy.Cli.Running;

/// <summary>A size of a study.</summary>
/// <param name="Written">As the user wrote it, or would write it.</param>
internal readonly record struct StudySize(int Pages, string Written);

/// <summary>All that <c>--size</c> lists, first as written, then in pages of a trace.</summary>
/// <param name="Single">The sizes that were written one by one.</param>
/// <param name="InOrder">These and those of the ranges.</param>
internal sealed record CacheSizes(IReadOnlySet<CacheSize> Single, IReadOnlyList<CacheSize> InOrder)
{
    /// <param name="points">Sizes in each range; null: as many as doubling gives.</param>
    /// <exception cref="CommandException">One is no size and no range.</exception>
    public static CacheSizes Parse(IReadOnlyList<string> texts, int? points)
    {
        if (points is < 2 or > SizeRange.MaxPoints)
            throw CommandException.Misuse($"`--points {points}` is no number of sizes", $"a range has from 2 to {SizeRange.MaxPoints}");
        if (points is not null && !texts.Any(SizeRange.IsMeant))
            throw CommandException.Misuse("`--points` without a range has no meaning", "give `--size` a range: `--size 1%..100%`");
        var lists = texts.Select(text => SizeRange.IsMeant(text) ? SizeRange.Parse(text, points) : [CacheSize.Parse(text)]).ToList();
        return new(
            texts.Where(text => !SizeRange.IsMeant(text)).Select(CacheSize.Parse).ToHashSet(),
            [.. lists.SelectMany(sizes => sizes).Distinct()]);
    }

    /// <summary>Each number of pages once.</summary>
    /// <param name="note">Told what is not as a reader would expect.</param>
    /// <exception cref="CommandException">A size written by itself, or every one of a range, is less than a page, or one is beyond all limits.</exception>
    public IReadOnlyList<StudySize> In(Trace trace, Action<string> note)
    {
        var sizes = new List<StudySize>();
        var tooSmall = new List<CacheSize>();
        foreach (var size in InOrder)
        {
            var pages = size.PagesOf(trace);
            if (pages > Trace.Limit) throw CommandException.Misuse($"`{size.Text}` is more pages than a cache can have");
            if (pages < 1) tooSmall.Add(size);
            else if (sizes.Find(other => other.Pages == pages) is not { Pages: > 0 } same) sizes.Add(new((int)pages, size.Text));
            else if (Single.Contains(size)) note($"`{same.Written}` and `{size.Text}` are both {Pages((int)pages)}, simulated once");
        }

        if (tooSmall.Exists(Single.Contains) || sizes.Count == 0)
            throw CommandException.Misuse(
                $"`{tooSmall[0].Text}` is less than one page",
                $"the trace touches {Pages(trace.PageCount)} of {Quantity.Bytes(trace.PageBytes)}");
        if (tooSmall.Count > 0) note($"sizes from `{tooSmall[0].Text}` to `{tooSmall[^1].Text}` are less than one page and left out");
        NoteLarge([.. sizes.Where(size => size.Pages > trace.PageCount)], trace, note);
        return sizes;
    }

    private static void NoteLarge(List<StudySize> sizes, Trace trace, Action<string> note)
    {
        if (sizes.Count == 0) return;
        var smallest = sizes.MinBy(size => size.Pages);
        note($"`{smallest.Written}`{(sizes.Count > 1 ? $" and {sizes.Count - 1} more" : "")} is above the {Pages(trace.PageCount)} that the trace touches: all of them fit");
    }

    private static string Pages(int count) => $"{Quantity.Count(count)} page{(count == 1 ? "" : "s")}";
}
