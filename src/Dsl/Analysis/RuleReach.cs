using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Every rule can match some page, and is not shadowed by the rules above it.</summary>
internal static class RuleReach
{
    /// <summary>How far up single rules are compared, and how many are taken together: long lists stay fast.</summary>
    private const int Compared = 64, Together = 24;

    public static void Run(CheckedPolicy policy)
    {
        var bareRatios = policy.File.Bag.Items.Where(d => d.Rule == DiagnosticRules.BareRatio).Select(d => d.Span).ToArray();
        foreach (var list in policy.Lists)
        {
            var given = Given.Of(list, policy.Plan.Hierarchy);
            for (var i = 0; i < list.Rules.Count; i++) Check(policy, list, given, i, bareRatios);
        }
    }

    private static void Check(CheckedPolicy policy, RuleList list, Expr given, int index, TextSpan[] bareRatios)
    {
        var rule = list.Rules[index];
        var file = policy.File;
        var condition = rule.Plan.Condition;
        if (Prover.Excludes(given, condition))
        {
            // `ram.fill > 90` never holds because of its missing `%`, which is reported already.
            if (bareRatios.Any(b => b.Start >= rule.Syntax.Span.Start && b.End <= rule.Syntax.Span.End)) return;
            file.ReportWithHelp(DiagnosticRules.RuleNeverMatches, rule.Syntax.Label.Span, WhyNever(policy, rule, given),
                rule.Plan.Label);
            return;
        }

        if (ShadowedBy(list, given, index) is { } shadow)
        {
            file.ReportWithHelp(DiagnosticRules.RuleShadowed, rule.Syntax.Label.Span,
                shadow.Number < 0
                    ? "the rules above it together match every page that it matches"
                    : $"`{shadow.Plan.Label}` {file.PlaceOf(file, shadow.Syntax.Span)} matches first",
                rule.Plan.Label);
            return;
        }

        if (PlanExpressions.Parts(condition).Any(e => e is ParameterExpr)
            && Prover.Excludes(Given.AtDefaults(given, policy.Plan), Given.AtDefaults(condition, policy.Plan)))
            file.ReportWithHelp(DiagnosticRules.RuleNeverMatchesAtDefaults, rule.Syntax.Label.Span,
                Values.AtDefaults(policy, rule), rule.Plan.Label);
    }

    private static string? WhyNever(CheckedPolicy policy, CheckedRule rule, Expr given) =>
        !Fold.IsTrue(given) && !Prover.Excludes(rule.Plan.Condition)
            ? rule.Plan.Section == "pin" ? "no agent can address that tier, so none can pin a page there" : "its handler is for other tiers or agents"
            : Contradiction.Of(rule) ?? Values.InRange(policy, rule);

    /// <summary>The earlier rule that matches whatever this one does; one with a negative number stands for several.</summary>
    private static CheckedRule? ShadowedBy(RuleList list, Expr given, int index)
    {
        var rule = list.Rules[index];
        var above = list.Rules.Take(index).Where(r => Ends(list.Kind, r.Plan)).ToArray();
        if (above.FirstOrDefault(r => Fold.IsTrue(r.Plan.Condition)) is { } always) return always;
        foreach (var earlier in above.Skip(Math.Max(0, above.Length - Compared)))
            if (Prover.Excludes(given, rule.Plan.Condition, Fold.Not(earlier.Plan.Condition))) return earlier;
        if (above.Length is < 2 or > Together) return null;
        return Prover.Excludes(above.Select(r => Fold.Not(r.Plan.Condition)).Concat([given, rule.Plan.Condition]))
            ? above[0] with { Number = -1 }
            : null;
    }

    /// <summary>After a match no later rule is tried, not even if it is refused.</summary>
    private static bool Ends(ListKind kind, RulePlan rule) => kind switch
    {
        ListKind.Reclaim => rule.Outcome == OutcomeKind.Evict,
        ListKind.Placement or ListKind.Pin => true,
        _ => rule.OnRefusal != OnRefusal.Next && !rule.CanBeSuspended,
    };
}
