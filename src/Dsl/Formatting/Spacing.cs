using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Formatting;

/// <summary>Where a space stands between two tokens of a line, and where a long line may be broken.</summary>
internal static class Spacing
{
    /// <summary>Words that a parenthesis follows without being called.</summary>
    private static readonly HashSet<string> Openers = new(StringComparer.Ordinal)
    {
        "at", "best", "below", "by", "else", "every", "exchange", "expect", "for", "from", "if", "in", "keep", "least", "limit", "most", "never",
        "over", "per", "reserve", "sample", "scan", "then", "to", "until", "when", "while", "within", "zipf",
    };

    /// <summary>A word for each token: what stands before it, white space or nothing, and how readily the line is broken there.</summary>
    public static IReadOnlyList<Spaced> Of(IReadOnlyList<Lexeme> lexemes)
    {
        var spaced = new List<Spaced>(lexemes.Count);
        var (depth, isOutcome) = (0, false);
        for (var i = 0; i < lexemes.Count; i++)
        {
            var lexeme = lexemes[i];
            if (lexeme.Kind is TokenKind.CloseParen or TokenKind.CloseBracket) depth--;
            var before = i > 0 ? lexemes[i - 1] : null;
            var space = before is not null && HasSpace(before, lexeme, i, depth > 0 || isOutcome, lexemes);
            spaced.Add(new Spaced(lexeme, space, before is null ? Spaced.Never : Rank(before, lexeme, depth, isOutcome)));
            if (lexeme.Kind is TokenKind.OpenParen or TokenKind.OpenBracket) depth++;
            if (lexeme.Kind == TokenKind.Implies) isOutcome = true;
        }
        return spaced;
    }

    private static bool HasSpace(Lexeme before, Lexeme lexeme, int index, bool isArgument, IReadOnlyList<Lexeme> all) => (before.Kind, lexeme.Kind) switch
    {
        (_, TokenKind.Semicolon or TokenKind.Comma or TokenKind.CloseParen or TokenKind.CloseBracket) => false,
        (_, TokenKind.Dot or TokenKind.DotDot) => false,
        (TokenKind.Number, TokenKind.Slash) => !IsFraction(index, all),
        (TokenKind.Slash, TokenKind.Number) => !IsFraction(index - 1, all),
        (TokenKind.Dot or TokenKind.DotDot or TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Not or TokenKind.Hash, _) => false,
        (_, TokenKind.Colon) => !isArgument && !IsLabel(index, all),
        (TokenKind.Word, TokenKind.OpenBracket) => false,
        (TokenKind.CloseBracket, TokenKind.OpenParen) => false,
        (TokenKind.Word, TokenKind.OpenParen) => index == 1 || Openers.Contains(before.Text),
        _ => true,
    };

    private static bool IsLabel(int colon, IReadOnlyList<Lexeme> all) =>
        colon == 1 && all.Count > 2 && (all[2].Is("when") || all[2].Is("otherwise"));

    /// <summary><c>1/32</c>: two bare numbers that no other factor stands before.</summary>
    private static bool IsFraction(int slash, IReadOnlyList<Lexeme> all) =>
        slash + 1 < all.Count && IsBare(all[slash - 1]) && IsBare(all[slash + 1])
        && (slash < 2 || all[slash - 2].Kind is not (TokenKind.Star or TokenKind.Slash));

    private static bool IsBare(Lexeme lexeme) => lexeme.Kind == TokenKind.Number && lexeme.Text.All(c => c is >= '0' and <= '9');

    /// <summary>Outer before inner, loose before tight.</summary>
    private static int Rank(Lexeme before, Lexeme lexeme, int depth, bool isOutcome)
    {
        if (lexeme.Kind == TokenKind.Implies) return 0;
        var isClause = depth == 0 && lexeme.Kind == TokenKind.Word && lexeme.Text is
            "within" or "or" or "keep" or "then" or "over" or "limit" or "best" or "while" or "until";
        var rank = lexeme.Kind switch
        {
            TokenKind.OrOr => 2,
            TokenKind.AndAnd => 3,
            TokenKind.Word when isClause && isOutcome => 1,
            TokenKind.Word when lexeme.Text is "then" or "else" => 4,
            TokenKind.Word when isClause => 5,
            TokenKind.Plus or TokenKind.Minus => 7,
            TokenKind.Star or TokenKind.Slash => 8,
            _ when before.Kind == TokenKind.Comma => 6,
            _ => Spaced.Never,
        };
        return rank == Spaced.Never ? rank : rank + 10 * depth;
    }
}

/// <summary>A token in its line.</summary>
/// <param name="Rank">Where a line is too long it is broken before the tokens of the least rank in it.</param>
internal readonly record struct Spaced(Lexeme Lexeme, bool HasSpace, int Rank)
{
    public const int Never = int.MaxValue;

    /// <summary>The token with its comments, which stay in the line.</summary>
    public string Text
    {
        get
        {
            var text = string.Concat(Lexeme.Before.Leading.Select(c => c.Text + " ")) + Lexeme.Text;
            return Lexeme.After.Count == 0 ? text : text + " " + string.Join(" ", Lexeme.After.Select(c => c.Text));
        }
    }
}
