using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Analysis;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Model;

namespace CdmPolicy.Cli.Explaining;

/// <summary>A policy in its author's words: what a rule is called, where it stands, what its condition asks about.</summary>
internal sealed class PolicyTexts(PolicyPlan plan, HierarchyModel hierarchy)
{
    private readonly Dictionary<int, IReadOnlyList<ConditionLeaf>> _leaves = [];

    /// <param name="texts">Without errors.</param>
    public static PolicyTexts Of(IReadOnlyList<SourceText> texts, string policy, HierarchyModel hierarchy) =>
        new(Compiler.Compile(texts).Policies.First(p => p.Name == policy), hierarchy);

    public HierarchyModel Hierarchy => hierarchy;

    /// <summary><c>migration.promote</c></summary>
    public string Name(int rule) => $"{plan.Rules[rule].Section}.{plan.Rules[rule].Label}";

    /// <summary><c>first.cdmp:26</c></summary>
    public string Place(int rule) => $"{plan.Rules[rule].Origin.Path}:{Line(rule)}";

    /// <summary>The same without the folder, for a table.</summary>
    public string Mark(int rule) => $"{Path.GetFileName(File(rule))}:{Line(rule)}";

    public string File(int rule) => plan.Rules[rule].Origin.Path;

    public int Line(int rule) => plan.Rules[rule].Origin.Start.Line;

    /// <summary>What it says; null: no rule.</summary>
    public OutcomeKind? Outcome(int rule) => rule < 0 ? null : plan.Rules[rule].Outcome;

    /// <summary>The whole rule.</summary>
    public string Source(int rule) => plan.Rules[rule].Source;

    /// <summary>Who chose the page, for a rule of <c>reclaim</c>.</summary>
    public string? Order(int rule) => plan.Reclaim.FirstOrDefault(r => r.Rules.Contains(rule)) is { } section
        ? section.OrderBy is null ? section.Reclaimer.Display : $"by {section.OrderSource}"
        : null;

    /// <summary>The names in its condition with the values they had.</summary>
    public IEnumerable<(string Name, string Value)> Saw(LoggedEvent logged)
    {
        if (logged.Values is not { } values) return [];
        if (!_leaves.TryGetValue(logged.Event.Rule, out var leaves))
            _leaves[logged.Event.Rule] = leaves = ConditionLeaves.Of(plan, plan.Rules[logged.Event.Rule].Condition);
        return leaves.Zip(values, (leaf, value) => (leaf.Name, Value(leaf.Value, value)));
    }

    /// <summary>What a condition asks of pins is whether, and of which sort.</summary>
    private string Value(Expr leaf, long value) => leaf is PageExpr { Property: PageProperty.Pins }
        ? value switch { 0 => "false", 1 => "short", _ => "long" }
        : ValueText.Of(leaf.Type, value, hierarchy);

    /// <summary>A tier, or where a page is that is in none.</summary>
    public string Where(int place) => place switch
    {
        PageEvent.Nowhere => "nowhere",
        PageEvent.Store => hierarchy.Store?.Name ?? "the store",
        PageEvent.Swap => "swap",
        _ => hierarchy.Tiers[place].Name,
    };

    /// <summary>A hint that the policy handles.</summary>
    public string Hint(int number) => plan.Events.Where(e => e.Kind == EventKind.Hint).ElementAt(number).Hint;

    public string Agent(int agent) => hierarchy.Agents[agent].Name;
}
