using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Two watermarks written as two properties: one mistake, read as what was meant.</summary>
internal static class ReclaimSlips
{
    /// <summary><c>below 4%; until 8%;</c></summary>
    public static readonly Parser<Mark> Split = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "write `below 4% until 8%`", "`until` and the upper watermark", at.Found());
        return Here(at.Next);
    };

    /// <summary><c>low 4%; high 8%;</c></summary>
    public static bool IsPair(TokenInput at) => at.Is("low") && IsProperty(at) && AfterProperty(at).Is("high") && IsProperty(AfterProperty(at));

    public static readonly Parser<SyntaxNode> Pair = input =>
    {
        var low = input.At();
        var high = AfterProperty(low);
        low.State.Report(low, DiagnosticRules.UnknownHead, $"write `below {low.Next.Word} until {high.Next.Word};`", low.Word, "a part of a reclaim section");
        var end = AfterProperty(high);
        return Success<SyntaxNode>(new WatermarkSyntax(TextSpan.FromBounds(low.Span.Start, end.EndBefore),
            ExpressionGrammar.Expression(low.Next).Value, ExpressionGrammar.Expression(high.Next).Value), end);
    };

    private static bool IsProperty(TokenInput at) => at.Next.Kind == TokenKind.Number && at.Next.Next.Kind == TokenKind.Semicolon;

    private static TokenInput AfterProperty(TokenInput at) => at.Next.Next.Next;
}
