using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Values of the state as C declares them.</summary>
internal static class StateSlips
{
    /// <summary><c>count seen = 0;</c></summary>
    public static bool IsTypeFirst(TokenInput at) => at.Next.Kind == TokenKind.Word && !at.Next.BeginsLine
        && at.Next.Next.Kind is TokenKind.Assign or TokenKind.Semicolon && (TypeNames.Find(at.Word) is not null || Elsewhere.Type(at.Word) is not null);

    public static readonly Parser<SyntaxNode> TypeFirst = input =>
    {
        var (at, name) = (input.At(), input.At().Next);
        var type = TypeNames.Find(at.Word) is not null ? at.Word : Elsewhere.Type(at.Word)!.Contains("count") ? "count" : "TYPE";
        name.State.Report(name, DiagnosticRules.Expected, $"the name comes first: `{name.Word} : {type}`", "`:` and the type of the value", name.Found());
        var value = name.Next.Kind == TokenKind.Assign ? ExpressionGrammar.Expression(name.Next.Next) : null;
        var end = End("the value")(value?.Remainder ?? name.Next);
        return Success<SyntaxNode>(new CellSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(name.Span.End, end.Value)), "", name.AsName(), null,
            new NameSyntax(at.Span, type == "TYPE" ? "" : type), [], value?.Value), end.Remainder.At());
    };
}
