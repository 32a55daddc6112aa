using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>A policy whose names and types are right: what the analyses read, and what is lowered to the plan.</summary>
/// <param name="Plan">All but the places of the fields, the hidden fields and the bounds of scans.</param>
/// <param name="Rules">In the order of their numbers.</param>
/// <param name="MigrationIsComplete">False where a part of it was too wrong to be checked further.</param>
/// <param name="Lists">The lists of rules that are tried in order, as they stand in the text.</param>
internal sealed record CheckedPolicy(
    PolicySyntax Syntax, FileContext File, CheckedHierarchy Hierarchy, PolicyPlan Plan,
    IReadOnlyList<CheckedRule> Rules, IReadOnlyList<RuleList> Lists, SymbolTable Names,
    bool MigrationIsComplete, ObservedAccesses Observed)
{
    /// <summary>Comparisons that are always the same, as often as the place where they stand was checked.</summary>
    public IReadOnlyList<DecidedPart> Decided { get; init; } = [];
}

/// <param name="Number">Its index in the plan.</param>
internal sealed record CheckedRule(int Number, RulePlan Plan, RuleSyntax Syntax);

internal enum ListKind
{
    Placement,
    Access,
    Fault,
    HintFault,
    WriteFault,
    Pass,
    Reclaim,
    Pin,
    /// <summary>Another event about a page.</summary>
    Event,
}

/// <summary>Rules that are tried in order for one event.</summary>
/// <param name="Where">As a message says it.</param>
/// <param name="Node">The handler or the section.</param>
/// <param name="Tiers">The tiers that the page can be in; a bit each. Meaningless for placement.</param>
/// <param name="IsWhole">No rule is missing because it was wrong.</param>
/// <param name="Agents">The agents that can cause the event, a bit each; -1 where none does.</param>
internal sealed record RuleList(
    ListKind Kind, string Where, SyntaxNode Node, long Tiers, long Agents, IReadOnlyList<CheckedRule> Rules,
    bool IsWhole)
{
    /// <summary>When the list is asked at all, or null: always.</summary>
    public LatchPlan? Latch { get; init; }

    /// <summary>What runs before the rules are asked.</summary>
    public EquatableArray<Stmt> Statements { get; init; } = [];

    public bool IsLatched => Latch is not null;
}
