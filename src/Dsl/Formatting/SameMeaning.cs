using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Formatting;

/// <summary>Whether two texts are the same file but for their layout.</summary>
/// <remarks>
/// Of a text without errors the parser sees the kinds and the texts of tokens and the doc comments above them, and nothing else: where these are the
/// same, so is the tree but for places, and everything that is made of it. Other comments may not be lost either.
/// </remarks>
internal static class SameMeaning
{
    public static bool Holds(SyntaxTree one, SyntaxTree other)
    {
        if (other.Diagnostics.Count != one.Diagnostics.Count || one.Tokens.Count != other.Tokens.Count) return false;
        for (var i = 0; i < one.Tokens.Count; i++)
        {
            var (a, b) = (one.Tokens[i], other.Tokens[i]);
            if (a.Kind != b.Kind || one.Text.Slice(a.Span) != other.Text.Slice(b.Span)) return false;
            // Before a brace a doc comment documents nothing.
            if (a.Kind != TokenKind.OpenBrace && DocComments.Read(one.Text.Content, a) != DocComments.Read(other.Text.Content, b)) return false;
        }
        return Comments(one) == Comments(other);
    }

    private static string Comments(SyntaxTree tree) => string.Concat(
        tree.Tokens.SelectMany(t => tree.Text.Content.Substring(t.TriviaStart, t.Span.Start - t.TriviaStart)).Where(c => !char.IsWhiteSpace(c)));
}
