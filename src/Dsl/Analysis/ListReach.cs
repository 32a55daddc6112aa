using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Which rules of a list can match, and which of them others leave nothing to.</summary>
/// <remarks>
/// A page that a rule matches is found once, and tried on all rules above: only those that match it too can shadow the rule. Where one
/// does, a page is looked for that it does not match, and so on until no rule above matches, or there is no such page. So most
/// pairs of a long list cost one evaluation and no proof.
/// </remarks>
internal sealed class ListReach
{
    private readonly EarlierRules _earlier;
    private readonly Solution[] _pages;
    private readonly Effort _effort;
    private readonly Assigned _assigned;
    private readonly AskedRule[] _rules;
    private readonly Expr[] _given;
    private readonly bool _isForAll;
    private readonly List<(int Rule, Writes What)> _refusals = [];

    public Effort Effort => _effort;

    /// <param name="earlier">The rules of handlers that the same event asks first.</param>
    public ListReach(RuleList list, HierarchyPlan h, Effort effort, EarlierRules earlier)
    {
        (List, _effort, _earlier) = (list, effort, earlier);
        // The agent of another event is no part of what is given, so a handler for one agent may leave the event to the others.
        _isForAll = !list.IsLatched && (list.Kind != ListKind.Event || Enumerable.Range(0, h.Agents.Count).All(a => Given.Contains(list.Agents, a)));
        for (var i = 0; i < list.Rules.Count; i++)
            if (list.Rules[i].Plan is { Refused.Count: > 0 } plan && !Ends(list.Kind, plan)) _refusals.Add((i, Writes.Of(earlier.Plan, plan.Refused)));
        _assigned = Assigned.By(earlier.Plan, list.Statements);
        _given = list.Rules.Select((r, i) => Fold.And(Given.Of(list, h, r.Plan.Condition),
            _assigned.Facts(r.Plan.Condition, _refusals.Where(x => x.Rule < i).Select(x => x.What)))).ToArray();
        _rules = list.Rules.Select(r => new AskedRule(r, r.Plan.Condition, earlier.Evaluator.Compile(r.Plan.Condition))).ToArray();
        _pages = list.Rules.Select((r, i) => Solver.Solve([_given[i], r.Plan.Condition], effort)).ToArray();
    }

    public RuleList List { get; }

    /// <summary>What holds before the rule is asked.</summary>
    public Expr Before(int index) => _given[index];

    /// <summary>The statements of the handler without which the condition could hold; null where there are none.</summary>
    public string? AssignedAgainst(int index, HierarchyPlan h) =>
        List.Rules[index].Plan.Condition is var c && !Prover.Excludes(Given.Of(List, h, c), c) && _assigned.Why(c) is { Length: > 0 } why ? why : null;

    public bool CanMatch(int index) => !_pages[index].IsNever;

    /// <summary>The rules above that leave nothing to this one, a single one where that does; none if there is a page left, or none was found.</summary>
    public IReadOnlyList<CheckedRule> ShadowedBy(int index, int most)
    {
        var shadows = new List<AskedRule>();
        var page = _pages[index];
        while (page is { IsNever: false, Values: not null } && shadows.Count < most)
        {
            if (FirstMatch(page.In(_earlier.Evaluator), index) is not { } above) return [];
            shadows.Add(above);
            page = Without(index, shadows);
        }

        if (!page.IsNever || shadows.Count == 0) return [];
        var alone = shadows.Where(s => shadows.Count == 1 || Without(index, [s]).IsNever).Take(1).ToArray();
        return (alone.Length > 0 ? alone : [.. shadows]).Select(s => s.Rule).ToArray();
    }

    /// <summary>The rules that end the search for an outcome, as another handler of the event finds them.</summary>
    public IEnumerable<AskedRule> Ending() =>
        from n in Enumerable.Range(0, _isForAll ? List.Rules.Count : 0)
        let rule = List.Rules[n]
        where Ends(List.Kind, rule.Plan)
        let asked = Fold.And(_given[n], rule.Plan.Condition)
        where IsAsItWas(asked, n, List.Rules.Count)
        select new AskedRule(rule, asked, _earlier.Evaluator.Compile(asked));

    private AskedRule? FirstMatch(long[] page, int before)
    {
        foreach (var rule in _earlier.Rules)
            if (rule.Holds(page) != 0 && IsAsItWas(rule.Asked, -1, before)) return rule;
        for (var i = 0; i < before; i++)
            if (Ends(List.Kind, List.Rules[i].Plan) && _rules[i].Holds(page) != 0 && IsAsItWas(_rules[i].Asked, i, before)) return _rules[i];
        return null;
    }

    /// <summary>What follows the refusal of a rule in between may change what was asked above it, and the next rule is tried.</summary>
    private bool IsAsItWas(Expr asked, int above, int below) =>
        _refusals.All(r => r.Rule <= above || r.Rule >= below || !PlanExpressions.Parts(asked).Any(r.What.Touch));

    /// <summary>Nothing in the list changes what was asked before it.</summary>
    public bool Leaves(Expr asked) => IsAsItWas(asked, -1, List.Rules.Count);

    private Solution Without(int index, IEnumerable<AskedRule> shadows) =>
        Solver.Solve([_given[index], List.Rules[index].Plan.Condition, .. shadows.Select(s => Fold.Not(s.Asked))], _effort);

    /// <summary>After a match no later rule is tried, not even if it is refused.</summary>
    private static bool Ends(ListKind kind, RulePlan rule) => kind switch
    {
        ListKind.Reclaim => rule.Outcome == OutcomeKind.Evict,
        ListKind.Placement or ListKind.Pin => true,
        _ => rule.OnRefusal != OnRefusal.Next && !rule.CanBeSuspended,
    };
}
