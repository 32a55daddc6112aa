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
        TokenKind.Assign when !at.IsArrowOfRule() => (TokenKind.Equal, Binding.Comparison),
        TokenKind.Implies when at.AnotherImpliesFollows() => (TokenKind.GreaterOrEqual, Binding.Comparison),
        TokenKind.Word when at.Is("and") && at.Next.BeginsOperand() => (TokenKind.AndAnd, Binding.And),
        TokenKind.Word when at.Is("is") && at.Next.Kind is TokenKind.Word or TokenKind.Number && !at.Next.BeginsLine =>
            (at.Next.Is("not") ? TokenKind.NotEqual : TokenKind.Equal, Binding.Comparison),
        TokenKind.Word when at.Is("or") && at.Next.BeginsOperand() && !Refusals.Contains(at.Next.Word) => (TokenKind.OrOr, Binding.Or),
        _ => null,
    };

    /// <summary>Whether this is a <c>not</c> with the value it negates; it may as well be the author's name for something.</summary>
    public static bool IsWrittenNot(this TokenInput at) => at.Is("not") && at.Next.Kind == TokenKind.Word
        && !at.Next.BeginsLine && !at.Next.IsContinuation() && !Followers.Contains(at.Next.Word);

    /// <summary>A <c>:</c> or <c>=</c> between a word and what belongs to it, where the language has none.</summary>
    public static bool IsStraySign(this TokenInput at) =>
        at.Kind is TokenKind.Colon or TokenKind.Assign && !at.BeginsLine && at.Next.Kind is TokenKind.Word or TokenKind.Number or TokenKind.OpenParen or TokenKind.Not
            && !at.Next.BeginsLine && at.Index > 0 && at.State.At(at.Index - 1).Kind == TokenKind.Word;

    public static void ReportStraySign(this TokenInput at, string expected)
    {
        var head = at.State.At(at.Index - 1).Word;
        var value = at.Next.Kind == TokenKind.Number || at.Next.Next.Kind == TokenKind.Semicolon ? at.Next.Word : "…";
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, $"write `{head} {value}`, without `{at.Word}`", expected, at.Found());
    }

    /// <summary>One preposition for another: reported, and read as the right one. Fails where neither stands.</summary>
    public static Sprache.Parser<NameSyntax> Preposition(string right, params string[] wrong) => input =>
    {
        var at = input.At();
        if (at.Is(right)) return Tokens.Success(at.AsName(), at.Next);
        if (at.Kind != TokenKind.Word || at.Next.Kind != TokenKind.Word || at.BeginsNext() || !wrong.Contains(at.Word)) return Tokens.Failure<NameSyntax>(at, $"`{right}`");
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, $"did you mean `{right}`?", $"`{right}`", at.Found());
        return Tokens.Success(at.AsName(), at.Next);
    };

    public static string Spelling(TokenKind meant) => meant switch
    {
        TokenKind.GreaterOrEqual => "`>=`",
        TokenKind.AndAnd => "`&&`",
        TokenKind.Equal => "`==`",
        TokenKind.NotEqual => "`!=`",
        _ => "`||`",
    };

    /// <summary><c>when dirty = ram;</c>: a rule that has no <c>=></c> behind it.</summary>
    private static bool IsArrowOfRule(this TokenInput at)
    {
        if (at.Next.Kind != TokenKind.Word || at.Next.Next.Kind is not (TokenKind.Semicolon or TokenKind.Comma)) return false;
        for (var i = at.Index - 1; i >= 0; i--)
        {
            var before = at.State.At(i);
            if (before.Is("when")) return true;
            if (before.Kind is TokenKind.Semicolon or TokenKind.OpenBrace or TokenKind.CloseBrace) return false;
        }

        return false;
    }

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
