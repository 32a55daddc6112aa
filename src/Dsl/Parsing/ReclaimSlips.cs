using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
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

    /// <summary><c>Clock(bits = 2)</c></summary>
    public static readonly Parser<NameSyntax?> AssignedArgument = input =>
    {
        var at = input.At();
        at.State.Report(at.Next, DiagnosticRules.Expected, $"write `{at.Word}: {at.Next.Next.Word}`", "`:`", at.Next.Found());
        return Success<NameSyntax?>(at.AsName(), at.Next.Next);
    };

    /// <summary><c>watermarks { high 8%; low 4%; }</c></summary>
    public static bool IsBlock(TokenInput at) => at.Word is "watermark" or "watermarks" && at.Next.Kind == TokenKind.OpenBrace;

    public static readonly Parser<SyntaxNode> WatermarksInBlock = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownHead, "watermarks are written `reserve 1%; below 4% until 8%;`", at.Word, "a part of a reclaim section");
        var end = at.Next.SkipBlock();
        return Success<SyntaxNode>(new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, end.EndBefore)), end);
    };

    /// <summary><c>threshold 4% until 8%;</c></summary>
    public static bool IsUntil(TokenInput at) => at.Next.Kind == TokenKind.Number && at.Next.Next.Is("until") && !at.Is("reserve")
        && !ReclaimGrammar.ReclaimMembers.Knows(at.Word) && ReclaimGrammar.ReclaimMembers.Nearest(at.Word) is null && Elsewhere.ReclaimProperty(at.Word) is null;

    public static readonly Parser<SyntaxNode> Until = input =>
    {
        var at = input.At();
        var high = at.Next.Next.Next.Kind == TokenKind.Number ? at.Next.Next.Next.Word : "8%";
        at.State.Report(at, DiagnosticRules.UnknownHead, $"write `below {at.Next.Word} until {high}`", at.Word, "a part of a reclaim section");
        at.State.RepairedAt = at.Index;
        return ReclaimGrammar.Watermark(at);
    };

    /// <summary><c>sort by heat;</c></summary>
    public static bool IsSort(TokenInput at) => at.Next.Is("by") && at.Word is "sort" or "sorted" or "rank" or "score" or "scored" or "prioritize" or "choose" or "pick" or "evict";

    public static readonly Parser<SyntaxNode> Sort = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownHead, "did you mean `order by`? the page with the least value leaves first", at.Word, "a part of a reclaim section");
        at.State.RepairedAt = at.Index;
        return ReclaimGrammar.OrderBy(at);
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
