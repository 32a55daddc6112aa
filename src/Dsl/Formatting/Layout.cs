using System.Text;

namespace CdmPolicy.Dsl.Formatting;

/// <summary>The lines of a block's items, or of a file's.</summary>
internal static class Layout
{
    private const int Step = 2;

    /// <param name="end">The brace that closes the block, or the end of the file: the last comments stand before it.</param>
    /// <param name="mayShare">Whether settings may share a line.</param>
    public static List<Line> Of(IReadOnlyList<Item> items, Lexeme end, int indent, bool mayShare, bool isFile = false)
    {
        var entries = Entry.Of(items, indent, mayShare);
        var texts = isFile ? entries.Select(e => e.Flat).ToArray() : Rows.Align(entries, indent);
        var lines = new List<Line>();
        var wasLong = false;
        for (var i = 0; i < entries.Count; i++)
        {
            var (first, isLong) = (entries[i].Item, texts[i] is null || FlatText.OwnLines(entries[i].Item.First) > 0);
            var isApart = isFile && (isLong || wasLong || entries[i - (i > 0 ? 1 : 0)].Item.First.Is("namespace"));
            Comments(first.First, lines, indent, isApart || first.BlankBefore);
            lines.AddRange(Lines(entries[i], texts[i], indent));
            wasLong = isLong && !first.IsAllow;
        }
        Comments(end, lines, indent, end.Before.Leading.Count > 0 && end.Before.Leading[0].BlankBefore, all: true);
        Line.AlignComments(lines);
        return lines;
    }

    /// <summary>The comments above a token, in lines of their own, and the blank lines around them.</summary>
    private static void Comments(Lexeme first, List<Line> lines, int indent, bool blankAbove, bool all = false)
    {
        var count = all ? first.Before.Leading.Count : FlatText.OwnLines(first);
        // What is behind the last line; joined one by one, many comments in a line would take the square of their length.
        var behind = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var comment = first.Before.Leading[i];
            var own = Line.Own(comment, indent).ToList();
            // A comment behind another in its line stays there: alone, three slashes would be documentation.
            var stays = i > 0 && !comment.StartsLine;
            if (stays) behind.Append(' ').Append(own[0].Text);
            if (stays && own.Count == 1) continue;
            Join(lines, behind);
            if (lines.Count > 0 && !stays && (i == 0 ? blankAbove : comment.BlankBefore)) lines.Add(Line.Blank);
            lines.AddRange(stays ? own.Skip(1) : own);
        }
        Join(lines, behind);
        var blankBelow = count == 0 ? blankAbove : first.Before.BlankBefore;
        if (!all && blankBelow && lines.Count > 0) lines.Add(Line.Blank);
    }

    private static void Join(List<Line> lines, StringBuilder behind)
    {
        if (behind.Length > 0) lines[lines.Count - 1] = lines[lines.Count - 1] with { Text = lines[lines.Count - 1].Text + behind };
        behind.Clear();
    }

    private static IEnumerable<Line> Lines(Entry entry, string? text, int indent)
    {
        var lines = text is null ? Long(entry.Item, indent)
            : entry.Hanging is { } hanging ? Hung(hanging, text, indent)
            : [new Line(indent, text)];
        lines[lines.Count - 1] = lines[lines.Count - 1] with { Comment = Line.Trailing(entry.Last) };
        return lines;
    }

    /// <summary>The first line as it was aligned, and the others moved along with it.</summary>
    private static List<Line> Hung(Hanging hanging, string text, int indent)
    {
        var inside = indent + text.IndexOf('{') + 2;
        var moved = inside - hanging.Lines[0].Indent;
        var lines = hanging.Lines.Skip(1).Select(line => line.Width == 0 || line.Indent == 0 ? line : line with { Indent = line.Indent + moved }).ToList();
        lines.Insert(0, new Line(indent, text, hanging.Lines[0].Comment));
        lines[lines.Count - 1] = lines[lines.Count - 1] with { Text = lines[lines.Count - 1].Text + " }" };
        return lines;
    }

    private static List<Line> Long(Item item, int indent)
    {
        var lines = new List<Line>();
        var prefix = FlatText.Inline(item.First);
        for (var i = 0; i < item.Parts.Count; i++)
        {
            if (item.Parts[i] is Block block) Braces(block, lines, item, indent);
            else if (item.Parts[i] is Words words) Head(words, lines, indent, i == 0 ? prefix : null);
        }
        return lines;
    }

    /// <param name="prefix">Comments in front of the first words of an item; null for words behind a block.</param>
    private static void Head(Words words, List<Line> lines, int indent, string? prefix)
    {
        var texts = Wrapping.Lines(words.Lexemes, indent);
        var first = words.Lexemes[0];
        var isBehind = prefix is null && FlatText.OwnLines(first) == 0 && lines[lines.Count - 1].Comment.Length == 0;
        if (prefix is null && !isBehind) foreach (var comment in first.Before.Leading) lines.AddRange(Line.Own(comment, indent));
        prefix ??= isBehind ? FlatText.Inline(first) : "";
        var head = prefix + texts[0].Text;
        if (isBehind) lines[lines.Count - 1] = lines[lines.Count - 1] with { Text = lines[lines.Count - 1].Text + (head == ";" ? "" : " ") + head };
        else lines.Add(texts[0] with { Text = head });
        lines.AddRange(texts.Skip(1));
    }

    private static void Braces(Block block, List<Line> lines, Item item, int indent)
    {
        var before = block.Open.Before.Leading;
        var isInline = !before.Any(c => c.BreaksLine);
        if (!isInline)
        {
            foreach (var comment in before) lines.AddRange(Line.Own(comment, indent));
            lines.Add(new Line(indent, ""));
        }
        var last = lines[lines.Count - 1];
        var brace = last.Text.Length == 0 ? "{" : last.Text + (isInline ? FlatText.Before(block) : " {");
        var inside = new List<Line>();
        var open = block.Open.After;
        var behind = open.TakeWhile((_, i) => i == 0 || !open[i - 1].BreaksLine).ToArray();
        foreach (var comment in open.Skip(behind.Length)) inside.AddRange(Line.Own(comment, indent + Step));
        inside.AddRange(Of(block.Items, block.Close, indent + Step, Hanging.MayHang(item)));
        if (inside.Count == 0 && behind.Length == 0)
        {
            lines[lines.Count - 1] = last with { Text = brace + " }", Comment = Line.Trailing(block.Close) };
            return;
        }
        lines[lines.Count - 1] = last with { Text = brace, Comment = string.Join(" ", behind.Select(c => c.Text)) };
        lines.AddRange(inside);
        lines.Add(new Line(indent, "}", Line.Trailing(block.Close)));
    }
}
