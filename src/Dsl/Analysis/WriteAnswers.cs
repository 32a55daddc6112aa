using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>A page that is written in a tier mapped read-only is brought to one where its writer can write it.</summary>
internal static class WriteAnswers
{
    public static void Run(CheckedPolicy policy)
    {
        var h = policy.Plan.Hierarchy;
        if (!h.Tiers.Any(t => t.ReadOnly)) return;
        var lists = policy.Lists.Where(l => l.Kind == ListKind.WriteFault).ToArray();
        var (effort, useless) = (Effort.OfAnalysis(h), new HashSet<(int Rule, int Tier)>());
        foreach (var list in lists)
            foreach (var rule in list.Rules) CheckAnswer(policy, effort, list, rule, useless);
        if (!policy.MigrationIsComplete) return;
        foreach (var tier in FaultAnswers.Reachable(policy.Plan, useless).Where(t => h.Tiers[t].ReadOnly).OrderBy(t => t))
        {
            var unanswered = Enumerable.Range(0, h.Agents.Count)
                .Where(a => h.Tiers[tier].Access[a].Reachable && !FaultAnswers.IsAnswered(policy.Plan, effort, lists, tier, a))
                .Select(a => h.Agents[a].Name)
                .ToArray();
            if (unanswered.Length == 0) continue;
            var place = policy.Syntax.Members.OfType<MigrationSyntax>().FirstOrDefault()?.Keyword ?? policy.Syntax.Name;
            policy.File.ReportWithHelp(DiagnosticRules.WriteUnanswered, place.Span,
                $"add `on write_fault in {h.Tiers[tier].Name} {{ out: otherwise => TIER; }}` with a tier that can be written",
                string.Join("`, `", unanswered), h.Tiers[tier].Name);
        }
    }

    private static void CheckAnswer(CheckedPolicy policy, Effort effort, RuleList list, CheckedRule rule, HashSet<(int Rule, int Tier)> useless)
    {
        var h = policy.Plan.Hierarchy;
        foreach (var target in rule.Syntax.Outcome.Targets)
        {
            var said = false;
            foreach (var to in Targets.Of(policy, target))
            {
                var other = Enumerable.Range(0, h.Agents.Count)
                    .Where(a => !h.Tiers[to].Access[a].Reachable && FaultAnswers.CanHappen(policy.Plan, effort, list, rule, a)).DefaultIfEmpty(-1).First();
                var it = Targets.Show(policy, target, to);
                var why = h.Tiers[to].ReadOnly ? $"{it} is mapped read-only" : other >= 0 ? $"`{h.Agents[other].Name}` cannot address {it}" : null;
                if (why is null) continue;
                if (!said) policy.File.ReportWithHelp(DiagnosticRules.WriteAnswerUseless, target.Span,
                    Help.OneOf(h.Tiers.Where(t => !t.ReadOnly && t.Access.All(a => a.Reachable)).Select(t => t.Name).ToArray(), "can be written"),
                    target.Text, why);
                said = true;
                useless.Add((rule.Number, to));
            }
        }
    }
}
