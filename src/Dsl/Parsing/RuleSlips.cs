using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Rules as other languages write them: reported once, with the form that was meant.</summary>
internal static class RuleSlips
{
    public const string Form = "a rule is written `NAME: when CONDITION => OUTCOME;` or `NAME: otherwise => OUTCOME;`";

    private static readonly HashSet<string> Conditions = new(["if", "when", "unless", "where", "provided"], StringComparer.Ordinal);

    private static readonly HashSet<string> Others = new(["default", "else", "any", "all", "rest", "always", "true", "_"], StringComparer.Ordinal);

    /// <summary>What is wrong with a word and a <c>:</c> that no rule follows, or null: <c>order: Lru;</c>, <c>rest: ram, pmem;</c></summary>
    public static string? HelpForNoRule(TokenInput at)
    {
        if (RuleGrammar.IsGuard(at.Next) && !RuleGrammar.IsGuard(at)) return at.Seek(TokenKind.Implies) == null ? Form : null;
        if (at.Next.Kind != TokenKind.Colon || at.Next.Next.Kind is not (TokenKind.Word or TokenKind.Number)) return null;
        var value = at.Next.Next;
        if (value.BeginsNext()) return Form;
        if (RuleGrammar.IsGuard(value) || value.Is("if") || value.Is("else") || value.Seek(TokenKind.Implies) != null || value.Seek(TokenKind.Arrow) != null) return null;
        var open = at.State.OpenBlocks;
        var isProperty = at.Is("reserve") || open.Count > 0 && open[open.Count - 1].Knows(at.Word);
        return isProperty ? $"write `{at.Word} {value.Word}`, without `:`" : Form;
    }

    public static Parser<SyntaxNode> Skip(string help) => input =>
    {
        var at = input.At();
        var isHalf = at.Next.Kind == TokenKind.Colon && at.Next.Next.BeginsNext();
        if (isHalf) at.Next.Next.ReportMissing("`when` or `otherwise`", help: help);
        else if (at.Next.Kind != TokenKind.Colon) at.Next.State.Report(at.Next, DiagnosticRules.Expected, help, "`:`", at.Next.Found());
        else at.Next.Next.State.Report(at.Next.Next, DiagnosticRules.Expected, help, "`when` or `otherwise`", at.Next.Next.Found());
        var end = isHalf ? at.Next.Next : at.SkipItem();
        return Success<SyntaxNode>(new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, end.EndBefore))), end);
    };

    /// <summary><c>when (heat > 3)) => ram</c></summary>
    public static string? HelpForArrow(TokenInput at) => at.Kind == TokenKind.CloseParen ? "there is no `(` for it: leave it out"
        : "a rule ends with what follows: `=> TIER;`";

    /// <summary>Help for a guard that is none.</summary>
    public static string? HelpForWhen(TokenInput at) =>
        at.Is("if") ? "did you mean `when`?" : at.Is("else") ? "did you mean `otherwise`?" : Suggestions.DidYouMean(at.Word, ["when", "otherwise"])
            ?? (at.Kind is TokenKind.Word or TokenKind.OpenParen or TokenKind.Not or TokenKind.Number ? "a condition stands behind `when`" : Form);

    /// <summary><c>default => …</c>, <c>* => …</c></summary>
    public static bool IsOtherwise(TokenInput at) =>
        at.Next.Kind == TokenKind.Implies && (at.Kind == TokenKind.Star || at.Kind == TokenKind.Word && (Others.Contains(at.Word) || Suggestions.Nearest(at.Word, ["otherwise"]) != null));

    public static readonly Parser<ExpressionSyntax?> Otherwise = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "did you mean `otherwise`?", "`when` or `otherwise`", at.Found());
        return Success<ExpressionSyntax?>(null, at.Next);
    };

    /// <summary><c>=> ram if ram.free > 1MiB</c></summary>
    public static bool IsLateCondition(TokenInput at) => at.Kind == TokenKind.Word && !at.BeginsLine && Conditions.Contains(at.Word) || IsLateBudget(at);

    /// <summary><c>=> ram, budget 20MB per 1s</c></summary>
    /// <remarks>A tier may be called so; then no amount follows.</remarks>
    public static bool IsLateBudget(TokenInput at) => at.Kind == TokenKind.Comma && at.Next.Kind == TokenKind.Word && at.Next.Word is "budget" or "limit" or "within"
        && (at.Next.Next.Kind == TokenKind.Number || at.Next.Next.Kind == TokenKind.Word && !at.Next.Next.FollowsName());

    public static readonly Parser<int> SkipLateCondition = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected,
            IsLateBudget(at) ? "write `=> TIER within 20MB per 1s`" : "a condition stands before `=>`: `NAME: when CONDITION => OUTCOME;`", "`;` after the outcome", at.Found());
        var end = at.Next.SkipItem();
        return Success(end.EndBefore, end);
    };

    /// <summary><c>case up: when …</c></summary>
    public static bool IsPrefixed(TokenInput at) => !RuleGrammar.IsGuard(at) && at.Next.Kind == TokenKind.Word && !at.Next.BeginsLine && RuleGrammar.ClearlyRule(at.Next);

    public static readonly Parser<SyntaxNode> Prefixed = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownHead, $"a rule begins with its name: `{at.Next.Word}: {at.Next.Next.Next.Word} …`", at.Word, "a rule");
        return RuleGrammar.Rule(at.Next);
    };

    /// <summary><c>=> far ro stop</c></summary>
    public static bool IsLateRefusal(TokenInput at) => at.Kind == TokenKind.Word && !at.BeginsLine
        && at.Next.Word is "next" or "stop" or "exchange" && at.Next.Next.Kind == TokenKind.Semicolon;

    public static readonly Parser<int> LateRefusal = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"write `or {at.Next.Word}`", "`or`", at.Found());
        return End("the outcome")(at.Next.Next);
    };

    /// <summary>A lone word among rules.</summary>
    public static string? HelpForWord(TokenInput at) =>
        at.Next.Kind is TokenKind.Semicolon or TokenKind.Comma ? Form + "; its tiers are separated by `,`" : null;
}
