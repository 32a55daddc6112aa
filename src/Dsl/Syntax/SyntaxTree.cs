using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

public enum TokenKind : byte
{
    EndOfFile,
    Word,
    Number,
    String,
    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    Semicolon,
    Colon,
    Comma,
    Dot,
    DotDot,
    Hash,
    Arrow,
    BothArrow,
    Implies,
    Assign,
    PlusAssign,
    MinusAssign,
    StarAssign,
    SlashAssign,
    Plus,
    Minus,
    Star,
    Slash,
    Not,
    AndAnd,
    OrOr,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Bad,
}

/// <summary>A token with the trivia (white space and comments) before it; the last one, end of file, holds the rest.</summary>
/// <param name="TriviaStart">Where its leading trivia begins; the token before it ends there.</param>
public readonly record struct Token(TokenKind Kind, int TriviaStart, TextSpan Span);

/// <summary>A file after parsing: the text, every token, the tree, and what was wrong.</summary>
public sealed record SyntaxTree(
    SourceText Text, IReadOnlyList<Token> Tokens, FileSyntax Root, EquatableArray<Diagnostic> Diagnostics)
{
    /// <summary>What authors let pass, in text order.</summary>
    public EquatableArray<AllowSyntax> Allows { get; init; } = [];

    /// <summary>Names that may not be known because something is wrong where they are declared.</summary>
    public LostNames Lost { get; init; }

    /// <summary>Of those, sorts of which one is declared without its name.</summary>
    public LostNames Nameless { get; init; }

    private readonly int[] _errors = Starts(Diagnostics.Where(d => d.Severity == Severity.Error));

    private readonly int[] _odd = Starts(Diagnostics.Where(d => d.Severity == Severity.Error && d.Span.Length > 0));

    /// <summary>Whether an error of the grammar begins between two offsets, the last one included.</summary>
    /// <remarks>It is asked for every expression of a file that may have as many errors.</remarks>
    public bool HasErrorWithin(int start, int end) => Any(_errors, start, end);

    /// <summary>The same for tokens that do not belong; a piece that is missing has no length and leaves the rest as it is.</summary>
    public bool HasOddTokenWithin(int start, int end) => Any(_odd, start, end);

    private static int[] Starts(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Select(d => d.Span.Start).OrderBy(start => start).ToArray();

    private static bool Any(int[] sorted, int start, int end)
    {
        var at = Array.BinarySearch(sorted, start);
        if (at < 0) at = ~at;
        return at < sorted.Length && sorted[at] <= end;
    }
}
