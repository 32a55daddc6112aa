using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Regions and accesses with a sign too many or a part left out: reported once, and read as what was meant.</summary>
internal static class WorkloadSlips
{
    /// <summary><c>region table : file 4MiB</c></summary>
    public static bool IsTypedKind(TokenInput at) => at.Kind == TokenKind.Colon && TypeNames.Kinds.Contains(at.Next.Word) && at.Next.Next.Kind == TokenKind.Number;

    public static Parser<(ExpressionSyntax Size, NameSyntax Kind)> TypedKind(NameSyntax name) => input =>
    {
        var (at, kind) = (input.At(), input.At().Next);
        at.State.Report(at, DiagnosticRules.Expected, $"write `region {name} {kind.Next.Word} {kind.Word}`", "the size of the region", at.Found());
        var size = ExpressionGrammar.Sum(kind.Next);
        return Success((size.Value, kind.AsName()), size.Remainder.At());
    };

    /// <summary><c>cpu reads table at 1M/s;</c></summary>
    public static readonly Parser<NameSyntax> PatternLeftOut = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"write `random at {at.Next.Word}`, or another pattern", "`zipf`, `random` or `sequential`", at.Found());
        return Success(new NameSyntax(new TextSpan(at.Span.Start, 0), ""), at);
    };

    /// <summary><c>at 1M;</c></summary>
    public static bool IsPlainPace(TokenInput at) => at.Kind == TokenKind.Number && at.Next.Kind == TokenKind.Semicolon
        && at.Word[at.Word.Length - 1] is 'k' or 'K' or 'M' or 'G';

    public static readonly Parser<ExpressionSyntax> PlainPace = input =>
    {
        var at = input.At();
        var pace = at.Word.Replace('K', 'k') + "/s";
        at.State.Report(at, DiagnosticRules.Expected, $"write `{pace}`", "a pace", at.Found());
        return Success<ExpressionSyntax>(new NumberSyntax(at.Span, pace.Substring(0, pace.Length - 3), pace.Substring(pace.Length - 3)), at.Next);
    };
}
