using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// What a policy says of the pages of a tier is idle where no page ever comes to that tier. To leave a tier of the hierarchy out altogether is a choice,
/// and nothing is said of it.
/// </summary>
internal static class UnreachedTiers
{
    public static void Run(CheckedPolicy policy)
    {
        var h = policy.Plan.Hierarchy;
        // With a rule missing, a tier may only seem to be left out.
        if (!policy.MigrationIsComplete || policy.File.HasErrors || HierarchyChecker.HasSyntaxErrors(policy.File, policy.Syntax.Span) || policy.Lists.Any(l => !l.IsWhole)) return;
        // Without a rule of its own a pin, or a tier that goes offline, sends pages along the fallback.
        var reached = FaultAnswers.Reachable(policy.Plan, []);
        reached.UnionWith(h.Fallbacks.SelectMany(f => f));
        for (var tier = 0; tier < h.Tiers.Count; tier++)
            if (!reached.Contains(tier) && Mention(policy, tier) is { } place)
                policy.File.ReportWithHelp(DiagnosticRules.TierUnreached, place.Span,
                    $"add `{h.Tiers[tier].Name}` to the outcome of a rule, or leave out what is said of its pages", h.Tiers[tier].Name);
    }

    /// <summary>The first handler, section or rule that is for pages in this tier alone.</summary>
    private static SyntaxNode? Mention(CheckedPolicy policy, int tier)
    {
        foreach (var list in policy.Lists.Where(l => l.Kind != ListKind.Placement))
        {
            if (list.Tiers == 1L << tier && list.Node is ReclaimSyntax section) return section.Tier;
            if (list.Tiers == 1L << tier && list.Node is HandlerSyntax handler) return handler.Trigger;
            foreach (var rule in list.Rules)
                if (Names(rule.Plan.Condition, tier) && Prover.Excludes(Given.Of(list, policy.Plan.Hierarchy, rule.Plan.Condition), rule.Plan.Condition, Elsewhere(policy, tier))) return rule.Syntax.Label;
        }

        return null;
    }

    private static bool Names(Expr condition, int tier) => PlanExpressions.Parts(condition).Any(e =>
        e is InSetExpr { Subject: PageExpr { Property: PageProperty.Tier }, Mask: var mask } && mask == 1L << tier
        || e is ComparisonExpr { Left: PageExpr { Property: PageProperty.Tier } });

    private static Expr Elsewhere(CheckedPolicy policy, int tier) => Fold.Not(Fold.InSet(Given.Tier(policy.Plan.Hierarchy), 1L << tier));
}
