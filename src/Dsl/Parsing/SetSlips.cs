using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Sets and ranges as other languages write them: reported once, and read as what was meant.</summary>
internal static class SetSlips
{
    /// <summary><c>in {ram, pmem}</c>, <c>in (ram, pmem)</c>, <c>in [ram, pmem]</c></summary>
    public static bool IsBraced(TokenInput at) => at.Kind is TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParen
        && at.Next.Kind == TokenKind.Word && (at.Next.Next.Kind == TokenKind.Comma || at.Kind != TokenKind.OpenParen && IsClosing(at.Next.Next));

    public static readonly Parser<SetSyntax> Braced = input =>
    {
        var at = input.At();
        var names = Names("a name")(at.Next);
        var end = names.Remainder.At();
        at.State.Report(at, DiagnosticRules.Expected, $"write `in {string.Join(", ", names.Value.Select(name => name.Text))}`", "a value", at.Found());
        return Success<SetSyntax>(new NameSetSyntax(names.Value[0].Span.Cover(names.Value[names.Value.Count - 1].Span), names.Value), IsClosing(end) ? end.Next : end);
    };

    private static bool IsClosing(TokenInput at) => at.Kind is TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParen;

    /// <summary><c>in range(1, 8)</c></summary>
    public static bool IsRangeCall(TokenInput at) => at.Is("range") && at.Next.Kind == TokenKind.OpenParen && at.Next.Next.Kind == TokenKind.Number
        && at.Next.Next.Next.Kind == TokenKind.Comma && at.Next.Next.Next.Next.Next.Kind == TokenKind.CloseParen;

    public static readonly Parser<SetSyntax> RangeCall = input =>
    {
        var at = input.At();
        var low = at.Next.Next;
        var high = low.Next.Next;
        at.State.Report(at, DiagnosticRules.Expected, $"write `in {low.Word}..{high.Word}`; both ends belong to a range", "a value", at.Found());
        return Success<SetSyntax>(new RangeSetSyntax(TextSpan.FromBounds(low.Span.Start, high.Span.End), ExpressionGrammar.Sum(low).Value, ExpressionGrammar.Sum(high).Value), high.Next.Next);
    };

    /// <summary><c>between 1 and 8</c></summary>
    public static bool IsBetween(TokenInput at) => at.Is("between") && at.Next.Kind is TokenKind.Number or TokenKind.Word or TokenKind.OpenParen && !at.Next.BeginsLine;

    public static readonly Parser<SetSyntax> Between = input =>
    {
        var at = input.At();
        var low = ExpressionGrammar.Sum(at.Next);
        var and = low.Remainder.At();
        var high = ExpressionGrammar.Sum(and.Is("and") || and.Kind == TokenKind.AndAnd ? and.Next : and);
        var (l, h) = (low.Value, high.Value);
        at.State.Report(at, DiagnosticRules.Expected,
            $"write `in {at.Source.Substring(l.Span.Start, l.Span.Length)}..{at.Source.Substring(h.Span.Start, h.Span.Length)}`", "an operator", at.Found());
        return Success<SetSyntax>(new RangeSetSyntax(l.Span.Cover(h.Span), l, h), high.Remainder.At());
    };

    /// <summary><c>10-1000</c></summary>
    public static Parser<RangeSetSyntax> Hyphen(BinarySyntax hyphen) => input =>
    {
        var at = input.At();
        var source = at.Source;
        at.State.ReportUnder(at, hyphen.OperatorSpan, DiagnosticRules.Expected,
            $"write `{source.Substring(hyphen.Left.Span.Start, hyphen.Left.Span.Length)}..{source.Substring(hyphen.Right.Span.Start, hyphen.Right.Span.Length)}`", "`..`", "`-`");
        return Success(new RangeSetSyntax(hyphen.Span, hyphen.Left, hyphen.Right), at);
    };
}
