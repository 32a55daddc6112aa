using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// A migration rule from A to B and one from B to A that both hold for one page, with only its tier and its time there
/// changed, and with no rule above them that would match it first. Reported only with a page that was tried and does it, at the
/// defaults of the parameters, where nothing that the move itself sets off changes what the rules ask.
/// </summary>
internal sealed class Oscillation
{
    /// <summary>Steps of proofs and cases tried for all pairs together, and rules above that are told apart for one: long lists stay fast.</summary>
    private const int AllSteps = 120_000, AllCases = 200_000, Above = 8;

    private readonly CheckedPolicy _policy;
    private readonly Effort _effort;
    private readonly Evaluator _evaluator;
    private readonly Dictionary<(int Rule, int Tier), (Expr Asked, Func<long[], long> Holds)> _asked = [];

    private Oscillation(CheckedPolicy policy) => (_policy, _effort, _evaluator) =
        (policy, new Effort(AllCases, policy.Plan.Hierarchy.PageBytes) { Steps = AllSteps }, new Evaluator(policy.Plan.Hierarchy.PageBytes));

    private readonly record struct Move(RuleList List, int Index)
    {
        public CheckedRule Rule => List.Rules[Index];

        /// <summary>The first choice.</summary>
        public int To => Rule.Plan.Tiers[0];
    }

    public static void Run(CheckedPolicy policy) => new Oscillation(policy).Run();

    private void Run()
    {
        var moves = _policy.Lists.Where(l => l.Kind is ListKind.Access or ListKind.HintFault or ListKind.Pass && !l.IsLatched)
            .SelectMany(l => Enumerable.Range(0, l.Rules.Count).Select(i => new Move(l, i)))
            .Where(m => m.Rule.Plan is { Tiers.Count: > 0, Choice: TierChoice.InOrder })
            .ToArray();
        for (var i = 0; i < moves.Length; i++)
            for (var j = i + 1; j < moves.Length && _effort.Steps > 0; j++)
            {
                // To B and back to A.
                var (b, a) = (moves[i].To, moves[j].To);
                if (a == b || Fold.IsFalse(In(moves[i], a).Asked) || Fold.IsFalse(In(moves[j], b).Asked)) continue;
                if (Page(moves[i], moves[j], a, b) is { } page && IsSteady(moves[i], moves[j], a, b)) Report(moves[i], moves[j], a, b, page);
            }
    }

    /// <summary>A page that the one rule sends from A to B, and the other back.</summary>
    private Solution? Page(Move there, Move back, int a, int b)
    {
        var conditions = new List<Expr> { In(there, a).Asked, In(back, b).Asked };
        for (var tries = 0; tries <= Above; tries++)
        {
            var page = Solver.Solve(conditions, _effort);
            if (page.Values is null) return null;
            if ((Earlier(there, a, page) ?? Earlier(back, b, page)) is not { } above) return page;
            conditions.Add(Fold.Not(above));
        }

        return null;
    }

    /// <summary>The condition of a rule above that matches the page first.</summary>
    private Expr? Earlier(Move move, int tier, Solution page)
    {
        _effort.Steps -= move.Index;
        for (var i = 0; i < move.Index; i++) In(move with { Index = i }, tier);
        var values = page.In(_evaluator);
        for (var i = 0; i < move.Index; i++)
            if (In(move with { Index = i }, tier) is var above && above.Holds(values) != 0) return above.Asked;
        return null;
    }

    /// <summary>What the two lists ask of the page, down to the rules, is the same after the move but for the tier.</summary>
    private bool IsSteady(Move there, Move back, int a, int b)
    {
        var parts = new[] { there, back }.SelectMany(m => m.List.Rules.Take(m.Index + 1)).SelectMany(r => PlanExpressions.Parts(r.Plan.Condition)).ToArray();
        // In a pass it is the time since the last access, in that access the time before it.
        if ((there.List.Kind == ListKind.Pass) != (back.List.Kind == ListKind.Pass) && parts.Any(e => e is PageExpr { Property: PageProperty.Idle })) return false;
        var writes = Writes.ByMoving(_policy.Plan, there.Rule.Plan, back.Rule.Plan, a, b);
        return !parts.Any(writes.Touch) && !writes.Suspend(there.Rule.Plan) && !writes.Suspend(back.Rule.Plan);
    }

    private void Report(Move there, Move back, int a, int b, Solution page)
    {
        var tiers = _policy.Plan.Hierarchy.Tiers;
        var file = _policy.File;
        file.ReportWithHelp(DiagnosticRules.Oscillation, back.Rule.Syntax.Label.Span,
            $"a page{Witness.Show(_policy.Plan, page)} goes from `{tiers[a].Name}` to `{tiers[b].Name}` by `{there.Rule.Plan.Label}` "
            + $"{file.PlaceOf(file, there.Rule.Syntax.Span)} and back by `{back.Rule.Plan.Label}`",
            there.Rule.Plan.Label, back.Rule.Plan.Label);
    }

    /// <summary>What the rule asks of a page in the tier, at the defaults, however long it has been there; a page that was moved is not `asked`.</summary>
    private (Expr Asked, Func<long[], long> Holds) In(Move move, int tier)
    {
        if (_asked.TryGetValue((move.Rule.Number, tier), out var known)) return known;
        var h = _policy.Plan.Hierarchy;
        var condition = Given.Contains(move.List.Tiers, tier) ? Fold.And(Given.Of(move.List, h), move.Rule.Plan.Condition) : Fold.False;
        var asked = Substitute.Leaves(Given.AtDefaults(condition, _policy.Plan), h.PageBytes, leaf => leaf switch
        {
            PageExpr { Property: PageProperty.Tier } => new ConstantExpr(ValueType.Tier, tier),
            PageExpr { Property: PageProperty.Resident } => new ConstantExpr(ValueType.Time, long.MaxValue),
            PageExpr { Property: PageProperty.Asked } => Fold.False,
            TierExpr t => ByFree(t, h.Tiers[t.Tier].CapacityBytes),
            _ => null,
        });
        return _asked[(move.Rule.Number, tier)] = (asked, _evaluator.Compile(asked));
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
