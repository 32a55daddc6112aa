using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>A page that an agent may find in a tier it cannot address is brought to one it can.</summary>
internal static class FaultAnswers
{
    public static void Run(CheckedPolicy policy)
    {
        var faults = policy.Lists.Where(l => l.Kind == ListKind.Fault).ToArray();
        var (effort, useless) = (Effort.OfAnalysis(policy.Plan.Hierarchy), new HashSet<(int Rule, int Tier)>());
        foreach (var list in faults)
            foreach (var rule in list.Rules) CheckAnswer(policy, effort, list, rule, useless);
        if (!policy.MigrationIsComplete) return;
        var h = policy.Plan.Hierarchy;
        foreach (var tier in Reachable(policy.Plan, useless).OrderBy(t => t))
        {
            var unanswered = Enumerable.Range(0, h.Agents.Count)
                .Where(a => !h.Tiers[tier].Access[a].Addressable && !IsAnswered(policy.Plan, effort, faults, tier, a))
                .ToArray();
            if (unanswered.Length == 0) continue;
            var names = string.Join("`, `", unanswered.Select(a => h.Agents[a].Name));
            // Rules that answer some of them: what is missing is their end.
            if (faults.LastOrDefault(l => !l.IsLatched && l.Rules.Any() && Given.Contains(l.Tiers, tier) && unanswered.All(a => Given.Contains(l.Agents, a))) is { } partial
                && partial.Rules.Last() is { Plan.CanBeSuspended: false } last)
            {
                policy.File.ReportWithHelp(DiagnosticRules.FaultUnanswered, last.Syntax.Label.Span,
                    $"the rules up to `{last.Plan.Label}` leave some pages out: end them with `rest: otherwise => TIER;`", names, h.Tiers[tier].Name);
                continue;
            }

            var place = policy.Syntax.Members.OfType<MigrationSyntax>().FirstOrDefault()?.Keyword ?? policy.Syntax.Name;
            policy.File.ReportWithHelp(DiagnosticRules.FaultUnanswered, place.Span,
                $"add `on fault in {h.Tiers[tier].Name} {{ back: otherwise => TIER; }}` with a tier it can address",
                names, h.Tiers[tier].Name);
        }
    }

    /// <summary>The tiers where a rule can put a page, but for answers that are reported as useless and will go.</summary>
    internal static HashSet<int> Reachable(PolicyPlan plan, HashSet<(int Rule, int Tier)> useless)
    {
        var tiers = new HashSet<int>(plan.Rules.SelectMany((r, i) => r.Tiers.Where(t => !useless.Contains((i, t)))));
        if (plan.Rules.Any(r => r.UseFallback)) tiers.UnionWith(plan.Hierarchy.Fallbacks.SelectMany(f => f));
        return tiers;
    }

    /// <summary>No fault was found that is left over.</summary>
    internal static bool IsAnswered(PolicyPlan plan, Effort effort, RuleList[] faults, int tier, int agent)
    {
        var conditions = faults
            .Where(l => !l.IsLatched && Given.Contains(l.Tiers, tier) && Given.Contains(l.Agents, agent))
            .SelectMany(l => l.Rules)
            .Where(r => !r.Plan.CanBeSuspended)
            .Select(r => Fold.Not(r.Plan.Condition));
        return !CanBe(plan, effort, faults.Select(l => l.Kind).FirstOrDefault(), tier, agent, conditions);
    }

    private static void CheckAnswer(
        CheckedPolicy policy, Effort effort, RuleList list, CheckedRule rule, HashSet<(int Rule, int Tier)> useless)
    {
        var h = policy.Plan.Hierarchy;
        foreach (var target in rule.Syntax.Outcome.Targets)
        {
            if (target.Text == "stay") CheckStay(policy, effort, list, rule, target);
            var wrong = Targets.Of(policy, target).Select(to => (Tier: to, Agent: Stranded(policy.Plan, effort, list, rule, to))).Where(w => w.Agent >= 0).ToArray();
            useless.UnionWith(wrong.Select(w => (rule.Number, w.Tier)));
            if (wrong.Length == 0) continue;
            // Of all that a parameter can be the first one shows it.
            var (tier, agent) = wrong[0];
            policy.File.ReportWithHelp(DiagnosticRules.FaultAnswerUseless, target.Span,
                Help.OneOf(h.Tiers.Where(t => t.Access[agent].Addressable).Select(t => t.Name).ToArray(), $"`{h.Agents[agent].Name}` can address"),
                target.Text, $"`{h.Agents[agent].Name}` cannot address {Targets.Show(policy, target, tier)}");
        }
    }

    /// <summary>An agent whose fault this could be, and who cannot reach the tier either; or -1.</summary>
    private static int Stranded(PolicyPlan plan, Effort effort, RuleList list, CheckedRule rule, int tier) => Enumerable.Range(0, plan.Hierarchy.Agents.Count)
        .Where(a => !plan.Hierarchy.Tiers[tier].Access[a].Reachable && CanHappen(plan, effort, list, rule, a)).DefaultIfEmpty(-1).First();

    /// <summary>Who is told to reach a page where it is must be able to.</summary>
    private static void CheckStay(CheckedPolicy policy, Effort effort, RuleList list, CheckedRule rule, NameSyntax word)
    {
        var h = policy.Plan.Hierarchy;
        for (var agent = 0; agent < h.Agents.Count; agent++)
        {
            for (var tier = 0; tier < h.Tiers.Count; tier++)
            {
                if (h.Tiers[tier].Access[agent].Remote || !CanHappen(policy.Plan, effort, list, rule, agent, tier)) continue;
                policy.File.ReportWithHelp(DiagnosticRules.FaultAnswerUseless, word.Span,
                    $"add `remote {h.Agents[agent].Name} {{ … }}` to the tier, or name a tier that it can address", "stay",
                    $"`{h.Agents[agent].Name}` cannot reach a page in `{h.Tiers[tier].Name}`");
                return;
            }
        }
    }

    /// <summary>A fault of the agent, somewhere, comes down to the rule and matches it.</summary>
    internal static bool CanHappen(PolicyPlan plan, Effort effort, RuleList list, CheckedRule rule, int agent) =>
        Enumerable.Range(0, plan.Hierarchy.Tiers.Count).Any(tier => CanHappen(plan, effort, list, rule, agent, tier));

    private static bool CanHappen(PolicyPlan plan, Effort effort, RuleList list, CheckedRule rule, int agent, int tier)
    {
        var there = plan.Hierarchy.Tiers[tier];
        if (!Given.Contains(list.Agents, agent) || !Given.Contains(list.Tiers, tier)) return false;
        if (list.Kind == ListKind.WriteFault ? !there.ReadOnly || !there.Access[agent].Reachable : there.Access[agent].Addressable) return false;
        var above = list.Rules.TakeWhile(r => r != rule).Where(r => r.Plan.OnRefusal != OnRefusal.Next && !r.Plan.CanBeSuspended).Select(r => Fold.Not(r.Plan.Condition));
        return CanBe(plan, effort, list.Kind, tier, agent, above.Prepend(rule.Plan.Condition));
    }

    private static bool CanBe(PolicyPlan plan, Effort effort, ListKind kind, int tier, int agent, IEnumerable<Expr> conditions)
    {
        var h = plan.Hierarchy;
        return Solver.CanHold(effort, [Fold.InSet(Given.Tier(h), 1L << tier), Fold.InSet(Given.Agent(h), 1L << agent), Given.KindsIn(h, tier),
            kind == ListKind.WriteFault ? Given.Write : Fold.True, .. conditions.Select(c => Linked.Of(plan, c))]);
    }
}
