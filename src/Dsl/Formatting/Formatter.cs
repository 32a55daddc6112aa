using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Formatting;

/// <summary>What became of a file: its text in the one style, or why it has none.</summary>
/// <param name="Text">Null if the file has errors of the grammar, or if it would not mean the same.</param>
/// <param name="Errors">The errors of the grammar.</param>
public sealed record FormattedText(string? Text, EquatableArray<Diagnostic> Errors);

/// <summary>Lays out a file in the one style of the language, described in <c>docs/formatting.md</c>.</summary>
/// <remarks>
/// Only white space changes: the same tokens come in the same order, with the same comments between them. The result is read again
/// to make sure, and formatting it once more gives the same.
/// </remarks>
public static class Formatter
{
    /// <summary>A comment in an odd place may let go of a column only where it has moved; this many rounds settle it.</summary>
    private const int MaxRounds = 4;

    public static FormattedText Format(SourceText text)
    {
        var tree = Parser.Parse(WithLineFeeds(text));
        var errors = tree.Diagnostics.Where(d => d.Severity == Severity.Error).ToEquatableArray();
        if (errors.Count > 0) return new FormattedText(null, errors);
        for (var round = 0; round < MaxRounds; round++)
        {
            var laidOut = Parser.Parse(new SourceText(text.Path, LayOut(tree)));
            if (!SameMeaning.Holds(tree, laidOut)) return new FormattedText(null, []);
            if (laidOut.Text.Content == tree.Text.Content) break;
            tree = laidOut;
        }
        return new FormattedText(tree.Text.Content, []);
    }

    private static string LayOut(SyntaxTree tree)
    {
        var (items, end) = ItemReader.Read(tree);
        var lines = Layout.Of(items, end, indent: 0, mayShare: false, isFile: true);
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>Every sort of line end as a line feed, and no byte order mark.</summary>
    private static SourceText WithLineFeeds(SourceText text)
    {
        var content = text.Content.Replace("\r\n", "\n").Replace('\r', '\n');
        return new SourceText(text.Path, content.StartsWith("\uFEFF", StringComparison.Ordinal) ? content.Substring(1) : content);
    }
}
