using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Steps of a test with a word left out.</summary>
internal static class TestSlips
{
    /// <summary><c>given p in ram;</c></summary>
    public static bool IsPage(TokenInput at) => at.Kind == TokenKind.Word && (at.Next.Is("in") && at.Next.Next.Kind == TokenKind.Word || at.Next.Kind is TokenKind.Semicolon or TokenKind.OpenBrace);

    public static readonly Parser<int> PageLeftOut = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"write `given page {at.Word} …`", "`page`", at.Found());
        return Success(0, at);
    };

    /// <summary><c>cpu reads p times 4;</c>, <c>cpu reads p twice;</c></summary>
    public static bool IsTimes(TokenInput at) => at.Kind == TokenKind.Word && !at.BeginsLine
        && (at.Word is "times" or "x" && at.Next.Kind == TokenKind.Number || at.Word is "once" or "twice" or "thrice" && at.Next.Kind == TokenKind.Semicolon);

    public static readonly Parser<ExpressionSyntax> Times = input =>
    {
        var at = input.At();
        var isWord = at.Next.Kind != TokenKind.Number;
        var count = !isWord ? at.Next.Word : at.Is("once") ? "1" : at.Is("twice") ? "2" : "3";
        at.State.Report(at, DiagnosticRules.Expected, $"write `{count} times`", "`;` after the access", at.Found());
        return isWord ? Success<ExpressionSyntax>(new ErrorExpressionSyntax(at.Span), at.Next) : ExpressionGrammar.Sum(at.Next);
    };
}
