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
    private readonly Asked _asked;

    private Oscillation(CheckedPolicy policy) => (_policy, _effort, _asked) =
        (policy, new Effort(AllCases, policy.Plan.Hierarchy.PageBytes) { Steps = AllSteps }, new Asked(policy));

    public static void Run(CheckedPolicy policy) => new Oscillation(policy).Run();

    private void Run()
    {
        var moves = _policy.Lists.Where(l => l.Kind is ListKind.Access or ListKind.HintFault or ListKind.Fault or ListKind.WriteFault or ListKind.Pass)
            .SelectMany(l => Enumerable.Range(0, l.Rules.Count).SelectMany(i => Move.Of(_policy.Plan, l, i)))
            .ToArray();
        for (var i = 0; i < moves.Length; i++)
            for (var j = i + 1; j < moves.Length && _effort.Steps > 0; j++)
            {
                // To B and back to A.
                var (b, a) = (moves[i].To, moves[j].To);
                if (a == b || IsAnswered(moves[i], moves[j]) || !_asked.CanLeave(moves[i], a) || !_asked.CanLeave(moves[j], b)) continue;
                if (Page(moves[i], moves[j], a, b) is not { } page) continue;
                Report(moves[i], moves[j], a, b, page);
                // The next place of the same rule says nothing new.
                while (j + 1 < moves.Length && moves[j + 1].Rule == moves[j].Rule) j++;
            }
    }

    /// <summary>A fault has to be answered, whatever brought the page there: only an access of who faults is at odds with the answer.</summary>
    private static bool IsAnswered(Move there, Move back) =>
        there.Rule == back.Rule || (there.IsFault || back.IsFault) && (there.List.Kind == ListKind.Pass || back.List.Kind == ListKind.Pass);

    private Solution? Page(Move there, Move back, int a, int b)
    {
        if (!Ageing.Changes(_policy.Plan, there, back, a, b)) return Still(there, back, a, b) is { } page && IsSteady(there, back, a, b) && IsLeft(there, back, a, b) ? page : null;
        if (!IsSteady(there, back, a, b)) return null;
        var begins = Solver.Solve([_asked.In(there, a).Condition, Ageing.Before(back.List.Statements, _asked.In(back, b).Condition, _effort.PageBytes), .. _asked.Rooms(there, back, a, b), Written(there, back)], _effort);
        return begins.Values is not null && Ageing.Repeats(begins, _asked, there, back, a, b) ? begins : null;
    }

    /// <summary>A page that the one rule sends from A to B, and the other back.</summary>
    private Solution? Still(Move there, Move back, int a, int b)
    {
        var conditions = new List<Expr> { _asked.In(there, a).Condition, _asked.In(back, b).Condition };
        conditions.AddRange(_asked.Rooms(there, back, a, b));
        conditions.Add(Written(there, back));
        for (var tries = 0; tries <= Above; tries++)
        {
            var page = Solver.Solve(conditions, _effort);
            if (page.Values is null) return null;
            _effort.Steps -= there.Index + back.Index;
            if ((_asked.Earlier(there, a, page) ?? _asked.Earlier(back, b, page)) is not { } above) return page;
            conditions.Add(Fold.Not(above));
        }

        return null;
    }

    /// <summary>A write has made its page dirty before the rules are asked, and the page is so in both tiers.</summary>
    private static Expr Written(Move there, Move back) => (there.List.Kind == ListKind.Access || back.List.Kind == ListKind.Access)
        && there.Conditions.Concat(back.Conditions).SelectMany(PlanExpressions.Parts).Any(e => e is PageExpr { Property: PageProperty.Dirty }) ? Given.WrittenIsDirty : Fold.True;

    /// <summary>Fields that the handlers' own statements set anew, in whichever tier the page is, leave such a page.</summary>
    private bool IsLeft(Move there, Move back, int a, int b) => !Ageing.Overwrites(there) && !Ageing.Overwrites(back)
        || Solver.Solve([Before(there, a), Before(back, b), .. _asked.Rooms(there, back, a, b)], _effort).Values is not null;

    private Expr Before(Move move, int tier) => _asked.Of(Ageing.Before(move.List.Statements, _asked.In(move, tier).Condition, _effort.PageBytes), tier);

    /// <summary>What the two lists ask of the page, down to the rules, is the same after the move but for the tier.</summary>
    private bool IsSteady(Move there, Move back, int a, int b)
    {
        var parts = new[] { there, back }.SelectMany(m => m.Conditions).SelectMany(PlanExpressions.Parts).ToArray();
        // In a pass it is the time since the last access, in that access the time before it.
        if ((there.List.Kind == ListKind.Pass) != (back.List.Kind == ListKind.Pass) && parts.Any(e => e is PageExpr { Property: PageProperty.Idle })) return false;
        // After a long time without an access a field that decays is not what it was.
        if (parts.Any(e => e is PageExpr { Property: PageProperty.Idle } or EventExpr { Property: EventProperty.Now }) && parts.Any(Decays)) return false;
        // A move may change whether a page is where it was asked for.
        if (parts.Any(e => e is PageExpr { Property: PageProperty.Asked })) return false;
        var writes = Writes.ByMoving(_policy.Plan, (there.List, there.Rule.Plan), (back.List, back.Rule.Plan), a, b);
        return !parts.Any(writes.Touch) && !writes.Suspend(there.Rule.Plan) && !writes.Suspend(back.Rule.Plan);
    }

    private bool Decays(Expr e) => e is FieldExpr f && _policy.Plan.Fields[f.Field].Decay >= 0;

    private void Report(Move there, Move back, int a, int b, Solution page)
    {
        var tiers = _policy.Plan.Hierarchy.Tiers;
        var file = _policy.File;
        file.ReportWithHelp(DiagnosticRules.Oscillation, back.Rule.Syntax.Label.Span,
            $"a page{Witness.Show(_policy.Plan, page)} goes from `{tiers[a].Name}` to `{tiers[b].Name}` by `{there.Rule.Plan.Label}` "
            + $"{file.PlaceOf(file, there.Rule.Syntax.Span)} and back by `{back.Rule.Plan.Label}`{Kept(page)}",
            there.Rule.Plan.Label, back.Rule.Plan.Label).Relate(file, there.Rule.Syntax.Label.Span, $"`{there.Rule.Plan.Label}`");
    }

    /// <summary>Between the two moves a field may decay: the page goes on for as long as it is accessed as often.</summary>
    private string Kept(Solution page)
    {
        var decaying = page.Values!.Where(v => v.Value > 0 && Decays(v.Key)).Select(v => LeafNames.Of(_policy.Plan, v.Key)).ToArray();
        return decaying.Length == 0 ? "" : $", as long as accesses make up for the decay of {Help.List(decaying)}";
    }
}
