using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Formatting;

/// <summary>A token with the comments around it.</summary>
/// <param name="Before">Comments between it and the token before, but for those at the end of that one's line.</param>
internal sealed record Lexeme(TokenKind Kind, string Text, Trivia Before)
{
    /// <summary>Comments behind it, to the end of its line.</summary>
    public IReadOnlyList<Comment> After { get; init; } = [];

    public bool Is(string word) => Kind == TokenKind.Word && Text == word;
}

/// <summary>A piece of an item: words in a row, or a block in braces.</summary>
internal abstract record Part;

internal sealed record Words(IReadOnlyList<Lexeme> Lexemes) : Part;

/// <param name="IsOneLine">Whether its author wrote it, braces included, in one line.</param>
internal sealed record Block(Lexeme Open, IReadOnlyList<Item> Items, Lexeme Close, bool IsOneLine) : Part;

/// <summary>What one line of a plain file holds: a declaration, a property, a rule, a statement.</summary>
/// <remarks>Its first part is words; each block is followed by words, as <c>else</c>, or by nothing.</remarks>
internal sealed record Item(IReadOnlyList<Part> Parts)
{
    public Lexeme First => Lexemes[0];

    public IReadOnlyList<Lexeme> Lexemes => ((Words)Parts[0]).Lexemes;

    public Lexeme Last => Parts[Parts.Count - 1] is Block block ? block.Close : ((Words)Parts[Parts.Count - 1]).Lexemes.Last();

    public bool HasBlock => Parts.Count > 1;

    /// <summary><c>label: when</c>, <c>label: otherwise</c>.</summary>
    public bool IsRule => Lexemes.Count > 2 && Lexemes[1].Kind == TokenKind.Colon && (Lexemes[2].Is("when") || Lexemes[2].Is("otherwise"));

    public bool IsAllow => First.Kind == TokenKind.Hash;

    /// <summary>A head word and its value, as <c>capacity 4MiB;</c>: several of them may share a line.</summary>
    public bool IsSetting => !HasBlock && !IsRule && !IsAllow;

    /// <summary>A blank line stands above it or above its first comment.</summary>
    public bool BlankBefore => First.Before.Leading.Count > 0 ? First.Before.Leading[0].BlankBefore : First.Before.BlankBefore;
}
