using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>One place in the token list, as Sprache wants to see it: a "character" is the kind of a token.</summary>
/// <remarks>There is one per token for a whole parse, so a step allocates nothing and equality is identity.</remarks>
internal sealed class TokenInput(ParseState state, int index, Token token) : IInput
{
    private string? _word;

    public ParseState State => state;

    public int Index => index;

    public Token Token => token;

    public TokenKind Kind => token.Kind;

    public TextSpan Span => token.Span;

    /// <summary>The text of the token.</summary>
    public string Word => _word ??= state.Text.Slice(token.Span);

    public TokenInput Next => state.At(index + 1);

    /// <summary>Whether the token is the first one in its line.</summary>
    public bool BeginsLine =>
        index == 0 || Source.IndexOf('\n', token.TriviaStart, token.Span.Start - token.TriviaStart) >= 0;

    /// <summary>Where the token before this one ends; what a node that ends here ends with.</summary>
    public int EndBefore => index == 0 ? 0 : state.At(index - 1).Span.End;

    public bool Is(string word) => Kind == TokenKind.Word && Word == word;

    public IInput Advance() => Next;

    public string Source => state.Text.Content;

    public char Current => (char)token.Kind;

    public bool AtEnd => token.Kind == TokenKind.EndOfFile;

    public int Position => index;

    public int Line => state.Text.GetPosition(token.Span.Start).Line;

    public int Column => state.Text.GetPosition(token.Span.Start).Column;

    public IDictionary<object, object> Memos { get; } = NoMemos;

    // Only Parse.Ref writes memos; the grammar never needs it.
    private static readonly IDictionary<object, object> NoMemos =
        new System.Collections.ObjectModel.ReadOnlyDictionary<object, object>(new Dictionary<object, object>());

    public bool Equals(IInput other) => ReferenceEquals(this, other);
}
