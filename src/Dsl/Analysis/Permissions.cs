using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Rules send pages only where and from where the tiers permit, as far as the rules alone show it.</summary>
internal static class Permissions
{
    /// <summary>Tried for a whole policy.</summary>
    private const int AllCases = 500_000;

    public static void Run(CheckedPolicy policy)
    {
        var effort = new Effort(AllCases, policy.Plan.Hierarchy.PageBytes);
        foreach (var list in policy.Lists)
        {
            foreach (var rule in list.Rules)
            {
                var given = Given.Of(list, policy.Plan.Hierarchy, rule.Plan.Condition);
                var page = new Lazy<Solution>(() => Solver.Solve([given, rule.Plan.Condition], effort));
                if (IsHeld(policy, list, given, rule, page) || rule.Plan.Outcome != OutcomeKind.Move) continue;
                foreach (var target in rule.Syntax.Outcome.Targets)
                    Target(policy, list, given, rule, page, target);
                if (list.Kind != ListKind.Placement) Source(policy, list, given, rule, page);
            }
        }
    }

    /// <summary>Of all that a parameter can be the first one that breaks the rule shows it.</summary>
    private static void Target(CheckedPolicy policy, RuleList list, Expr given, CheckedRule rule, Lazy<Solution> page, NameSyntax target)
    {
        foreach (var tier in Targets.Of(policy, target))
            if (IsRefused(policy, list, given, rule, page, target, tier)) return;
    }

    private static bool IsRefused(
        CheckedPolicy policy, RuleList list, Expr given, CheckedRule rule, Lazy<Solution> page, NameSyntax target, int index)
    {
        var tier = policy.Plan.Hierarchy.Tiers[index];
        var (needed, what) = list.Kind switch
        {
            ListKind.Placement => (Acceptance.Place, "placements"),
            ListKind.Reclaim => (Acceptance.Demote, "demotions"),
            _ => (Acceptance.Promote | Acceptance.Demote, "migrations"),
        };
        if ((tier.Accepts & needed) == 0)
        {
            policy.File.ReportWithHelp(DiagnosticRules.TierDoesNotAccept, target.Span,
                "what it accepts is said by `accepts` in the tier", tier.Name, what);
            return true;
        }

        if (tier.PageKinds == TierKinds.AllKinds) return false;
        var takes = Fold.InSet(Given.Kind(list.Kind), tier.PageKinds);
        if (!OnlyWithout(given, rule, page, takes)) return false;
        var kinds = TypeNames.Kinds.Where((_, k) => (tier.PageKinds >> k & 1) != 0);
        policy.File.ReportWithHelp(DiagnosticRules.KindNotAccepted, target.Span, $"it takes {Help.List(kinds)} pages only",
            tier.Name);
        return true;
    }

    /// <summary>Whoever pinned a page holds it where it is, as it is.</summary>
    private static bool IsHeld(CheckedPolicy policy, RuleList list, Expr given, CheckedRule rule, Lazy<Solution> page)
    {
        if (list.Kind == ListKind.Placement || rule.Plan.Outcome is not (OutcomeKind.Move or OutcomeKind.Evict or OutcomeKind.Split or OutcomeKind.Collapse)) return false;
        if (!PlanExpressions.Parts(rule.Plan.Condition).Any(e => e is PageExpr { Property: PageProperty.Pins or PageProperty.Locked })) return false;
        if (!OnlyWithout(given, rule, page, Fold.And(Fold.Compare(ComparisonOperator.Equal, Pins, new ConstantExpr(ValueType.Count, 0)), Fold.Not(Locked)))) return false;
        policy.File.ReportWithHelp(DiagnosticRules.NotMovable, rule.Syntax.Label.Span,
            list.Kind switch
            {
                ListKind.Reclaim => "a pinned page is on no queue, so no order names it",
                ListKind.Pin => "a page that is pinned already is pinned again where it is, or not at all",
                _ => "when its last pin is taken back it is free: `on unpin`",
            },
            "pinned pages stay where they are");
        return true;
    }

    internal static Expr Pins { get; } = new PageExpr(ValueType.Count, new ValueRange(0, 2), PageProperty.Pins);

    private static Expr Locked { get; } = new PageExpr(ValueType.Bool, ValueRange.Bool, PageProperty.Locked);

    private static void Source(CheckedPolicy policy, RuleList list, Expr given, CheckedRule rule, Lazy<Solution> page)
    {
        var h = policy.Plan.Hierarchy;
        var movable = Mask(h, t => t.Movable);
        if (movable != Mask(h, _ => true) && OnlyWithout(given, rule, page, Fold.InSet(Given.Tier(h), movable)))
        {
            policy.File.ReportWithHelp(DiagnosticRules.NotMovable, rule.Syntax.Label.Span,
                "a tier can be given `movable yes`",
                "those in " + Help.List(h.Tiers.Where(t => !t.Movable).Select(t => t.Name)) + " stay where they are");
        }
        else if (rule.Plan is { Tiers.Count: > 0, Choice: TierChoice.InOrder } && list.Kind is not (ListKind.Pin or ListKind.Fault or ListKind.WriteFault) && Given.Contains(list.Tiers, rule.Plan.Tiers[0]) && !IsCircle(policy, list))
        {
            var elsewhere = Fold.InSet(Given.Tier(h), Mask(h, _ => true) & ~(1L << rule.Plan.Tiers[0]));
            if (!OnlyWithout(given, rule, page, elsewhere)) return;
            var home = h.Tiers[rule.Plan.Tiers[0]].Name;
            var place = rule.Syntax.Outcome.Targets[0];
            if (rule.Plan.Tiers.Count == 1)
                policy.File.Report(DiagnosticRules.MovesNowhere, place.Span, home);
            else if (place.Text == home)
                policy.File.ReportWithHelp(DiagnosticRules.FirstTargetIsHome, place.Span,
                    $"leave `{home}` out, or name the tier that the page should go to first", home);
        }
    }

    /// <summary>Where the kernel reclaims, a rule that leads back to its own tier is reported as a circle of demotions.</summary>
    private static bool IsCircle(CheckedPolicy policy, RuleList list) =>
        list.Kind == ListKind.Reclaim
        && policy.Plan.Reclaim.Any(r => Given.Contains(list.Tiers, r.Tier) && r.By == ReclaimedBy.Kernel);

    /// <summary>The rule can match, but never where the condition holds too: then no page that it matches shows the contrary.</summary>
    private static bool OnlyWithout(Expr given, CheckedRule rule, Lazy<Solution> page, Expr condition) =>
        !page.Value.IsNever && (page.Value.Values is null || !page.Value.Satisfies(condition, pageBytes: 0)) && Prover.Excludes(given, rule.Plan.Condition, condition);

    private static long Mask(HierarchyPlan h, Func<TierPlan, bool> include) =>
        h.Tiers.Select((t, i) => include(t) ? 1L << i : 0).Aggregate(0L, (a, b) => a | b);
}
