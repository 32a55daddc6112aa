using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>How a field decays, said in the wrong place or with a word left out.</summary>
internal static class FieldSlips
{
    /// <summary><c>heat : u8; halves every 50ms;</c></summary>
    public static bool IsDecayAlone(TokenInput at) => at.Word is "halves" or "decays" && at.Next.Word is "every" or "to" or "on";

    public static readonly Parser<SyntaxNode> DecayAlone = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownHead, $"it stands behind the type of its field, before the `;`: `heat : u8 {at.Word} {at.Next.Word} …;`", at.Word, "a field");
        var end = at.SkipItem();
        return Success<SyntaxNode>(new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, end.EndBefore))), end);
    };

    /// <summary><c>decays 50% every 50ms</c></summary>
    public static readonly Parser<NameSyntax> ToLeftOut = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"write `decays to {at.Word}`", "`to`", at.Found());
        return Success(new NameSyntax(new TextSpan(at.Span.Start, 0), "to"), at);
    };
}
