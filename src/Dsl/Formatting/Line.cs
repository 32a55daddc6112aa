namespace CdmPolicy.Dsl.Formatting;

/// <summary>A line of the result.</summary>
/// <param name="Indent">Spaces before the text.</param>
/// <param name="Comment">What stands behind the text, or nothing.</param>
internal sealed record Line(int Indent, string Text, string Comment = "")
{
    public static readonly Line Blank = new(0, "");

    public int Width => Indent + Text.Length;

    /// <summary>The comments behind a token, as the end of its line.</summary>
    public static string Trailing(Lexeme lexeme) => string.Join(" ", lexeme.After.Select(c => c.Text));

    /// <summary>A comment in lines of its own. Lines of a block without stars stay where they are.</summary>
    public static IEnumerable<Line> Own(Comment comment, int indent)
    {
        var lines = comment.Text.Split('\n');
        var hasStars = lines.Skip(1).All(line => line.StartsWith(" *", StringComparison.Ordinal));
        return lines.Select((line, i) => line.Length == 0 ? Blank : new Line(i == 0 || hasStars ? indent : 0, line));
    }

    /// <summary>Comments behind lines in a row begin in one column.</summary>
    public static void AlignComments(List<Line> lines)
    {
        for (var start = 0; start < lines.Count; start++)
        {
            var end = start;
            while (end < lines.Count && IsCommented(lines[end])) end++;
            if (end - start < 2) continue;
            var width = lines.Skip(start).Take(end - start).Max(l => l.Width);
            for (var i = start; i < end; i++) lines[i] = lines[i] with { Text = lines[i].Text.PadRight(width - lines[i].Indent) };
            start = end;
        }
    }

    private static bool IsCommented(Line line) => line.Comment.Length > 0 && line.Comment.IndexOf('\n') < 0;

    public override string ToString() =>
        Text.Length + Comment.Length == 0 ? "" : new string(' ', Indent) + Text + (Comment.Length > 0 ? " " + Comment : "");
}
