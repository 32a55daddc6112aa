using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Analysis;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Model;
using CdmPolicy.Verification.Telling;

namespace CdmPolicy.Cli.Explaining;

/// <summary>A part of a rule's condition that is false.</summary>
/// <param name="Part">As the author would write it.</param>
/// <param name="Text">The same, as what is said of it.</param>
/// <param name="Saw">The names in it, with their values.</param>
internal sealed record WrongPart(string Part, string Text, IReadOnlyList<(string Name, string Value)> Saw);

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

    /// <summary>The place at which it is asked, as a policy writes it: <c>on access</c>, <c>every</c>, <c>reclaim ram</c>.</summary>
    public string Point(int rule)
    {
        if (Points().FirstOrDefault(p => p.Handlers.Any(h => h.Rules.Contains(rule))).Name is { } handled) return handled;
        return plan.Ticks.Any(t => t.Rules.Contains(rule)) ? "every" : plan.Rules[rule].Section;
    }

    /// <summary>Some rule is asked there.</summary>
    public bool HasPoint(string point) => Enumerable.Range(0, plan.Rules.Count).Any(r => Point(r) == point);

    /// <summary>The headings of its handlers, if each of them is for some pages or agents only.</summary>
    public IReadOnlyList<string> Filters(string point)
    {
        var handlers = Points().Where(p => p.Name == point).SelectMany(p => p.Handlers).Where(h => h.Rules.Count > 0).ToList();
        return handlers.All(h => h.Agent >= 0 || h.TierMask != -1 || h.Latch is not null) ? [.. handlers.Select(h => h.Source)] : [];
    }

    private IEnumerable<(string Name, IEnumerable<HandlerPlan> Handlers)> Points() =>
        new (string, IEnumerable<HandlerPlan>)[] { ("on access", plan.Access), ("on fault", plan.Fault), ("on write_fault", plan.WriteFault), ("on hint_fault", plan.HintFault) }
            .Concat(plan.Events.Select(e => ("on " + $"{e.Kind.ToString().ToLowerInvariant()} {e.Hint}".Trim(), (IEnumerable<HandlerPlan>)e.Handlers)));

    /// <summary>The parts of its condition that are false, with what each of them saw.</summary>
    public IEnumerable<WrongPart> Wrong(int rule, long wrong, IReadOnlyList<long> values)
    {
        var known = Leaves(rule).Zip(values).ToDictionary(l => l.First.Value, l => (l.First.Name, Value(l.First.Value, l.Second)));
        foreach (var (part, number) in ConditionLeaves.Parts(plan.Rules[rule].Condition).Select((part, number) => (part, number)))
            if (number < 62 && (wrong >> number & 1) != 0)
                yield return part is InForceExpr ? new("in force", "it is suspended", [])
                    : new(ExprText.Of(plan, part), $"`{ExprText.Of(plan, part)}` is false", [.. ConditionLeaves.Of(plan, part).Select(l => known[l.Value])]);
    }

    /// <summary>The names in its condition with what it saw.</summary>
    public IEnumerable<(string Name, string Value)> Saw(int rule, IReadOnlyList<long> values) => Values(Leaves(rule), values);

    /// <summary>Its parameters as declared.</summary>
    public IEnumerable<(string Name, string Value)> Defaults() => plan.Parameters.Select(p => (p.Name, ValueText.Of(p.Type, p.Default, hierarchy)));

    /// <summary>What it says; null: no rule.</summary>
    public OutcomeKind? Outcome(int rule) => rule < 0 ? null : plan.Rules[rule].Outcome;

    /// <summary>The whole rule.</summary>
    public string Source(int rule) => plan.Rules[rule].Source;

    /// <summary>Who chose the page, where it was chosen: for a rule of <c>reclaim</c>, and to change places.</summary>
    public string? Order(LoggedEvent logged)
    {
        var section = logged.IsVictim ? plan.Reclaim.FirstOrDefault(r => r.Tier == logged.Event.From)
            : logged.Values is null ? null : plan.Reclaim.FirstOrDefault(r => r.Rules.Contains(logged.Event.Rule));
        return section is null ? null : section.OrderBy is null ? section.Reclaimer.Display : $"by {section.OrderSource}";
    }

    /// <summary>The names in its condition with the values they had, and those in the condition of an exchange.</summary>
    public IEnumerable<(string Name, string Value)> Saw(LoggedEvent logged)
    {
        IEnumerable<(string Name, string Value)> saw = logged.Values is { } values ? Values(Leaves(logged.Event.Rule), values) : [];
        return logged.Exchange is { } exchange && plan.Rules[logged.Event.Rule].ExchangeWhen is { } when
            ? saw.UnionBy(Values(ConditionLeaves.Of(plan, when), exchange), s => s.Name) : saw;
    }

    private IReadOnlyList<ConditionLeaf> Leaves(int rule) =>
        _leaves.TryGetValue(rule, out var known) ? known : _leaves[rule] = ConditionLeaves.Of(plan, plan.Rules[rule].Condition);

    private IEnumerable<(string Name, string Value)> Values(IEnumerable<ConditionLeaf> leaves, IEnumerable<long> values) =>
        leaves.Zip(values, (leaf, value) => (leaf.Name, Value(leaf.Value, value)));

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
