using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

/// <summary><c>state { … }</c> of a policy, or <c>state per tier { … }</c>; members are <see cref="CellSyntax"/>.</summary>
public sealed record PolicyStateSyntax(
    TextSpan Span, NameSyntax Keyword, NameSyntax? Per, EquatableArray<SyntaxNode> Cells) : SyntaxNode(Span);

/// <summary><c>misses[4] : count = 0;</c>, <c>wait : average(time, 1/32);</c></summary>
/// <param name="Length">Of an array, or null.</param>
/// <param name="Arguments">Of <c>average</c> and <c>histogram</c>.</param>
/// <param name="Initial">Null where the type needs none.</param>
public sealed record CellSyntax(
    TextSpan Span, string Doc, NameSyntax Name, ExpressionSyntax? Length, NameSyntax Type,
    EquatableArray<ExpressionSyntax> Arguments, ExpressionSyntax? Initial) : SyntaxNode(Span);

/// <summary><c>advance generation;</c></summary>
public sealed record AdvanceSyntax(TextSpan Span, NameSyntax Epoch) : SyntaxNode(Span);
