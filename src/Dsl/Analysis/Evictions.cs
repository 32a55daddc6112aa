using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What is evicted goes to a store or to swap, so there must be one of them.</summary>
internal static class Evictions
{
    private const string AddStore = "add `store disk { read 80us; write 30us; bandwidth 2GB/s; }` to it";

    public static void Run(CheckedPolicy policy)
    {
        if (policy.Plan.Hierarchy is { Store: not null } or { Swap: not null }) return;
        foreach (var list in policy.Lists.Where(l => l.Kind is ListKind.Pass or ListKind.Event))
        {
            if (list.Rules.FirstOrDefault(r => r.Plan.Outcome == OutcomeKind.Evict) is not { } rule) continue;
            policy.File.ReportWithHelp(DiagnosticRules.EvictWithoutStore, rule.Syntax.Outcome.Targets[0].Span, AddStore, policy.Plan.Hierarchy.Name);
            return;
        }

        foreach (var list in policy.Lists.Where(l => l.Kind == ListKind.Reclaim))
        {
            var section = (ReclaimSyntax)list.Node;
            var evict = list.Rules.FirstOrDefault(r => r.Plan.Outcome == OutcomeKind.Evict);
            if (evict is null && (list.Rules.Count > 0 || !list.IsWhole))
            {
                if (list.IsWhole && !CoversEveryPage(policy.Plan, list))
                    policy.File.ReportWithHelp(DiagnosticRules.NoWayOut, section.Tier.Span,
                        "end it with `rest: otherwise => TIER;`, or add a store to the hierarchy", section.Tier.Text);
                continue;
            }

            var place = evict?.Syntax.Outcome.Targets[0].Span ?? section.Tier.Span;
            policy.File.ReportWithHelp(DiagnosticRules.EvictWithoutStore, place, AddStore, policy.Plan.Hierarchy.Name);
            return;
        }
    }

    /// <summary>What no rule matches is evicted, as what the last rule cannot move is: that depends on the run, this does not.</summary>
    private static bool CoversEveryPage(PolicyPlan plan, RuleList list)
    {
        var h = plan.Hierarchy;
        var left = list.Rules.Where(r => r.Plan.Outcome != OutcomeKind.Split).Select(r => Fold.Not(r.Plan.Condition)).Aggregate(Fold.True, Fold.And);
        return !Enumerable.Range(0, h.Tiers.Count).Any(t => Given.Contains(list.Tiers, t)
            && Solver.CanHold(new Effort(Cases.Most, h.PageBytes), [Linked.Of(plan, Given.OfVictim(h, t, left))]));
    }
}
