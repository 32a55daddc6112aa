using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>The rules of <c>pin</c> grant nothing that the tier of the page does not permit.</summary>
internal static class PinPermissions
{
    public static void Run(CheckedPolicy policy)
    {
        var effort = Effort.OfAnalysis(policy.Plan.Hierarchy);
        // Where no rule sends a page there is none to be pinned.
        var reached = FaultAnswers.Reachable(policy.Plan, []);
        foreach (var list in policy.Lists.Where(l => l.Kind == ListKind.Pin))
        {
            var given = Given.Of(list, policy.Plan.Hierarchy);
            var above = new List<Expr>();
            foreach (var rule in list.Rules)
            {
                if (rule.Plan.Outcome == OutcomeKind.Allow) Allow(policy, effort, reached, rule, given, above);
                else if (rule.Plan.Outcome == OutcomeKind.Move) Move(policy, effort, rule, given, above);
                above.Add(Fold.Not(rule.Plan.Condition));
            }
        }
    }

    private static void Allow(CheckedPolicy policy, Effort effort, HashSet<int> reached, CheckedRule rule, Expr given, List<Expr> above)
    {
        var h = policy.Plan.Hierarchy;
        // A rule that names tiers means them.
        var named = PlanExpressions.Parts(rule.Plan.Condition).Any(e => e is PageExpr { Property: PageProperty.Tier });
        var tiers = Enumerable.Range(0, h.Tiers.Count)
            .Where(t => h.Tiers[t].Pins == PinPermission.Short && (reached.Contains(t) || named) && CanBe(effort, rule, given, above, Fold.And(Long, Fold.InSet(Given.Tier(h), 1L << t))))
            .Select(t => h.Tiers[t].Name)
            .ToArray();
        if (tiers.Length == 0) return;
        policy.File.ReportWithHelp(DiagnosticRules.PinNotPermitted, rule.Syntax.Outcome.Targets[0].Span,
            $"move the page first: `away: when long && in {string.Join(", ", tiers)} => TIER;` above it", "a long pin", tiers[0]);
    }

    /// <summary>A page that comes to a tier is pinned there.</summary>
    private static void Move(CheckedPolicy policy, Effort effort, CheckedRule rule, Expr given, List<Expr> above)
    {
        foreach (var target in rule.Syntax.Outcome.Targets)
        {
            if (policy.Names.Find(target.Text) is not Binding.TierSymbol { Index: var to }) continue;
            var tier = policy.Plan.Hierarchy.Tiers[to];
            var forbidden = tier.Pins switch { PinPermission.None => Fold.True, PinPermission.Short => Long, _ => Fold.False };
            if (!CanBe(effort, rule, given, above, forbidden)) continue;
            policy.File.ReportWithHelp(DiagnosticRules.PinNotPermitted, target.Span,
                "what it permits is said by `pins` in the tier, and by its kind", tier.Pins == PinPermission.None ? "a pin" : "a long pin", tier.Name);
        }
    }

    internal static Expr Long { get; } = new EventExpr(ValueType.Bool, ValueRange.Bool, EventProperty.LongPin);

    private static bool CanBe(Effort effort, CheckedRule rule, Expr given, List<Expr> above, Expr forbidden) =>
        Solver.CanHold(effort, [given, rule.Plan.Condition, forbidden, .. above]);
}
