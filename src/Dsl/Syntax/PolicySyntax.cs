using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Syntax;

public sealed record PolicySyntax(
    TextSpan Span, string Doc, NameSyntax Name, NameSyntax Hierarchy, EquatableArray<SyntaxNode> Members)
    : SyntaxNode(Span);

/// <summary><c>param hot : count = 4 in 1..60;</c>, <c>param warm : tier = ram in ram, pmem;</c></summary>
public sealed record ParamSyntax(
    TextSpan Span, string Doc, NameSyntax Name, NameSyntax Type, ExpressionSyntax Default, SetSyntax? Set)
    : SyntaxNode(Span);

/// <summary><c>budget up = 20MB per 100ms;</c></summary>
public sealed record BudgetSyntax(
    TextSpan Span, string Doc, NameSyntax Name, ExpressionSyntax Amount, ExpressionSyntax Period) : SyntaxNode(Span);

/// <summary><c>observe everything;</c>, <c>observe accessed_bit every 100ms over ram;</c></summary>
/// <param name="What">The word behind <c>observe</c>.</param>
public sealed record ObserveSyntax(TextSpan Span, NameSyntax What) : SyntaxNode(Span)
{
    /// <summary>How often an access is a sample; none for other observers.</summary>
    public EquatableArray<RateSyntax> Rates { get; init; }

    /// <summary>The bytes of one scan, or null.</summary>
    public ExpressionSyntax? Scan { get; init; }

    /// <summary>The time between scans, or null.</summary>
    public ExpressionSyntax? Every { get; init; }

    /// <summary>Of <c>regions 10..1000</c>, or null.</summary>
    public RangeSetSyntax? Regions { get; init; }

    /// <summary>The time between two samples of a region, or null.</summary>
    public ExpressionSyntax? Sample { get; init; }

    /// <summary>The device whose counters are read, or null.</summary>
    public NameSyntax? Agent { get; init; }

    /// <summary>The tiers it covers; empty: all.</summary>
    public EquatableArray<NameSyntax> Over { get; init; }
}

/// <summary><c>sample 1 in 64</c>, <c>reads 1 in 64</c></summary>
public sealed record RateSyntax(TextSpan Span, NameSyntax Which, ExpressionSyntax One, ExpressionSyntax Interval) : SyntaxNode(Span);

/// <summary><c>let cold = heat == 0;</c></summary>
public sealed record LetSyntax(TextSpan Span, string Doc, NameSyntax Name, ExpressionSyntax Value) : SyntaxNode(Span);

/// <summary><c>never in gpu &amp;&amp; !asked;</c></summary>
public sealed record NeverSyntax(TextSpan Span, ExpressionSyntax Condition) : SyntaxNode(Span);

/// <summary><c>page { … }</c> in a policy or a reclaimer; members are <see cref="FieldSyntax"/>.</summary>
public sealed record PageBlockSyntax(TextSpan Span, EquatableArray<SyntaxNode> Fields) : SyntaxNode(Span);

/// <summary><c>heat : u8 halves every 100ms;</c></summary>
public sealed record FieldSyntax(
    TextSpan Span, string Doc, NameSyntax Name, FieldTypeSyntax Type, DecaySyntax? Decay) : SyntaxNode(Span);

/// <summary><c>bool</c>, <c>u8</c>, <c>agent</c>, or with a computed width <c>u(bits)</c>.</summary>
public sealed record FieldTypeSyntax(TextSpan Span, NameSyntax Name, ExpressionSyntax? Width) : SyntaxNode(Span);

/// <summary><c>halves every T</c> (no <paramref name="Factor"/>), <c>decays to R every T</c>, or <c>halves on E</c>.</summary>
/// <param name="Period">Null exactly where an epoch stands instead.</param>
public sealed record DecaySyntax(TextSpan Span, ExpressionSyntax? Factor, ExpressionSyntax? Period) : SyntaxNode(Span)
{
    public NameSyntax? Epoch { get; init; }
}

/// <summary>A section of rules: <c>placement { … }</c>.</summary>
public sealed record PlacementSyntax(TextSpan Span, NameSyntax Keyword, EquatableArray<SyntaxNode> Rules)
    : SyntaxNode(Span);

/// <summary><c>pin { … }</c>; members are rules.</summary>
public sealed record PinSyntax(TextSpan Span, NameSyntax Keyword, EquatableArray<SyntaxNode> Rules) : SyntaxNode(Span);

/// <summary><c>migration { … }</c>; members are <see cref="HandlerSyntax"/>.</summary>
public sealed record MigrationSyntax(TextSpan Span, NameSyntax Keyword, EquatableArray<SyntaxNode> Handlers)
    : SyntaxNode(Span);

