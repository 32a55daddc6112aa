using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

/// <summary>An eviction algorithm: parameters, structures (queues, hands, page fields) and hooks.</summary>
public sealed record ReclaimerSyntax(
    TextSpan Span, string Doc, NameSyntax Name, EquatableArray<ParameterSyntax> Parameters,
    EquatableArray<SyntaxNode> Members) : SyntaxNode(Span);

/// <summary><c>bits: count = 1 in 1..32</c></summary>
public sealed record ParameterSyntax(TextSpan Span, NameSyntax Name, NameSyntax Type, ExpressionSyntax? Default)
    : SyntaxNode(Span)
{
    /// <summary>The values with which the algorithm has a meaning; null: all.</summary>
    public RangeSetSyntax? Range { get; init; }
}

/// <summary><c>queue order;</c> or <c>queue seg[K];</c></summary>
public sealed record QueueSyntax(TextSpan Span, NameSyntax Name, ExpressionSyntax? Length) : SyntaxNode(Span);

/// <summary><c>buckets order by uses;</c></summary>
public sealed record BucketsSyntax(TextSpan Span, NameSyntax Name, NameSyntax Field) : SyntaxNode(Span);

/// <summary><c>hand at;</c></summary>
public sealed record HandSyntax(TextSpan Span, NameSyntax Name) : SyntaxNode(Span);

/// <summary><c>ghost seen(capacity * history) { … }</c></summary>
public sealed record GhostSyntax(
    TextSpan Span, NameSyntax Name, ExpressionSyntax Capacity, EquatableArray<SyntaxNode> Fields) : SyntaxNode(Span);

/// <summary><c>every 10ms { … }</c></summary>
/// <param name="Head">All but the body.</param>
public sealed record EveryHookSyntax(TextSpan Span, TextSpan Head, ExpressionSyntax Period, EquatableArray<SyntaxNode> Body) : SyntaxNode(Span);

/// <summary><c>insert { … }</c>, <c>access { … }</c>, <c>victim { … }</c>, <c>remove { … }</c>, <c>miss { … }</c>.</summary>
public sealed record HookSyntax(TextSpan Span, NameSyntax Name, EquatableArray<SyntaxNode> Body) : SyntaxNode(Span);
