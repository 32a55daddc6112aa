using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Budgets that count pages: <c>64 pages per 10ms</c>, <c>64 pages/s</c>.</summary>
internal static class BudgetSlips
{
    public static bool IsCounted(TokenInput at) => at.Kind == TokenKind.Word && at.Word is "pages" or "page" or "bytes" && !at.BeginsLine
        && at.Index > 0 && at.State.At(at.Index - 1).Kind == TokenKind.Number;

    /// <summary>The period behind the unit, if there is one.</summary>
    public static readonly Parser<ExpressionSyntax> Period = input =>
    {
        var at = input.At();
        var next = at.Next;
        var hasPeriod = next.Kind == TokenKind.Word && next.Word is "per" or "every" or "each" && next.Next.Kind == TokenKind.Number;
        var isPace = next.Kind == TokenKind.Slash && next.Next.Is("s");
        var time = hasPeriod ? next.Next.Word : isPace ? "1s" : "10ms";
        at.State.Report(at, DiagnosticRules.Expected, at.Is("bytes")
            ? $"write `{at.State.At(at.Index - 1).Word}B per {time}`" : $"a budget is bytes or time: `256KiB per {time}`", "`per` and a time", at.Found());
        if (hasPeriod) return ExpressionGrammar.Sum(next.Next);
        var end = isPace ? next.Next.Next : next;
        return Success<ExpressionSyntax>(new ErrorExpressionSyntax(new TextSpan(end.EndBefore, 0)), end);
    };
}
