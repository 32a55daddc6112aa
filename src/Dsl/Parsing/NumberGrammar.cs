using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>A number with its unit; one that stands apart from its unit is reported once, and read as what was meant.</summary>
internal static class NumberGrammar
{
    public static readonly Parser<ExpressionSyntax> Number = input =>
    {
        var at = input.At();
        var digits = at.Word.TakeWhile(c => c is >= '0' and <= '9' or '_' or '.').Count();
        if (digits == at.Word.Length && Unit(at.Next) is var (unit, end)) return Apart(at, unit, end);
        return Tokens.Success(new NumberSyntax(at.Span, at.Word.Substring(0, digits), at.Word.Substring(digits)), at.Next);
    };

    /// <summary><c>16 MiB</c>, <c>25 GB/s</c>, <c>3 sec</c>.</summary>
    private static IResult<ExpressionSyntax> Apart(TokenInput at, string unit, TokenInput end)
    {
        var span = TextSpan.FromBounds(at.Span.Start, end.EndBefore);
        var written = at.Source.Substring(at.Next.Span.Start, end.EndBefore - at.Next.Span.Start);
        at.Next.State.ReportUnder(at.Next, span, DiagnosticRules.UnitApart, $"write `{at.Word}{unit}`", at.Word, written);
        return Tokens.Success<ExpressionSyntax>(new NumberSyntax(span, at.Word, unit), end);
    }

    /// <summary>The unit that begins here in the middle of a line, and what follows it.</summary>
    private static (string Unit, TokenInput End)? Unit(TokenInput at)
    {
        // `limit 4096 bytes` says what is counted.
        if (at.Kind != TokenKind.Word || at.BeginsLine || at.Is("bytes")) return null;
        if (at.Next.Kind == TokenKind.Slash && at.Next.Next.Is("s") && Units.TryGet(at.Word + "/s", out var rate))
            return (rate.Suffix, at.Next.Next.Next);
        if (Units.TryGet(at.Word, out var unit)) return (unit.Suffix, at.Next);
        return Units.Meant(at.Word) is { } meant ? (meant, at.Next) : null;
    }
}
