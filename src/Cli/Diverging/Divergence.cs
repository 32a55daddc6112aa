namespace CdmPolicy.Cli.Diverging;

/// <summary>The first decision for a page in which two policies differ.</summary>
/// <param name="First">The first policy's; null: it has none left.</param>
/// <param name="Second">The second policy's.</param>
/// <param name="OnlyRule">Both did the same with it, by rules of other names.</param>
internal sealed record Divergence(int Page, Decision? First, Decision? Second, bool OnlyRule)
{
    /// <summary>The earlier of the two.</summary>
    public long Ns => Math.Min(First?.Ns ?? long.MaxValue, Second?.Ns ?? long.MaxValue);

    public int Access => First is { } a && (Second is not { } b || a.Ns <= b.Ns) ? a.Access : Second!.Value.Access;

    /// <summary>The pages that were not treated alike, in the order in which that began.</summary>
    /// <param name="same">Whether two decisions that were made at one instant are the same, and by rules of one name.</param>
    public static IReadOnlyList<Divergence> Of(int pages, MoveLog first, MoveLog second, Func<Decision, Decision, (bool Place, bool Rule)> same)
    {
        var found = new List<Divergence>();
        for (var page = 0; page < pages; page++)
            if (Of(page, first.Of(page), second.Of(page), same) is { } divergence) found.Add(divergence);
        return [.. found.OrderBy(d => d.Ns).ThenBy(d => d.Access).ThenBy(d => d.Page)];
    }

    private static Divergence? Of(int page, IReadOnlyList<Decision> first, IReadOnlyList<Decision> second, Func<Decision, Decision, (bool Place, bool Rule)> same)
    {
        Divergence? byRule = null;
        for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
        {
            Decision? a = i < first.Count ? first[i] : null, b = i < second.Count ? second[i] : null;
            if (a is not { } one || b is not { } other || one.Ns != other.Ns || one.Kind != other.Kind || !same(one, other).Place) return new(page, a, b, OnlyRule: false);
            if (byRule is null && !same(one, other).Rule) byRule = new(page, a, b, OnlyRule: true);
        }

        return byRule;
    }
}
