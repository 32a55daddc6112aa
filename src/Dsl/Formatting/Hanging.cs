namespace CdmPolicy.Dsl.Formatting;

/// <summary>
/// The block of a tier or a reclaim section whose first setting stands behind the brace: its lines begin below one
/// another there, and the brace closes behind the last.
/// </summary>
/// <param name="First">What stands in the first line.</param>
/// <param name="Lines">The lines inside the braces, placed for a head without padding.</param>
internal sealed record Hanging(Entry First, IReadOnlyList<Line> Lines)
{
    public static bool MayHang(Item item) => item.First.Is("tier") || item.First.Is("reclaim");

    /// <summary>The lines of an item, or null where it does not hang.</summary>
    public static Hanging? Of(Item item, int indent)
    {
        if (!MayHang(item) || item.Parts.Count != 2 || item.Parts[1] is not Block { Items: { Count: > 0 } items } block) return null;
        var before = items[0].First.Before;
        if (before.HasLineEnd || before.Leading.Count + block.Open.Before.Leading.Count + block.Open.After.Count + block.Close.Before.Leading.Count > 0) return null;
        if (items[items.Count - 1].Last.After.Count > 0 || Wrapping.Flat(item.Lexemes) is not { } head) return null;
        var inside = indent + head.Length + 3;
        var lines = Layout.Of(items, block.Close, inside, mayShare: true);
        var first = Entry.Of(items, inside, mayShare: true)[0];
        return first.Flat is null || lines.Any(line => line.Width + 2 > Columns.Width) ? null : new Hanging(first, lines);
    }
}
