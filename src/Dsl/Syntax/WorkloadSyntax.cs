using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

/// <summary>Accesses described as phases over regions; members are <see cref="RegionSyntax"/> and <see cref="PhaseSyntax"/>.</summary>
public sealed record WorkloadSyntax(
    TextSpan Span, string Doc, NameSyntax Name, NameSyntax Hierarchy, EquatableArray<SyntaxNode> Members)
    : SyntaxNode(Span);

/// <summary><c>region weights 2GiB anon of web bound to gpu;</c></summary>
/// <param name="Tenant">Behind <c>of</c>, or null.</param>
public sealed record RegionSyntax(
    TextSpan Span, NameSyntax Name, ExpressionSyntax Size, NameSyntax Kind, NameSyntax? Tenant, WishSyntax? Wish)
    : SyntaxNode(Span)
{
    /// <summary>The word <c>huge</c> behind the kind, or null.</summary>
    public NameSyntax? Huge { get; init; }
}

/// <summary>What a program asks for: <c>bound to gpu</c>, <c>asks for gpu, ram</c>, <c>prefers ram</c>.</summary>
/// <param name="Verb">Its first word.</param>
public sealed record WishSyntax(TextSpan Span, NameSyntax Verb, EquatableArray<NameSyntax> Tiers) : SyntaxNode(Span);

/// <summary><c>phase train 2s { … }</c>; members are the three below.</summary>
public sealed record PhaseSyntax(
    TextSpan Span, NameSyntax Name, ExpressionSyntax Duration, EquatableArray<SyntaxNode> Members) : SyntaxNode(Span);

/// <summary><c>gpu0 reads weights zipf 0.99 at 2M/s;</c></summary>
/// <param name="Verb"><c>reads</c> or <c>writes</c>.</param>
/// <param name="Shape">The number behind the pattern, or null.</param>
public sealed record StreamSyntax(
    TextSpan Span, NameSyntax Agent, NameSyntax Verb, NameSyntax Region, NameSyntax Pattern, ExpressionSyntax? Shape,
    ExpressionSyntax Pace) : SyntaxNode(Span);

/// <summary><c>gpu0.busy = 80%;</c></summary>
public sealed record StatSettingSyntax(TextSpan Span, NameSyntax Agent, NameSyntax Stat, ExpressionSyntax Value)
    : SyntaxNode(Span);

/// <summary><c>cpu pins samples long;</c>, <c>cpu unpins samples;</c>, <c>cpu hints cold samples;</c>, <c>gpu goes offline;</c></summary>
/// <param name="Subject">An agent; of <c>goes</c> a tier or a device.</param>
/// <param name="Target">The region or the page; of <c>goes</c> the word behind it.</param>
/// <param name="Word"><c>long</c>, <c>short</c>, or the name of the hint; or null.</param>
public sealed record HappeningSyntax(TextSpan Span, NameSyntax Subject, NameSyntax Verb, NameSyntax Target, NameSyntax? Word) : SyntaxNode(Span);

/// <summary><c>gpu0 reclaims gpu 256MiB;</c></summary>
public sealed record DriverRequestSyntax(TextSpan Span, NameSyntax Agent, NameSyntax Tier, ExpressionSyntax Amount)
    : SyntaxNode(Span);
