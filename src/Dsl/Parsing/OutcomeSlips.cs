using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Outcomes as calls, as alternatives, as blocks: reported once, and read as what was meant.</summary>
internal static class OutcomeSlips
{
    /// <summary><c>=> migrate(ram)</c></summary>
    public static bool IsCall(TokenInput at) => at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.OpenParen && !at.Next.BeginsLine;

    public static readonly Parser<NameSyntax> Call = input =>
    {
        var at = input.At();
        var end = at.Next.SkipBalanced(TokenKind.OpenParen, TokenKind.CloseParen);
        var last = at.State.At(end.Index - 1);
        at.State.Report(at, DiagnosticRules.Expected, $"write the name of the tier alone: `=> {(last.Kind == TokenKind.Word ? last.Word : "TIER")}`", "a tier or another outcome", at.Found());
        return Success(last.Kind == TokenKind.Word ? last.AsName() : new NameSyntax(new TextSpan(at.Span.Start, 0), ""), end.Kind == TokenKind.CloseParen ? end.Next : end);
    };

    /// <summary><c>=> ram or pmem</c></summary>
    public static bool IsTier(TokenInput at) => at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.Semicolon
        && at.Word is not ("next" or "stop" or "exchange") && Suggestions.Nearest(at.Word, ["next", "stop", "exchange"]) is null;

    public static readonly Parser<Mark> Tier = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "another tier to try stands behind a comma: `=> ram, pmem`", "`next`, `stop` or `exchange` after `or`", at.Found());
        return AnyHead(at);
    };

    /// <summary><c>=> ram or next within 20MB per 1s</c></summary>
    public static Parser<WithinSyntax?> LateWithin(string behind) => input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"`within` stands before `{behind}`: `=> TIER within 20MB per 1s {behind} …`", "`;` after the outcome", at.Found());
        return OutcomeGrammar.Within(at);
    };

    /// <summary><c>=> ram { heat = 0; }</c></summary>
    public static readonly Parser<NameSyntax> ThenLeftOut = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "what a move changes stands behind `then`: `=> TIER then { … }`", "`then`", at.Found());
        return Success(new NameSyntax(new TextSpan(at.Span.Start, 0), "then"), at);
    };
}
