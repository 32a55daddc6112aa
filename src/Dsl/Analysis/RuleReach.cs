using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

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
        var events = new Dictionary<string, EarlierRules>(StringComparer.Ordinal);
        foreach (var list in policy.Lists)
        {
            // A handler that can never run is reported as that.
            if (Fold.IsFalse(Given.Of(list, policy.Plan.Hierarchy))) continue;
            var name = EarlierRules.EventOf(list);
            if (name is null || !events.TryGetValue(name, out var earlier)) earlier = new EarlierRules(policy.Plan, effort);
            if (name is not null) events[name] = earlier;
            earlier.Enter(list);
            var reach = new ListReach(list, policy.Plan.Hierarchy, effort, earlier);
            CheckAll(policy, reach, bareRatios);
            earlier.Leave(reach);
        }
    }

    private static void CheckAll(CheckedPolicy policy, ListReach reach, TextSpan[] bareRatios)
    {
        // A handler behind one that answers everything is one mistake, however many rules it has.
        var said = new HashSet<int>();
        for (var i = 0; i < reach.List.Rules.Count; i++) Check(policy, reach, i, bareRatios, said);
    }

    private static void Check(CheckedPolicy policy, ListReach reach, int index, TextSpan[] bareRatios, HashSet<int> said)
    {
        var rule = reach.List.Rules[index];
        var file = policy.File;
        var condition = rule.Plan.Condition;
        if (!reach.CanMatch(index))
        {
            // `ram.fill > 90` never holds because of its missing `%`, which is reported already.
            if (bareRatios.Any(b => b.Start >= rule.Syntax.Span.Start && b.End <= rule.Syntax.Span.End)) return;
            file.ReportWithHelp(DiagnosticRules.RuleNeverMatches, rule.Syntax.Label.Span, reach.AssignedAgainst(index, policy.Plan.Hierarchy) ?? WhyNever(policy, reach.List, rule, reach.Before(index)),
                rule.Plan.Label);
            return;
        }

        if (reach.ShadowedBy(index, Together) is { Count: > 0 } shadows)
        {
            if (shadows is [var other] && !reach.List.Rules.Contains(other) && !said.Add(other.Number)) return;
            file.ReportWithHelp(DiagnosticRules.RuleShadowed, rule.Syntax.Label.Span,
                shadows.Count > 1
                    ? "the rules above it together match every page that it matches"
                    : $"`{shadows[0].Plan.Label}` {file.PlaceOf(file, shadows[0].Syntax.Span)} matches first{DecidedParts.Why(policy, shadows[0])}",
                rule.Plan.Label);
            foreach (var shadow in shadows) file.Relate(file, shadow.Syntax.Label.Span, $"`{shadow.Plan.Label}`");
            return;
        }

        if (PlanExpressions.Parts(condition).Any(e => e is ParameterExpr)
            && Prover.Excludes(Given.AtDefaults(reach.Before(index), policy.Plan), Given.AtDefaults(condition, policy.Plan)))
            file.ReportWithHelp(DiagnosticRules.RuleNeverMatchesAtDefaults, rule.Syntax.Label.Span,
                Values.AtDefaults(policy, rule), rule.Plan.Label);
        // A capacity that is wrong has another in its place.
        else if (!file.HasErrors && PlanExpressions.Parts(condition).Any(e => e is TierExpr)
            && !bareRatios.Any(b => b.Start >= rule.Syntax.Span.Start && b.End <= rule.Syntax.Span.End)
            && Prover.Excludes(reach.Effort, Linked.Of(policy.Plan, Given.AtDefaults(condition, policy.Plan))))
        {
            if (Prover.Excludes(reach.Effort, Linked.Of(policy.Plan, condition)))
                file.ReportWithHelp(DiagnosticRules.RuleNeverMatchesInSize, rule.Syntax.Label.Span, Values.OfTiers(policy.Plan, condition), rule.Plan.Label);
            else
                file.ReportWithHelp(DiagnosticRules.RuleNeverMatchesAtDefaults, rule.Syntax.Label.Span,
                    $"{Values.AtDefaults(policy, rule)}, {Values.OfTiers(policy.Plan, condition)}", rule.Plan.Label);
        }
    }

    /// <summary>What the names can be; of several it is said which part of the condition is beyond that.</summary>
    private static string? OutOfRange(CheckedPolicy policy, CheckedRule rule)
    {
        var values = rule.Syntax.Condition is { } written ? Values.Of(policy, written, rule.Plan.Condition) : Values.InRange(policy, rule);
        return DecidedParts.Against(policy, rule) is { } part && values is not null && !part.EndsWith(": " + values, StringComparison.Ordinal) ? part : values;
    }

    private static string? WhyNever(CheckedPolicy policy, RuleList list, CheckedRule rule, Expr given)
    {
        var h = policy.Plan.Hierarchy;
        if (Fold.IsTrue(given) || Prover.Excludes(rule.Plan.Condition)) return Contradiction.Of(policy.Plan, rule) ?? OutOfRange(policy, rule);
        if (!Prover.Excludes(Given.Where(list, h, rule.Plan.Condition), rule.Plan.Condition))
            return !Prover.Excludes(Given.Where(list, h, rule.Plan.Condition), Given.OfWrites(list, h, rule.Plan.Condition), rule.Plan.Condition) ? KindsOf(h, list, rule)
                : Prover.Excludes(Given.WrittenIsDirty, rule.Plan.Condition) ? "a write makes the page dirty before its handlers run"
                : "a write in a tier with `map read_only;` is a fault: `on write_fault`";
        if (list.Kind == ListKind.Pin) return "no agent can address that tier, so none can pin a page there";
        var named = Fold.And(Fold.InSet(Given.Tier(h), list.Tiers), Fold.InSet(Given.Agent(h), list.Agents));
        return Prover.Excludes(named, rule.Plan.Condition) ? "its handler is for other tiers or agents"
            : list.Kind == ListKind.WriteFault ? "only a write is a write fault, and only in a tier that says `map read_only;`"
            : list.Kind == ListKind.Access ? "such an access is a fault: `on fault`"
            : "only an access that its agent cannot make is a fault";
    }

    /// <summary>The tiers where the page would have to be take no page of its kind.</summary>
    private static string KindsOf(HierarchyPlan h, RuleList list, CheckedRule rule) => string.Join(", ", h.Tiers
        .Where((t, i) => t.PageKinds != TierKinds.AllKinds && Given.Contains(list.Tiers, i)
            && !Prover.Excludes(Given.Where(list, h, rule.Plan.Condition), rule.Plan.Condition, Fold.InSet(Given.Tier(h), 1L << i)))
        .Select(t => $"`{t.Name}` takes {Help.List(TypeNames.Kinds.Where((_, k) => (t.PageKinds >> k & 1) != 0))} pages only"));
}
