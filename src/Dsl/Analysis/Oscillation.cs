using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// A migration rule from A to B and one from B to A that both hold for one page, with only its tier and its time there
/// changed. Reported only with a state that was tried and does it, at the defaults of the parameters.
/// </summary>
internal static class Oscillation
{
    private const int MaxPairs = 2_000;

    public static void Run(CheckedPolicy policy)
    {
        var rules = policy.Lists.Where(l => l.Kind is ListKind.Access or ListKind.HintFault or ListKind.Pass && !l.IsLatched)
            .SelectMany(l => l.Rules.Where(r => r.Plan is { Tiers.Count: > 0, Choice: TierChoice.InOrder }).Select(r => (List: l, Rule: r)))
            .ToArray();
        var pairs = 0;
        for (var i = 0; i < rules.Length; i++)
            for (var j = i + 1; j < rules.Length && pairs < MaxPairs; j++)
            {
                // The first choice of each: to B and back to A.
                var (b, a) = (rules[i].Rule.Plan.Tiers[0], rules[j].Rule.Plan.Tiers[0]);
                if (a == b || !Given.Contains(rules[i].List.Tiers, a) || !Given.Contains(rules[j].List.Tiers, b)) continue;
                pairs++;
                Check(policy, rules[i], rules[j], a, b);
            }
    }

    private static void Check(
        CheckedPolicy policy, (RuleList List, CheckedRule Rule) first, (RuleList List, CheckedRule Rule) second, int a, int b)
    {
        var there = In(policy, first, a);
        if (Fold.IsFalse(there)) return;
        var back = In(policy, second, b);
        if (Fold.IsFalse(back) || Prover.Excludes(there, back)) return;
        if (Witness.Find(policy.Plan, there, back) is not { } state) return;
        var tiers = policy.Plan.Hierarchy.Tiers;
        var file = policy.File;
        file.ReportWithHelp(DiagnosticRules.Oscillation, second.Rule.Syntax.Label.Span,
            $"a page{state} goes from `{tiers[a].Name}` to `{tiers[b].Name}` by `{first.Rule.Plan.Label}` "
            + $"{file.PlaceOf(file, first.Rule.Syntax.Span)} and back by `{second.Rule.Plan.Label}`",
            first.Rule.Plan.Label, second.Rule.Plan.Label);
    }

    /// <summary>What the rule asks of a page in the tier, at the defaults, however long it has been there.</summary>
    private static Expr In(CheckedPolicy policy, (RuleList List, CheckedRule Rule) rule, int tier)
    {
        var condition = Fold.And(Given.Of(rule.List, policy.Plan.Hierarchy), rule.Rule.Plan.Condition);
        var h = policy.Plan.Hierarchy;
        return Substitute.Leaves(Given.AtDefaults(condition, policy.Plan), h.PageBytes, leaf => leaf switch
        {
            PageExpr { Property: PageProperty.Tier } => new ConstantExpr(ValueType.Tier, tier),
            PageExpr { Property: PageProperty.Resident } => new ConstantExpr(ValueType.Time, long.MaxValue),
            TierExpr t => ByFree(t, h.Tiers[t.Tier].CapacityBytes),
            _ => null,
        });
    }

    /// <summary>What is used and how full a tier is follow from what is free.</summary>
    private static Expr? ByFree(TierExpr e, long capacity)
    {
        var all = new ConstantExpr(ValueType.Bytes, capacity);
        var free = new TierExpr(ValueType.Bytes, new ValueRange(0, capacity), e.Tier, TierProperty.Free);
        return e.Property switch
        {
            TierProperty.Capacity => all,
            TierProperty.Free => free,
            TierProperty.Used => Fold.Subtract(all, free),
            TierProperty.Fill => Fold.Quotient(ValueType.Ratio, Fold.Subtract(all, free), all, Fold.Billion),
            _ => null,
        };
    }
}
