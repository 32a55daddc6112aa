using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

public enum AssignmentOperator
{
    Set,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary><c>heat += 1;</c></summary>
public sealed record AssignSyntax(
    TextSpan Span, NameSyntax Target, AssignmentOperator Operator, TextSpan OperatorSpan, ExpressionSyntax Value)
    : SyntaxNode(Span)
{
    /// <summary>What is assigned where it is more than a name, <c>ram.misses</c> or <c>hits[i]</c>; null otherwise.</summary>
    public ExpressionSyntax? Place { get; init; }
}

/// <summary><c>if (c) { … } else { … }</c>; <paramref name="Otherwise"/> is empty without an else.</summary>
public sealed record IfSyntax(
    TextSpan Span, ExpressionSyntax Condition, EquatableArray<SyntaxNode> Then, EquatableArray<SyntaxNode> Otherwise)
    : SyntaxNode(Span);

/// <summary><c>order.push_front(page);</c></summary>
public sealed record CallStatementSyntax(TextSpan Span, CallSyntax Call) : SyntaxNode(Span);

/// <summary><c>suspend nearer for 1s;</c></summary>
public sealed record SuspendSyntax(TextSpan Span, NameSyntax Label, ExpressionSyntax Time) : SyntaxNode(Span);

/// <summary>A word alone: <c>evict;</c>, <c>stop;</c>, <c>touch;</c>.</summary>
public sealed record WordStatementSyntax(TextSpan Span, NameSyntax Word) : SyntaxNode(Span);

/// <summary><c>scan order from at towards front at most 8 { … }</c></summary>
/// <param name="From"><c>front</c>, <c>back</c> or the name of a hand.</param>
/// <param name="Towards"><c>front</c> or <c>back</c>; null when left out.</param>
public sealed record ScanSyntax(
    TextSpan Span, NameSyntax Queue, NameSyntax From, NameSyntax? Towards, ExpressionSyntax? AtMost,
    EquatableArray<SyntaxNode> Body) : SyntaxNode(Span)
{
    /// <summary>The <c>i</c> of <c>scan seg[i] from back</c>, or null.</summary>
    public ExpressionSyntax? Index { get; init; }
}

/// <summary><c>for i in 0..3 { … }</c></summary>
public sealed record ForSyntax(TextSpan Span, NameSyntax Name, RangeSetSyntax Bounds, EquatableArray<SyntaxNode> Body)
    : SyntaxNode(Span);
