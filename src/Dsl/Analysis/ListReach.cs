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
    private readonly Evaluator _evaluator;
    private readonly Func<long[], long>[] _holds;
    private readonly Solution[] _pages;
    private readonly Effort _effort;

    public ListReach(RuleList list, Expr given, Effort effort)
    {
        (List, Given, _effort, _evaluator) = (list, given, effort, new Evaluator(effort.PageBytes));
        _holds = list.Rules.Select(r => _evaluator.Compile(r.Plan.Condition)).ToArray();
        _pages = list.Rules.Select(r => Solver.Solve([given, r.Plan.Condition], effort)).ToArray();
    }

    public RuleList List { get; }

    /// <summary>What holds before any rule is asked.</summary>
    public Expr Given { get; }

    public bool CanMatch(int index) => !_pages[index].IsNever;

    /// <summary>The rules above that leave nothing to this one, a single one where that does; none if there is a page left, or none was found.</summary>
    public IReadOnlyList<CheckedRule> ShadowedBy(int index, int most)
    {
        var shadows = new List<CheckedRule>();
        var page = _pages[index];
        while (page is { IsNever: false, Values: not null } && shadows.Count < most)
        {
            if (FirstMatch(page.In(_evaluator), index) is not { } above) return [];
            shadows.Add(above);
            page = Without(index, shadows);
        }

        if (!page.IsNever || shadows.Count == 0) return [];
        return shadows.FirstOrDefault(s => shadows.Count == 1 || Without(index, [s]).IsNever) is { } alone ? [alone] : shadows;
    }

    private CheckedRule? FirstMatch(long[] page, int before)
    {
        for (var i = 0; i < before; i++)
            if (Ends(List.Kind, List.Rules[i].Plan) && _holds[i](page) != 0) return List.Rules[i];
        return null;
    }

    private Solution Without(int index, IEnumerable<CheckedRule> shadows) =>
        Solver.Solve([Given, List.Rules[index].Plan.Condition, .. shadows.Select(s => Fold.Not(s.Plan.Condition))], _effort);

    /// <summary>After a match no later rule is tried, not even if it is refused.</summary>
    private static bool Ends(ListKind kind, RulePlan rule) => kind switch
    {
        ListKind.Reclaim => rule.Outcome == OutcomeKind.Evict,
        ListKind.Placement or ListKind.Pin => true,
        _ => rule.OnRefusal != OnRefusal.Next && !rule.CanBeSuspended,
    };
}
