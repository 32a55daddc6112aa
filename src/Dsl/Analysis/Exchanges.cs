using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>A page changes places with the next victim of its target, which only the order of a <c>reclaim</c> section names.</summary>
internal static class Exchanges
{
    public static void Run(CheckedPolicy policy)
    {
        // A section that is wrong is no plan; then it only seems to be missing.
        if (policy.File.HasErrors) return;
        var ordered = new HashSet<int>(policy.Plan.Reclaim.Select(r => r.Tier));
        foreach (var rule in policy.Rules)
        {
            if (rule.Syntax.Outcome.Extras?.Exchange is not { } clause || rule.Plan.Tiers.Count == 0 || rule.Plan.Tiers.Any(ordered.Contains)) continue;
            var names = rule.Plan.Tiers.Select(t => policy.Plan.Hierarchy.Tiers[t].Name).ToArray();
            policy.File.ReportWithHelp(DiagnosticRules.NothingToExchange, clause.Span,
                $"add `reclaim {names[0]} {{ order Lru; … }}`: its order says which page is the next to go", Help.List(names));
        }
    }
}
