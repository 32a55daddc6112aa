using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

public abstract record ExpressionSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary>A number with its suffix, one token: <c>4KiB</c>, <c>80ns</c>, <c>2.5</c>, <c>400GB/s</c>, <c>10%</c>.</summary>
/// <param name="Digits">The digits with separators and point as written: <c>1_000</c>, <c>2.5</c>.</param>
/// <param name="Suffix">What follows them: <c>KiB</c>, <c>%</c>, <c>GB/s</c>, or empty.</param>
public sealed record NumberSyntax(TextSpan Span, string Digits, string Suffix) : ExpressionSyntax(Span);

/// <summary>A single word, reserved (<c>true false none long short pinned</c>) or a name.</summary>
public sealed record WordSyntax(TextSpan Span, string Text) : ExpressionSyntax(Span);

/// <summary><c>stack.free</c>, <c>gpu0.busy</c>, <c>ram.latency from gpu0</c>, <c>queue.count</c>.</summary>
public sealed record MemberSyntax(TextSpan Span, NameSyntax Target, NameSyntax Member, NameSyntax? From)
    : ExpressionSyntax(Span)
{
    /// <summary>The <c>i</c> of <c>seg[i].count</c>, or null.</summary>
    public ExpressionSyntax? Index { get; init; }

    /// <summary>The last name of <c>ram.wait.value</c>, or null.</summary>
    public NameSyntax? Part { get; init; }

    /// <summary>The <c>long</c> or <c>short</c> of <c>p.pinned long</c>, or null.</summary>
    public NameSyntax? Pins { get; init; }
}

/// <summary><c>hits[i]</c>, and of one tier or agent <c>ram.hits[i]</c>.</summary>
public sealed record ElementSyntax(TextSpan Span, NameSyntax? Owner, NameSyntax Name, ExpressionSyntax Index) : ExpressionSyntax(Span);

/// <summary><c>min(a, b)</c>, and on a target <c>seen.remove(page)</c>.</summary>
public sealed record CallSyntax(
    TextSpan Span, NameSyntax? Target, NameSyntax Function, EquatableArray<ExpressionSyntax> Arguments)
    : ExpressionSyntax(Span)
{
    /// <summary>The <c>i</c> of <c>seg[i].push_front(page)</c>, or null.</summary>
    public ExpressionSyntax? Index { get; init; }

    /// <summary>The first name of <c>ram.wait.add(latency)</c>, or null.</summary>
    public NameSyntax? Owner { get; init; }
}

public sealed record NotSyntax(TextSpan Span, ExpressionSyntax Operand) : ExpressionSyntax(Span);

public enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
}

public sealed record BinarySyntax(
    TextSpan Span, BinaryOperator Operator, TextSpan OperatorSpan, ExpressionSyntax Left, ExpressionSyntax Right)
    : ExpressionSyntax(Span);

/// <summary><c>[subject] in set</c>; without a subject the page's tier (or the page) is meant.</summary>
public sealed record InSyntax(TextSpan Span, ExpressionSyntax? Subject, SetSyntax Set) : ExpressionSyntax(Span);

public abstract record SetSyntax(TextSpan Span) : SyntaxNode(Span);

public sealed record RangeSetSyntax(TextSpan Span, ExpressionSyntax Low, ExpressionSyntax High) : SetSyntax(Span);

public sealed record NameSetSyntax(TextSpan Span, EquatableArray<NameSyntax> Names) : SetSyntax(Span);

/// <summary><c>if C then A else B</c>.</summary>
public sealed record ConditionalSyntax(
    TextSpan Span, ExpressionSyntax Condition, ExpressionSyntax WhenTrue, ExpressionSyntax WhenFalse)
    : ExpressionSyntax(Span);

/// <summary><c>bound to T</c>, <c>asks for T</c>, <c>prefers T</c>; <paramref name="Verb"/> is the first word.</summary>
public sealed record RequestSyntax(TextSpan Span, NameSyntax Verb, NameSyntax Tier) : ExpressionSyntax(Span);

/// <summary><c>pinned</c> or <c>pinned long|short</c>.</summary>
public sealed record PinnedSyntax(TextSpan Span, NameSyntax? Class) : ExpressionSyntax(Span);

/// <summary>Where a value could not be read; its diagnostic is already in the file's list.</summary>
public sealed record ErrorExpressionSyntax(TextSpan Span) : ExpressionSyntax(Span);
