using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

/// <param name="Doc">The text of the <c>///</c> lines above, without the slashes; empty if there are none.</param>
/// <param name="Members">Agents, tiers, stores, links, fallbacks, groups, properties.</param>
public sealed record HierarchySyntax(
    TextSpan Span, string Doc, NameSyntax Name, EquatableArray<SyntaxNode> Members) : SyntaxNode(Span);

/// <summary><c>agent gpu0 : device { stat busy : ratio; }</c></summary>
public sealed record AgentSyntax(
    TextSpan Span, string Doc, NameSyntax Name, NameSyntax? Kind, EquatableArray<SyntaxNode> Members) : SyntaxNode(Span);

/// <summary><c>stat busy : ratio;</c> or <c>page stat touches : count;</c></summary>
public sealed record StatSyntax(TextSpan Span, bool PerPage, NameSyntax Name, NameSyntax Type) : SyntaxNode(Span);

/// <summary>A tier; its members are properties, <see cref="FromSyntax"/> and unsupported constructs.</summary>
public sealed record TierSyntax(
    TextSpan Span, string Doc, NameSyntax Name, NameSyntax Kind, EquatableArray<SyntaxNode> Members) : SyntaxNode(Span);

/// <summary><c>from gpu0 { read 60ns; … }</c> or <c>remote cpu { … }</c>.</summary>
/// <param name="Keyword"><c>from</c> or <c>remote</c>.</param>
public sealed record FromSyntax(
    TextSpan Span, NameSyntax Keyword, NameSyntax Agent, EquatableArray<SyntaxNode> Properties) : SyntaxNode(Span);

/// <summary><c>store disk { … }</c>, <c>swap { … }</c>.</summary>
public sealed record StoreSyntax(
    TextSpan Span, NameSyntax Keyword, NameSyntax? Name, EquatableArray<SyntaxNode> Properties) : SyntaxNode(Span);

/// <summary><c>link ram &lt;-&gt; gpu { … }</c>; one way when <paramref name="BothWays"/> is false (<c>-&gt;</c>).</summary>
public sealed record LinkSyntax(
    TextSpan Span, NameSyntax From, NameSyntax To, bool BothWays, EquatableArray<SyntaxNode> Properties)
    : SyntaxNode(Span);

/// <summary><c>fallback stack -> ram -> pmem;</c>, <c>fallback from cpu1 ram1 -> ram0;</c></summary>
public sealed record FallbackSyntax(TextSpan Span, NameSyntax? Agent, EquatableArray<NameSyntax> Chain)
    : SyntaxNode(Span);

/// <summary><c>tenant web { low ram 2GiB; max ram 4GiB; }</c></summary>
public sealed record TenantSyntax(TextSpan Span, string Doc, NameSyntax Name, EquatableArray<SyntaxNode> Shares)
    : SyntaxNode(Span);

/// <summary><c>low ram 2GiB;</c>, <c>max ram 4GiB;</c></summary>
/// <param name="Keyword"><c>low</c> or <c>max</c>.</param>
public sealed record TenantShareSyntax(TextSpan Span, NameSyntax Keyword, NameSyntax Tier, ExpressionSyntax Amount)
    : SyntaxNode(Span);

/// <summary><c>group fast = stack, ram;</c></summary>
public sealed record GroupSyntax(TextSpan Span, NameSyntax Name, EquatableArray<NameSyntax> Tiers) : SyntaxNode(Span);
