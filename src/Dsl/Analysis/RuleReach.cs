using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Every rule can match some page, and is not shadowed by the rules above it.</summary>
internal static class RuleReach
{
    /// <summary>Rules that shadow another together are so many at most, and so many cases are tried for a whole policy.</summary>
    private const int Together = 24, AllCases = 2_000_000;

    public static void Run(CheckedPolicy policy)
    {
        var bareRatios = policy.File.Bag.Items.Where(d => d.Rule == DiagnosticRules.BareRatio).Select(d => d.Span).ToArray();
        var effort = new Effort(AllCases, policy.Plan.Hierarchy.PageBytes);
        foreach (var list in policy.Lists)
        {
            var reach = new ListReach(list, Given.Of(list, policy.Plan.Hierarchy), effort);
            for (var i = 0; i < list.Rules.Count; i++) Check(policy, reach, i, bareRatios);
        }
    }

    private static void Check(CheckedPolicy policy, ListReach reach, int index, TextSpan[] bareRatios)
    {
        var rule = reach.List.Rules[index];
        var file = policy.File;
        var condition = rule.Plan.Condition;
        if (!reach.CanMatch(index))
        {
            // `ram.fill > 90` never holds because of its missing `%`, which is reported already.
            if (bareRatios.Any(b => b.Start >= rule.Syntax.Span.Start && b.End <= rule.Syntax.Span.End)) return;
            file.ReportWithHelp(DiagnosticRules.RuleNeverMatches, rule.Syntax.Label.Span, WhyNever(policy, rule, reach.Given),
                rule.Plan.Label);
            return;
        }

        if (reach.ShadowedBy(index, Together) is { Count: > 0 } shadows)
        {
            file.ReportWithHelp(DiagnosticRules.RuleShadowed, rule.Syntax.Label.Span,
                shadows.Count > 1
                    ? "the rules above it together match every page that it matches"
                    : $"`{shadows[0].Plan.Label}` {file.PlaceOf(file, shadows[0].Syntax.Span)} matches first",
                rule.Plan.Label);
            return;
        }

        if (PlanExpressions.Parts(condition).Any(e => e is ParameterExpr)
            && Prover.Excludes(Given.AtDefaults(reach.Given, policy.Plan), Given.AtDefaults(condition, policy.Plan)))
            file.ReportWithHelp(DiagnosticRules.RuleNeverMatchesAtDefaults, rule.Syntax.Label.Span,
                Values.AtDefaults(policy, rule), rule.Plan.Label);
    }

    private static string? WhyNever(CheckedPolicy policy, CheckedRule rule, Expr given) =>
        !Fold.IsTrue(given) && !Prover.Excludes(rule.Plan.Condition)
            ? rule.Plan.Section == "pin" ? "no agent can address that tier, so none can pin a page there" : "its handler is for other tiers or agents"
            : Contradiction.Of(policy.Plan, rule) ?? Values.InRange(policy, rule);
}
