using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>What other languages put where a value stands.</summary>
internal static class OperandSlips
{
    /// <summary><c>tier == "pmem"</c>; a kind in quotes has help of its own.</summary>
    public static bool IsQuotedName(TokenInput at) => at.Word.Length > 2 && at.Word[at.Word.Length - 1] == '"' && !TypeNames.Kinds.Contains(at.Word.Trim('"'))
        && at.Word.Trim('"').All(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_');

    public static readonly Parser<ExpressionSyntax> QuotedName = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"a name stands without quotes: `{at.Word.Trim('"')}`", "a value", at.Found());
        return Success<ExpressionSyntax>(new ErrorExpressionSyntax(at.Span), at.Next);
    };

    /// <summary>No word that goes on after a thing that is called <c>by</c>: <c>by in 1..4</c>, <c>by pages</c>.</summary>
    public static bool IsAgentBehind(TokenInput at) => at.Kind == TokenKind.Word && !at.IsContinuation()
        && at.Word is not ("pages" or "bytes" or "best" or "while" or "samples" or "keep" or "for" or "filled");

    /// <summary><c>in pmem &amp;&amp; by gpu</c></summary>
    public static readonly Parser<ExpressionSyntax> ByAgent = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"write `agent == {at.Next.Word}`", "a value", at.Found());
        return Success<ExpressionSyntax>(new ErrorExpressionSyntax(at.Span.Cover(at.Next.Span)), at.Next.Next);
    };

    /// <summary>Words behind a value that are no tier: <c>limit bound pages</c>.</summary>
    private static readonly HashSet<string> Behind = new(["keep", "best", "pages", "bytes", "when", "while", "and", "is", "not", "then", "between", "times", "samples"], StringComparer.Ordinal);

    /// <summary><c>bound pmem</c>, <c>asks to pmem</c>; nothing else has a word behind such a one, and then the end of a condition.</summary>
    public static bool IsRequest(TokenInput at, params string[] wrong)
    {
        var tier = TierOf(at, wrong);
        return tier.Kind == TokenKind.Word && !at.Next.BeginsLine && !tier.IsContinuation() && !Behind.Contains(tier.Word)
            && tier.Next.Kind is TokenKind.Implies or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.CloseParen or TokenKind.Semicolon;
    }

    public static Parser<ExpressionSyntax> Request(string preposition) => input =>
    {
        var at = input.At();
        var tier = TierOf(at, ["for", "on", "with", "to"]);
        at.State.Report(at.Next, DiagnosticRules.Expected, $"write `{at.Word} {preposition} {tier.Word}`", $"`{preposition}`", at.Next.Found());
        return Success<ExpressionSyntax>(new RequestSyntax(at.Span.Cover(tier.Span), at.AsName(), tier.AsName()), tier.Next);
    };

    private static TokenInput TierOf(TokenInput at, string[] wrong) =>
        at.Next.Next.Kind == TokenKind.Word && wrong.Contains(at.Next.Word) ? at.Next.Next : at.Next;

    /// <summary>Help for what begins no value.</summary>
    public static string? Help(TokenInput at)
    {
        if (at.Index == 0) return null;
        var before = at.State.At(at.Index - 1);
        return (at.Kind, before.Kind) switch
        {
            (TokenKind.Less, TokenKind.Less) or (TokenKind.Greater, TokenKind.Greater) => "nothing shifts: write `* 2` or `/ 2`",
            (TokenKind.Minus, _) when before.Is("by") => "the page with the least value leaves first; to turn the order write `100 - VALUE`",
            (TokenKind.Minus, _) => "nothing is less than 0, so a `-` stands between two values",
            _ => null,
        };
    }
}
