namespace CdmPolicy.Dsl.Formatting;

/// <summary>An item in one line, where its author wrote its blocks in one line and no comment ends it.</summary>
internal static class FlatText
{
    /// <summary>The item with the comments right before it, or null where it takes several lines.</summary>
    public static string? Of(Item item)
    {
        var text = Inline(item.First);
        for (var i = 0; i < item.Parts.Count; i++)
        {
            var part = item.Parts[i] switch
            {
                Words words => Follow(words, isFirst: i == 0),
                Block block => Of(block) is { } inner ? Before(block).TrimEnd('{') + inner : null,
                _ => null,
            };
            if (part is null) return null;
            // A comment in the middle ends the line.
            if (i + 1 < item.Parts.Count && item.Parts[i] is Block { Close.After.Count: > 0 }) return null;
            text += part;
        }
        return text;
    }

    /// <summary>A block in one line, or null.</summary>
    public static string? Of(Block block)
    {
        if (!block.IsOneLine || block.Open.Before.Leading.Any(c => c.BreaksLine) || block.Open.After.Any(c => c.BreaksLine)) return null;
        var inner = block.Open.After.Select(c => c.Text)
            .Concat(block.Items.Select(item => Of(item)))
            .Concat(block.Close.Before.Leading.Select(c => c.Text)).ToArray();
        return inner.Contains(null) ? null : inner.Length == 0 ? "{ }" : "{ " + string.Join(" ", inner) + " }";
    }

    /// <summary>A brace with the comments between it and the words before.</summary>
    public static string Before(Block block) => string.Concat(block.Open.Before.Leading.Select(c => " " + c.Text)) + " {";

    /// <summary>The comments that stay in front of a token in its line.</summary>
    public static string Inline(Lexeme first) =>
        string.Concat(first.Before.Leading.Skip(OwnLines(first)).Select(c => c.Text + " "));

    /// <summary>How many of the comments before a token have lines of their own.</summary>
    public static int OwnLines(Lexeme first)
    {
        var count = first.Before.Leading.Count;
        while (count > 0 && first.Before.Leading[count - 1] is { EndsLine: false, BreaksLine: false }) count--;
        return count;
    }

    private static string? Follow(Words words, bool isFirst)
    {
        if (Wrapping.Flat(words.Lexemes) is not { } text) return null;
        if (isFirst) return text;
        var comments = words.Lexemes[0].Before.Leading;
        if (comments.Any(c => c.BreaksLine)) return null;
        return (text == ";" && comments.Count == 0 ? "" : " ") + string.Concat(comments.Select(c => c.Text + " ")) + text;
    }
}
