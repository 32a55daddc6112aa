namespace CdmPolicy.Dsl.Formatting;

/// <summary>A comment as it was written, and how it stands to what is around it.</summary>
/// <param name="StartsLine">Nothing but white space is before it in its line.</param>
/// <param name="EndsLine">Nothing but white space is behind it in its line.</param>
/// <param name="BlankBefore">A blank line sets it off from what is above.</param>
internal sealed record Comment(string Text, bool StartsLine, bool EndsLine, bool BlankBefore)
{
    public bool IsDoc => Text.StartsWith("///", StringComparison.Ordinal);

    public bool IsLine => Text.StartsWith("//", StringComparison.Ordinal);

    /// <summary>Nothing can follow it in its line, or it takes several.</summary>
    public bool BreaksLine => IsLine || Text.IndexOf('\n') >= 0;
}

/// <summary>What stands between two tokens.</summary>
/// <param name="Trailing">Comments in the line of the token before, with a line end behind them.</param>
/// <param name="Leading">The others.</param>
/// <param name="HasLineEnd">Whether there is a line end at all.</param>
/// <param name="BlankBefore">Whether a blank line stands right before the token behind.</param>
internal sealed record Trivia(
    IReadOnlyList<Comment> Trailing, IReadOnlyList<Comment> Leading, bool HasLineEnd, bool BlankBefore)
{
    /// <summary>Reads white space and comments, of a text whose line ends are line feeds.</summary>
    /// <param name="isFirst">Whether nothing stands before in the file.</param>
    /// <param name="isLast">Whether nothing stands behind.</param>
    public static Trivia Read(string text, bool isFirst, bool isLast)
    {
        var found = new List<(string Text, int Breaks)>();
        var (at, breaks) = (0, isFirst ? 1 : 0);
        while (at < text.Length)
        {
            if (text[at] != '/')
            {
                if (text[at++] == '\n') breaks++;
                continue;
            }
            var end = EndOfComment(text, at);
            found.Add((text.Substring(at, end - at), breaks));
            (at, breaks) = (end, 0);
        }
        if (isLast) breaks++;
        var comments = found.Select((c, i) => new Comment(
            Tidy(c.Text), c.Breaks > 0, (i + 1 < found.Count ? found[i + 1].Breaks : breaks) > 0, c.Breaks > 1)).ToArray();
        var trailing = isFirst || !comments.Any(c => c.EndsLine) ? [] : comments.TakeWhile(c => !c.StartsLine).ToArray();
        return new Trivia(
            trailing, comments.Skip(trailing.Length).ToArray(), breaks > 0 || found.Any(c => c.Breaks > 0 || c.Text.IndexOf('\n') >= 0), breaks > 1);
    }

    private static int EndOfComment(string text, int start)
    {
        var end = text[start + 1] == '*' ? text.IndexOf("*/", start + 2, StringComparison.Ordinal) + 2 : text.IndexOf('\n', start);
        return end < start + 2 ? text.Length : end;
    }

    /// <summary>Without white space at the ends of lines; lines of a block that begin with a star stand under the first one.</summary>
    private static string Tidy(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd()).ToArray();
        var stars = lines.Skip(1).All(line => line.TrimStart().StartsWith("*", StringComparison.Ordinal));
        return string.Join("\n", lines.Select((line, i) => i > 0 && stars ? " " + line.TrimStart() : line));
    }
}
