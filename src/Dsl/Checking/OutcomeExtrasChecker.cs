using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks what an outcome says besides targets, budget and <c>or next</c>: choices, exchanges, shadows, consequences.</summary>
internal sealed class OutcomeExtrasChecker(PolicyContext context, ListKind kind, Sight sight, string where)
{
    /// <summary>More turns in a round would favour the first tier for too long to be called a mixture.</summary>
    private const long MaxWeight = 1_000;

    private bool IsMigration => kind is ListKind.Access or ListKind.Fault or ListKind.WriteFault or ListKind.HintFault or ListKind.Pass or ListKind.Event;

    public RulePlan Add(RulePlan plan, OutcomeSyntax outcome, OutcomeExtrasSyntax extras)
    {
        plan = Choice(plan, outcome, extras);
        if (extras.Exchange is { } exchange && IsMove(plan, exchange, "a page that leaves by reclaim makes room, it needs none"))
            plan = plan with { Exchanges = true, ExchangeWhen = Condition(extras.ExchangeWhen) };
        if (extras.Shadow is { } shadow && IsMove(plan, shadow, "a copy that stays behind makes no room"))
            plan = plan with { KeepsShadow = true };
        return extras.Then is { } then ? Consequences(plan, extras, then) : plan;
    }

    private RulePlan Choice(RulePlan plan, OutcomeSyntax outcome, OutcomeExtrasSyntax extras)
    {
        var weighted = extras.Shares.FirstOrDefault(s => s.Weight is not null);
        if (extras.Choice is not { } word) return plan;
        if (outcome.Targets.FirstOrDefault(t => Words.IsOutcome(t.Text)) is { } other)
        {
            Misplaced(other, $"`{word.Text}`", $"behind `{word.Text}` stand tiers and groups");
            return plan;
        }

        if (word.Text != "interleave")
        {
            if (weighted is not null)
                Misplaced(new NameSyntax(weighted.Weight!.Span, context.File.Source(weighted.Weight.Span)), $"`{word.Text}`", "only `interleave` has weights");
            return plan with { Choice = word.Text == "nearest" ? TierChoice.Nearest : TierChoice.Roomiest };
        }

        return plan with { Choice = TierChoice.Interleave, Weights = Weights(plan, extras).ToEquatableArray() };
    }

    /// <summary>Each tier of a group has the group's weight.</summary>
    private IEnumerable<long> Weights(RulePlan plan, OutcomeExtrasSyntax extras)
    {
        var weights = new Dictionary<int, long>();
        var constants = context.Expressions(Sight.Constant, "a weight");
        foreach (var share in extras.Shares)
        {
            var weight = share.Weight is null ? 1 : Positive.Constant(constants, context.File, share.Weight, ValueType.Count, "a weight") ?? 1;
            if (weight > MaxWeight)
                context.File.Report(DiagnosticRules.OutOfRange, share.Weight!.Span, context.File.Source(share.Weight.Span), $"1..{MaxWeight}");
            foreach (var tier in context.Resolver.Tiers(share.Name) ?? [])
                if (!weights.ContainsKey(tier)) weights.Add(tier, Math.Min(weight, MaxWeight));
        }

        return plan.Tiers.Select(t => weights.TryGetValue(t, out var weight) ? weight : 1);
    }

    /// <summary>Sees the page and the one it would change places with, but no access: the search is the target's.</summary>
    private Expr? Condition(ExpressionSyntax? condition)
    {
        if (condition is null) return null;
        const string Place = "the condition of an exchange";
        var checked_ = context.Expressions(Sight.Pass | Sight.Victim, Place).Condition(condition);
        if (checked_ is null || !PlanExpressions.Parts(checked_).Any(e => e is PageExpr { Property: PageProperty.Idle })) return checked_;
        context.File.ReportWithHelp(DiagnosticRules.NotVisible, condition.Span, "ask for it in the condition of the rule", "idle", Place);
        return null;
    }

    private RulePlan Consequences(RulePlan plan, OutcomeExtrasSyntax extras, NameSyntax then)
    {
        if (kind is ListKind.Placement or ListKind.Pin || plan.Outcome == OutcomeKind.Stay)
        {
            Misplaced(then, kind is ListKind.Placement or ListKind.Pin ? where : $"`{plan.Label}`, which moves nothing", "statements of a handler always run");
            return plan;
        }

        // What an access cost is what it cost where the page was; a page that was dropped is not there to be seen.
        var seen = sight & ~(Sight.Latency | Sight.Pin);
        var after = plan.Outcome == OutcomeKind.Evict ? seen & ~(Sight.Page | Sight.Event) : seen;
        return plan with
        {
            Accepted = new HandlerStatementChecker(context.Scope(after, plan.Outcome == OutcomeKind.Evict ? "what follows an eviction" : where)).Check(extras.Accepted),
            Refused = new HandlerStatementChecker(context.Scope(seen, where)).Check(extras.Refused),
        };
    }

    private bool IsMove(RulePlan plan, NameSyntax clause, string help)
    {
        if (IsMigration && plan.Outcome == OutcomeKind.Move) return true;
        Misplaced(clause, plan.Outcome == OutcomeKind.Move ? where : $"`{plan.Label}`, which moves nothing",
            kind == ListKind.Reclaim ? help : "only rules of `migration` that move a page have it");
        return false;
    }

    private void Misplaced(NameSyntax clause, string place, string help) =>
        context.File.ReportWithHelp(DiagnosticRules.RefusalMisplaced, clause.Span, help, clause.Text, place);
}
