using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Operators as other languages or hasty fingers write them: reported once, and read as what was meant.</summary>
internal static class Slips
{
    public const string NotHelp = "`not` is written `!`";

    /// <summary>Words that follow a value, so that a word before one of them is a value itself.</summary>
    private static readonly HashSet<string> Followers =
        new(["and", "keep", "best", "pages", "bytes", "when", "while"], StringComparer.Ordinal);

    /// <summary>What follows an outcome's <c>or</c>.</summary>
    private static readonly HashSet<string> Refusals = new(["next", "stop", "exchange"], StringComparer.Ordinal);

    /// <summary>The operator that was meant by a token behind an operand, and how tightly it binds.</summary>
    public static (TokenKind Meant, Binding Binding)? Slip(this TokenInput at) => at.Kind switch
    {
        TokenKind.Assign => (TokenKind.Equal, Binding.Comparison),
        TokenKind.Implies when at.AnotherImpliesFollows() => (TokenKind.GreaterOrEqual, Binding.Comparison),
        TokenKind.Word when at.Is("and") && at.Next.BeginsOperand() => (TokenKind.AndAnd, Binding.And),
        TokenKind.Word when at.Is("or") && at.Next.BeginsOperand() && !Refusals.Contains(at.Next.Word) => (TokenKind.OrOr, Binding.Or),
        _ => null,
    };

    /// <summary>Whether this is a <c>not</c> with the value it negates; it may as well be the author's name for something.</summary>
    public static bool IsWrittenNot(this TokenInput at) => at.Is("not") && at.Next.Kind == TokenKind.Word
        && !at.Next.BeginsLine && !at.Next.IsContinuation() && !Followers.Contains(at.Next.Word);

    public static string Spelling(TokenKind meant) => meant switch
    {
        TokenKind.GreaterOrEqual => "`>=`",
        TokenKind.AndAnd => "`&&`",
        _ => "`||`",
    };

    private static bool BeginsOperand(this TokenInput at) => at.Kind switch
    {
        TokenKind.Number or TokenKind.OpenParen or TokenKind.Not => true,
        TokenKind.Word => at.Is("in") || !at.IsContinuation(),
        _ => false,
    };

    /// <summary>A rule has one <c>=></c>, so the first of two, with no more than an expression between them, is a comparison.</summary>
    private static bool AnotherImpliesFollows(this TokenInput at)
    {
        for (at = at.Next; at.Kind != TokenKind.Implies; at = at.Next)
        {
            if (at.Kind is TokenKind.Semicolon or TokenKind.Colon or TokenKind.OpenBrace or TokenKind.CloseBrace
                or TokenKind.EndOfFile or TokenKind.Arrow || at.Is("when") || at.Is("otherwise"))
            {
                return false;
            }
        }

        return true;
    }
}
