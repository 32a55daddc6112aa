using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

/// <summary>What an outcome may say besides its targets, its budget and <c>or next</c>.</summary>
public sealed record OutcomeExtrasSyntax(TextSpan Span) : SyntaxNode(Span)
{
    /// <summary><c>nearest</c>, <c>roomiest</c> or <c>interleave</c> before the targets.</summary>
    public NameSyntax? Choice { get; init; }

    /// <summary>The targets with their weights, where a choice stands before them.</summary>
    public EquatableArray<ShareSyntax> Shares { get; init; } = [];

    /// <summary><c>or exchange</c></summary>
    public NameSyntax? Exchange { get; init; }

    /// <summary>The condition of <c>or exchange when C</c>.</summary>
    public ExpressionSyntax? ExchangeWhen { get; init; }

    /// <summary><c>keep shadow</c></summary>
    public NameSyntax? Shadow { get; init; }

    /// <summary>The word <c>then</c> of <c>then { … } else { … }</c>.</summary>
    public NameSyntax? Then { get; init; }

    public EquatableArray<SyntaxNode> Accepted { get; init; } = [];

    public EquatableArray<SyntaxNode> Refused { get; init; } = [];
}

/// <summary><c>ram: 3</c></summary>
public sealed record ShareSyntax(TextSpan Span, NameSyntax Name, ExpressionSyntax? Weight) : SyntaxNode(Span);