/// <summary>What starts a handler.</summary>
public abstract record TriggerSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>on access [by gpu0] [in ram, pmem]</c>.</summary>
public sealed record OnSyntax(
    TextSpan Span, NameSyntax Event, NameSyntax? By, EquatableArray<NameSyntax> In) : TriggerSyntax(Span)
{
    /// <summary>The <c>cold</c> of <c>on hint cold</c>, or null.</summary>
    public NameSyntax? Hint { get; init; }
}

/// <summary><c>every 50ms [over stack limit 4096 pages]</c>, <c>after 1000 samples [over …]</c>.</summary>
/// <param name="Period">The time, or how many samples.</param>
/// <param name="Over">Tiers walked; empty without <c>over</c>.</param>
/// <param name="Limit">Null when it was left out, which the binder reports.</param>
/// <param name="LimitUnit"><c>pages</c>, <c>bytes</c>, or null.</param>
public sealed record EverySyntax(
    TextSpan Span, ExpressionSyntax Period, EquatableArray<NameSyntax> Over, ExpressionSyntax? Limit,
    NameSyntax? LimitUnit) : TriggerSyntax(Span)
{
    /// <summary>It runs after so many samples instead of by the clock.</summary>
    public bool AfterSamples { get; init; }

    /// <summary>Of <c>best by heat</c>, or null.</summary>
    public ExpressionSyntax? BestBy { get; init; }

    /// <summary>The queue of the tier's reclaimer that is walked, or null: the tiers' frames.</summary>
    public QueueWalkSyntax? Queue { get; init; }
}

/// <summary>Behind a tier: <c>.order from back</c>, <c>.seg[1]</c>.</summary>
public sealed record QueueWalkSyntax(TextSpan Span, NameSyntax Queue, ExpressionSyntax? Index, NameSyntax? From) : SyntaxNode(Span);

/// <summary><c>while C [until C]</c></summary>
public sealed record LatchSyntax(TextSpan Span, ExpressionSyntax While, ExpressionSyntax? Until) : SyntaxNode(Span);

/// <summary>A trigger with its body: statements and <see cref="RuleSyntax"/> in text order.</summary>
public sealed record HandlerSyntax(TextSpan Span, TriggerSyntax Trigger, EquatableArray<SyntaxNode> Body)
    : SyntaxNode(Span)
{
    public LatchSyntax? Latch { get; init; }
}

/// <summary><c>label: when C => outcome;</c>; <paramref name="Condition"/> is null for <c>otherwise</c>.</summary>
public sealed record RuleSyntax(
    TextSpan Span, string Doc, NameSyntax Label, ExpressionSyntax? Condition, OutcomeSyntax Outcome) : SyntaxNode(Span);

public enum RefusalSyntax
{
    None,
    Next,
    Stop,
}

/// <summary>The right side of a rule.</summary>
/// <param name="Targets">Words separated by commas: tiers, groups, or one of <c>stay evict fallback</c>.</param>
public sealed record OutcomeSyntax(
    TextSpan Span, EquatableArray<NameSyntax> Targets, WithinSyntax? Within, RefusalSyntax OnRefusal) : SyntaxNode(Span)
{
    /// <summary>The parts that most outcomes do not have; null where there is none of them.</summary>
    public OutcomeExtrasSyntax? Extras { get; init; }
}

/// <summary><c>within up</c> or <c>within 20MB per 100ms</c>.</summary>
public sealed record WithinSyntax(
    TextSpan Span, NameSyntax? Budget, ExpressionSyntax? Amount, ExpressionSyntax? Period) : SyntaxNode(Span);

/// <summary><c>reclaim ram { … }</c>; members are the six below, rules and properties (<c>reserve 1%;</c>).</summary>
public sealed record ReclaimSyntax(
    TextSpan Span, NameSyntax Keyword, NameSyntax Tier, EquatableArray<SyntaxNode> Members) : SyntaxNode(Span);

/// <summary><c>order Clock(bits: 2);</c></summary>
public sealed record OrderSyntax(TextSpan Span, NameSyntax Reclaimer, EquatableArray<ArgumentSyntax> Arguments)
    : SyntaxNode(Span);

/// <summary><c>order by heat;</c></summary>
public sealed record OrderBySyntax(TextSpan Span, ExpressionSyntax Value) : SyntaxNode(Span);

/// <summary><c>start when C until C;</c></summary>
public sealed record StartSyntax(TextSpan Span, ExpressionSyntax When, ExpressionSyntax Until) : SyntaxNode(Span);

/// <summary><c>bits: 2</c>; the name is null when it was left out, which the binder reports.</summary>
public sealed record ArgumentSyntax(TextSpan Span, NameSyntax? Name, ExpressionSyntax Value) : SyntaxNode(Span);

/// <summary><c>below 4% until 8%;</c></summary>
public sealed record WatermarkSyntax(TextSpan Span, ExpressionSyntax Below, ExpressionSyntax Until) : SyntaxNode(Span);

/// <summary><c>keep when C;</c></summary>
public sealed record KeepSyntax(TextSpan Span, ExpressionSyntax Condition) : SyntaxNode(Span);
