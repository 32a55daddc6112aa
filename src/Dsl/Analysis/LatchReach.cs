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
        foreach (var handler in policy.Syntax.Members.OfType<MigrationSyntax>().SelectMany(m => m.Handlers).OfType<HandlerSyntax>())
            if (handler.Latch is { } latch && Plan(policy, latch) is { } plan) CheckHandler(policy, latch, plan);
        foreach (var section in policy.Plan.Reclaim) CheckReclaim(policy, section);
        foreach (var rule in policy.Rules)
            if (rule.Syntax.Outcome.Extras?.Exchange is { } clause && rule.Plan.ExchangeWhen is { } when && IsNever(when))
                Report(policy, clause.Span, clause.Span, "no page is exchanged");
    }

    private static LatchPlan? Plan(CheckedPolicy policy, LatchSyntax latch)
    {
        var origin = policy.File.Origin(latch.Span);
        return policy.Plan.Handlers.Select(h => h.Latch).Concat(policy.Plan.Ticks.Select(t => t.Latch)).FirstOrDefault(l => l?.Origin == origin);
    }

    private static void CheckHandler(CheckedPolicy policy, LatchSyntax latch, LatchPlan plan)
    {
        // A share compared with a bare number was reported as that.
        if (policy.File.Bag.Items.Any(d => d.Rule == DiagnosticRules.BareRatio && d.Span.Start >= latch.Span.Start && d.Span.End <= latch.Span.End)) return;
        if (IsNever(plan.While))
            policy.File.ReportWithHelp(DiagnosticRules.HandlerNeverRuns, latch.While.Span, Values.Of(policy, latch.While, plan.While),
                $"`{policy.File.Source(latch.While.Span)}` never holds");
        else if (plan.Until is { } until && IsNever(until))
            Report(policy, latch.Until!.Span, latch.Until.Span, "the handler runs on for good");
    }

    private static void CheckReclaim(CheckedPolicy policy, ReclaimPlan plan)
    {
        var tier = policy.Plan.Hierarchy.Tiers[plan.Tier].Name;
        var section = policy.Syntax.Members.OfType<ReclaimSyntax>().First(s => s.Tier.Text == tier);
        if (section.Members.OfType<WatermarkSyntax>().FirstOrDefault() is { } marks && plan.Below is { Range.Max: 0 })
            policy.File.ReportWithHelp(DiagnosticRules.NeverStarts, marks.Below.Span,
                "no tier has less than nothing free; leave the watermarks out to reclaim a page only when one is needed",
                tier, $"`below {policy.File.Source(marks.Below.Span)}` never holds");
        if (section.Members.OfType<StartSyntax>().FirstOrDefault() is { } start && plan.Starts is { } starts)
        {
            if (IsNever(starts.While))
                policy.File.ReportWithHelp(DiagnosticRules.NeverStarts, start.When.Span, Values.Of(policy, start.When, starts.While), tier,
                    $"`{policy.File.Source(start.When.Span)}` never holds");
            else if (starts.Until is { } until && IsNever(until))
                Report(policy, start.Until.Span, start.Until.Span, "it goes on for good");
        }

        if (section.Members.OfType<KeepSyntax>().FirstOrDefault() is { } keep && plan.Keep is { } kept && Prover.Excludes(Victim(policy, plan.Tier), kept))
            Report(policy, keep.Span, keep.Condition.Span, "no page is kept");
    }

    private static void Report(CheckedPolicy policy, Text.TextSpan place, Text.TextSpan condition, string so) =>
        policy.File.ReportWithHelp(DiagnosticRules.NeverHolds, place, null, policy.File.Source(condition), so);

    /// <summary>What is on a queue is in that tier, and not pinned.</summary>
    private static Expr Victim(CheckedPolicy policy, int tier) =>
        Fold.And(Fold.InSet(Given.Tier(policy.Plan.Hierarchy), 1L << tier), Fold.Compare(ComparisonOperator.Equal, Permissions.Pins, new ConstantExpr(ValueType.Count, 0)));

    /// <summary>For no value of the parameters either.</summary>
    private static bool IsNever(Expr condition) => Fold.IsFalse(condition) || Prover.Excludes(condition);
}
