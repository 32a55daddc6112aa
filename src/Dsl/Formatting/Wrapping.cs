using System.Text;

namespace CdmPolicy.Dsl.Formatting;

/// <summary>Words in one line, or in several where they do not fit or a comment ends a line.</summary>
/// <remarks>
/// A line that is too long is broken before <c>=></c>; a part still too long before every <c>||</c>, then <c>&amp;&amp;</c>, then behind
/// commas and before the other operators, outer ones before inner ones.
/// </remarks>
internal static class Wrapping
{
    private const int GoOn = 4;

    /// <summary>The words in one line, or null if a comment among them ends a line.</summary>
    public static string? Flat(IReadOnlyList<Lexeme> lexemes)
    {
        for (var i = 0; i < lexemes.Count; i++)
        {
            if (i > 0 && lexemes[i].Before.Leading.Any(c => c.BreaksLine)) return null;
            if (i + 1 < lexemes.Count && lexemes[i].After.Any(c => c.BreaksLine)) return null;
        }
        return Join(Spacing.Of(Inner(lexemes)));
    }

    /// <summary>The words in as few lines as the breaks allow.</summary>
    public static IReadOnlyList<Line> Lines(IReadOnlyList<Lexeme> lexemes, int indent)
    {
        var lines = new List<Line>();
        var piece = new List<Spaced>();
        foreach (var word in Spacing.Of(Inner(lexemes)))
        {
            var isOwnLine = word.Lexeme.Before.Leading.Any(c => c.BreaksLine);
            if (isOwnLine && piece.Count > 0) Flush(piece, lines, indent);
            if (isOwnLine) lines.AddRange(word.Lexeme.Before.Leading.SelectMany(c => Line.Own(c, indent + GoOn)));
            piece.Add(isOwnLine ? word with { Lexeme = word.Lexeme with { Before = word.Lexeme.Before with { Leading = [] } } } : word);
            if (word.Lexeme.After.Any(c => c.BreaksLine)) Flush(piece, lines, indent);
        }
        if (piece.Count > 0) Flush(piece, lines, indent);
        return lines;
    }

    private static void Flush(List<Spaced> piece, List<Line> lines, int indent)
    {
        Break(piece.ToArray(), lines, lines.Count == 0 ? indent : indent + GoOn, indent + GoOn, Spaced.Never);
        piece.Clear();
    }

    /// <param name="goOn">Where lines behind a break begin; further to the right for breaks inside parentheses.</param>
    /// <param name="outer">The rank of the break around these words.</param>
    private static void Break(IReadOnlyList<Spaced> words, List<Line> lines, int indent, int goOn, int outer)
    {
        var text = Join(words);
        var rank = goOn + text.Length <= Columns.Width ? Spaced.Never : words.Skip(1).Select(w => w.Rank).DefaultIfEmpty(Spaced.Never).Min();
        if (rank == Spaced.Never)
        {
            lines.Add(new Line(indent, text));
            return;
        }
        if (outer != Spaced.Never && rank / 10 > outer / 10) goOn += GoOn;
        var part = new List<Spaced>();
        var isFirst = true;
        foreach (var word in words)
        {
            if (word.Rank == rank && part.Count > 0)
            {
                Break(part, lines, isFirst ? indent : goOn, goOn, rank);
                (part, isFirst) = ([], false);
            }
            part.Add(word);
        }
        Break(part, lines, isFirst ? indent : goOn, goOn, rank);
    }

    private static string Join(IReadOnlyList<Spaced> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if ((word.HasSpace || word.Lexeme.Before.Leading.Count > 0) && text.Length > 0) text.Append(' ');
            text.Append(word.Text);
        }
        return text.ToString();
    }

    /// <summary>Without the comments above the first word and behind the last, which belong to the item.</summary>
    private static IReadOnlyList<Lexeme> Inner(IReadOnlyList<Lexeme> lexemes)
    {
        var inner = lexemes.ToArray();
        if (inner.Length == 0) return inner;
        inner[0] = inner[0] with { Before = inner[0].Before with { Leading = [] } };
        inner[inner.Length - 1] = inner[inner.Length - 1] with { After = [] };
        return inner;
    }
}
