using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What is asked beside the rules can hold: when a handler runs, when reclaim starts and ends, what it keeps, what is exchanged.</summary>
internal static class LatchReach
{
    public static void Run(CheckedPolicy policy)
    {
        var effort = Effort.OfAnalysis(policy.Plan.Hierarchy);
        foreach (var handler in policy.Syntax.Members.OfType<MigrationSyntax>().SelectMany(m => m.Handlers).OfType<HandlerSyntax>())
            if (handler.Latch is { } latch && Plan(policy, latch) is { } plan) CheckHandler(policy, effort, latch, plan);
        foreach (var section in policy.Plan.Reclaim) CheckReclaim(policy, effort, section);
        foreach (var rule in policy.Rules)
            if (rule.Syntax.Outcome.Extras?.ExchangeWhen is { } written && rule.Plan.ExchangeWhen is { } when && IsNever(effort, when))
                Report(policy, written, when, "no page is exchanged");
    }

    private static LatchPlan? Plan(CheckedPolicy policy, LatchSyntax latch)
    {
        var origin = policy.File.Origin(latch.Span);
        return policy.Plan.Handlers.Select(h => h.Latch).Concat(policy.Plan.Ticks.Select(t => t.Latch)).FirstOrDefault(l => l?.Origin == origin);
    }

    private static void CheckHandler(CheckedPolicy policy, Effort effort, LatchSyntax latch, LatchPlan plan)
    {
        // A share compared with a bare number was reported as that.
        if (policy.File.Bag.Items.Any(d => d.Rule == DiagnosticRules.BareRatio && d.Span.Start >= latch.Span.Start && d.Span.End <= latch.Span.End)) return;
        if (IsNever(effort, Linked.Of(policy.Plan, plan.While)))
            policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, latch.While.Span, Values.Of(policy, latch.While, plan.While),
                $"`{policy.File.Source(latch.While.Span)}` never holds");
        else if (plan.Until is { } until && IsNever(effort, until))
            Report(policy, latch.Until!, until, "the handler runs on for good");
        else if (IsNeverOn(policy, effort, plan))
            policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, latch.Until!.Span, OffWhereBoth,
                $"`{policy.File.Source(latch.Until.Span)}` holds wherever `{policy.File.Source(latch.While.Span)}` does");
        else if (latch.Until is { } end) CheckWay(policy, effort, plan, latch.While, end);
    }

    private static void CheckReclaim(CheckedPolicy policy, Effort effort, ReclaimPlan plan)
    {
        var tier = policy.Plan.Hierarchy.Tiers[plan.Tier].Name;
        var section = policy.Syntax.Members.OfType<ReclaimSyntax>().First(s => s.Tier.Text == tier);
        if (section.Members.OfType<WatermarkSyntax>().FirstOrDefault() is { } marks && plan.Below is { Range.Max: 0 })
            policy.File.ReportWithHelp(DiagnosticRules.NeverStarts, marks.Below.Span,
                "no tier has less than nothing free; leave the watermarks out to reclaim a page only when one is needed",
                tier, $"`below {policy.File.Source(marks.Below.Span)}` never holds");
        if (section.Members.OfType<StartSyntax>().FirstOrDefault() is { } start && plan.Starts is { } starts)
        {
            if (IsNever(effort, Linked.Of(policy.Plan, starts.While)))
                policy.File.ReportWithHelp(DiagnosticRules.NeverStarts, start.When.Span, Values.Of(policy, start.When, starts.While), tier,
                    $"`{policy.File.Source(start.When.Span)}` never holds");
            else if (starts.Until is { } until && IsNever(effort, until))
                Report(policy, start.Until, until, "it goes on for good");
            else if (IsNeverOn(policy, effort, starts))
                policy.File.ReportWithHelp(DiagnosticRules.NeverStarts, start.Until.Span, OffWhereBoth, tier,
                    $"`{policy.File.Source(start.Until.Span)}` holds wherever `{policy.File.Source(start.When.Span)}` does");
            else if (StartsEmpty(policy.Plan, plan.Tier, starts.While))
                policy.File.ReportWithHelp(DiagnosticRules.SwitchUpsideDown, start.When.Span,
                    $"nothing is to be reclaimed from an empty tier; start where little is free, as in `{tier}.free < 5% until {tier}.free > 10%`",
                    $"reclaim starts where `{tier}` is empty, and not where it is full");
            else CheckWay(policy, effort, starts, start.When, start.Until);
        }

        if (section.Members.OfType<KeepSyntax>().FirstOrDefault() is { } keep && plan.Keep is { } kept && IsNever(effort, Given.OfVictim(policy.Plan.Hierarchy, plan.Tier, kept)))
            Report(policy, keep.Condition, kept, "no page is kept");
    }

    /// <summary>What ends only where the start holds too is no distance between the two: it goes on through all that is better.</summary>
    private static void CheckWay(CheckedPolicy policy, Effort effort, LatchPlan plan, ExpressionSyntax begin, ExpressionSyntax end)
    {
        if (plan.Until is not { } until || !IsFurther(Linked.Of(policy.Plan, plan.While), Linked.Of(policy.Plan, until))
            || !IsNever(effort, Linked.Of(policy.Plan, Fold.And(until, Fold.Not(plan.While))))) return;
        policy.File.ReportWithHelp(DiagnosticRules.SwitchUpsideDown, end.Span,
            "once on it stays on when that no longer holds; `until` says when enough is done",
            $"`{policy.File.Source(end.Span)}` holds only where `{policy.File.Source(begin.Span)}` does");
    }

    /// <summary>Both are about how much of one tier is free, in the same direction; of what only grows, as a time, the one may well lie behind the other.</summary>
    private static bool IsFurther(Expr begin, Expr end) => begin is ComparisonExpr { Left: TierExpr { Property: TierProperty.Free } tier } b && end is ComparisonExpr e
        && tier.Equals(e.Left) && Direction(b.Operator) == Direction(e.Operator);

    private static int Direction(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less or ComparisonOperator.LessOrEqual => -1,
        ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => 1,
        _ => 0,
    };

    /// <summary>The condition is about how much of the tier is free, and holds where all of it is and not where nothing is.</summary>
    private static bool StartsEmpty(PolicyPlan plan, int tier, Expr starts)
    {
        var linked = Linked.Of(plan, Given.AtDefaults(starts, plan));
        return Fold.IsTrue(With(plan.Hierarchy.Tiers[tier].CapacityBytes)) && Fold.IsFalse(With(0));

        Expr With(long free) => Substitute.Leaves(linked, plan.Hierarchy.PageBytes, leaf =>
            leaf is TierExpr { Property: TierProperty.Free } t && t.Tier == tier ? new ConstantExpr(ValueType.Bytes, free) : null);
    }

    private const string OffWhereBoth = "where both conditions hold it is off, so it is never on; `until` says when to leave off";

    private static void Report(CheckedPolicy policy, ExpressionSyntax written, Expr condition, string so) =>
        policy.File.ReportWithHelp(DiagnosticRules.NeverHolds, written.Span, Values.Of(policy, written, condition), policy.File.Source(written.Span), so);

    /// <summary>For no value of the parameters either.</summary>
    private static bool IsNever(Effort effort, Expr condition) => Fold.IsFalse(condition) || Prover.Excludes(effort, condition);

    /// <summary>Where both conditions of a switch hold it is off.</summary>
    private static bool IsNeverOn(CheckedPolicy policy, Effort effort, LatchPlan latch) =>
        latch.Until is { } until && IsNever(effort, Linked.Of(policy.Plan, Fold.And(latch.While, Fold.Not(until))));
}
