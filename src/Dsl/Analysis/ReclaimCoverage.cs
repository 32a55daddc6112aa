using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// A page that no rule of its <c>reclaim</c> section matches is evicted. Where the section has rules, that may be an
/// oversight: reported only with a page that was tried and is left over, at the defaults of the parameters.
/// </summary>
internal static class ReclaimCoverage
{
    public static void Run(CheckedPolicy policy)
    {
        var h = policy.Plan.Hierarchy;
        // Without either, nothing can be evicted at all: that is another mistake.
        if (h is { Store: null, Swap: null }) return;
        foreach (var list in policy.Lists.Where(l => l is { Kind: ListKind.Reclaim, IsWhole: true, Rules.Count: > 0 }))
        {
            var section = (ReclaimSyntax)list.Node;
            if (policy.Plan.Reclaim.FirstOrDefault(r => Given.Contains(list.Tiers, r.Tier)) is not { } plan) continue;
            // What is kept is not meant to leave.
            var kept = plan.Keep is null ? Fold.True : Fold.Not(plan.Keep);
            var left = Given.OfVictim(h, plan.Tier, list.Rules.Select(r => Fold.Not(r.Plan.Condition)).Aggregate(kept, Fold.And));
            if (Prover.Excludes(left) || Witness.Find(policy.Plan, Linked.Of(policy.Plan, Given.AtDefaults(left, policy.Plan))) is not { } page) continue;
            policy.File.ReportWithHelp(DiagnosticRules.EvictedUnsaid, section.Tier.Span,
                $"a page{page} is one; end it with `rest: otherwise => evict;` if that is meant, or with a tier", section.Tier.Text);
        }
    }
}
