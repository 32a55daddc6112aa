using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Turns the text of one file into its syntax tree.</summary>
public static class Parser
{
    /// <summary>Parses any text: whatever is wrong with it becomes diagnostics, in the order of the text.</summary>
    /// <remarks>
    /// Never throws, takes time linear in the text, and needs less than 256 KiB of stack. In the tree a missing name has
    /// empty text, a missing value is an <see cref="ErrorExpressionSyntax"/>, and what was skipped an
    /// <see cref="ErrorSyntax"/>; each of them has its diagnostic already. A file of nothing is a tree without members.
    /// </remarks>
    public static SyntaxTree Parse(SourceText text)
    {
        var diagnostics = new DiagnosticBag(text.Path);
        var tokens = Lexer.Lex(text, diagnostics);
        var state = new ParseState(text, tokens, diagnostics);
        var root = FileGrammar.Parse(state.At(0), new TextSpan(0, text.Length));
        var ordered = diagnostics.Items.OrderBy(d => d.Span.Start).ToEquatableArray();
        return new SyntaxTree(text, tokens, root, ordered)
        {
            Allows = state.Allows.OrderBy(a => a.Span.Start).ToEquatableArray(), Lost = state.Lost, Nameless = state.Nameless,
        };
    }
}
