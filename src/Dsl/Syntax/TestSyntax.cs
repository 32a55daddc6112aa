using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

/// <summary>A test of a policy; its members are the steps below and <see cref="StatSettingSyntax"/>, <see cref="DriverRequestSyntax"/>.</summary>
/// <param name="Name">The span of its name, with the quotes.</param>
public sealed record TestSyntax(TextSpan Span, TextSpan Name, NameSyntax Policy, EquatableArray<SyntaxNode> Steps)
    : SyntaxNode(Span);

/// <summary><c>given page p anon of web bound to gpu in stack { heat = 0; }</c></summary>
/// <param name="Tenant">Behind <c>of</c>, or null.</param>
/// <param name="Tier">Null: it has not been accessed yet.</param>
/// <param name="Values">Fields and <c>dirty</c>, as assignments.</param>
public sealed record GivenPageSyntax(
    TextSpan Span, NameSyntax Name, NameSyntax? Kind, NameSyntax? Tenant, WishSyntax? Wish, NameSyntax? Tier,
    EquatableArray<SyntaxNode> Values)
    : SyntaxNode(Span)
{
    /// <summary>The word <c>huge</c> behind the kind, or null.</summary>
    public NameSyntax? Huge { get; init; }
}

/// <summary><c>given stack filled 95%;</c></summary>
public sealed record GivenFillSyntax(TextSpan Span, NameSyntax Tier, ExpressionSyntax Amount) : SyntaxNode(Span);

/// <summary><c>given hot = 8;</c></summary>
public sealed record GivenParameterSyntax(TextSpan Span, NameSyntax Name, ExpressionSyntax Value) : SyntaxNode(Span);

/// <summary><c>cpu reads p 4 times;</c></summary>
public sealed record TestAccessSyntax(
    TextSpan Span, NameSyntax Agent, NameSyntax Verb, NameSyntax Page, ExpressionSyntax? Times) : SyntaxNode(Span);

/// <summary><c>after 100ms;</c></summary>
public sealed record AfterSyntax(TextSpan Span, ExpressionSyntax Time) : SyntaxNode(Span);

/// <summary><c>run TrainThenServe;</c></summary>
public sealed record RunSyntax(TextSpan Span, NameSyntax Workload) : SyntaxNode(Span);

/// <summary><c>expect p in ram by sink;</c></summary>
/// <param name="Section">The <c>ram</c> of <c>by ram.drop</c>, or null.</param>
public sealed record ExpectSyntax(TextSpan Span, ExpressionSyntax Condition, NameSyntax? Section, NameSyntax? Label)
    : SyntaxNode(Span);
