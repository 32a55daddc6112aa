using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What rules ask of a page in a tier, at the defaults, however long it has been there.</summary>
internal sealed class Asked(CheckedPolicy policy)
{
    private readonly HierarchyPlan _hierarchy = policy.Plan.Hierarchy;
    private readonly Dictionary<(int Rule, int Tier), (Expr Condition, Func<long[], long> Holds)> _known = [];
    private readonly long[] _leaves = new long[policy.Rules.Count];
    private readonly long[] _tried = new long[policy.Rules.Count];

    public Evaluator Evaluator { get; } = new(policy.Plan.Hierarchy.PageBytes);

    /// <summary>The rule may take a page out of the tier to where it goes; asked of every pair of rules, so told once.</summary>
    public bool CanLeave(Move move, int tier)
    {
        var (rule, bit) = (move.Rule.Number, 1L << tier);
        if ((_tried[rule] & bit) == 0)
        {
            _tried[rule] |= bit;
            if (IsToldOf(move.List, tier) && !Fold.IsFalse(In(move, tier).Condition)) _leaves[rule] |= bit;
        }

        return (_leaves[rule] & bit) != 0 && !move.Before.Contains(tier);
    }

    /// <summary>An access that no observer tells of runs no handler.</summary>
    public bool IsToldOf(RuleList list, int tier) => list.Kind switch
    {
        ListKind.Access => policy.Observed.TellsOfAccesses(1L << tier),
        ListKind.HintFault => policy.Observed.TakesHintFaults(1L << tier),
        _ => true,
    };

    public (Expr Condition, Func<long[], long> Holds) In(Move move, int tier)
    {
        if (_known.TryGetValue((move.Rule.Number, tier), out var known)) return known;
        var condition = Given.Contains(move.List.Tiers, tier) ? Fold.And(Given.Of(move.List, _hierarchy, move.Rule.Plan.Condition), move.Rule.Plan.Condition) : Fold.False;
        if (Callers(move.List, tier) is var callers && callers != move.List.Agents) condition = Fold.And(condition, Fold.InSet(Given.Agent(_hierarchy), callers));
        if (move.List.Latch is { } latch) condition = Fold.And(condition, Fold.And(latch.While, latch.Until is null ? Fold.True : Fold.Not(latch.Until)));
        var asked = Of(condition, tier);
        return _known[(move.Rule.Number, tier)] = (asked, Evaluator.Compile(asked));
    }

    /// <summary>The agents of the list whose event it can be, a bit each. A pin is a fault as well, but who pins a page did not have to move it.</summary>
    private long Callers(RuleList list, int tier) => list.Kind == ListKind.Pass ? list.Agents : list.Agents & _hierarchy.Tiers[tier].Access
        .Select((a, agent) => (list.Kind == ListKind.Fault ? a.Addressable : !a.Reachable) ? 0 : 1L << agent).Aggregate(0L, (a, b) => a | b);

    /// <summary>The expression of a page in the tier.</summary>
    public Expr Of(Expr e, int tier) => Substitute.Leaves(Linked.Of(policy.Plan, Given.AtDefaults(e, policy.Plan)), _hierarchy.PageBytes, leaf => leaf switch
    {
        PageExpr { Property: PageProperty.Tier } => new ConstantExpr(ValueType.Tier, tier),
        PageExpr { Property: PageProperty.Resident } => new ConstantExpr(ValueType.Time, long.MaxValue),
        // What somebody holds cannot move.
        PageExpr { Property: PageProperty.Pins or PageProperty.Held or PageProperty.Locked } held => new ConstantExpr(held.Type, 0),
        _ => null,
    });

    /// <summary>The condition of a rule above, or of a handler above of the same event, that matches the page first.</summary>
    public Expr? Earlier(Move move, int tier, Solution page)
    {
        foreach (var above in Above(move)) In(above, tier);
        return Earlier(move, tier, page.In(Evaluator));
    }

    public Expr? Earlier(Move move, int tier, long[] values)
    {
        foreach (var rule in Above(move))
            if (In(rule, tier) is var above && above.Holds(values) != 0) return above.Condition;
        return null;
    }

    /// <summary>The rules above, also those of handlers above of the same event.</summary>
    public IEnumerable<Move> Above(Move move)
    {
        for (var i = 0; i < move.Index; i++) yield return move with { Index = i };
        if (EarlierRules.EventOf(move.List) is not { } name) yield break;
        foreach (var list in policy.Lists.TakeWhile(l => l != move.List).Where(l => EarlierRules.EventOf(l) == name))
            for (var i = 0; i < list.Rules.Count; i++) yield return new Move(list, i, 0);
    }

    /// <summary>The page is of a kind that both tiers take; the tiers that come first are full; where the rules ask how much is free in those that are left, it is at least a page.</summary>
    public IEnumerable<Expr> Rooms(Move there, Move back, int a, int b)
    {
        var full = there.Before.Concat(back.Before).Distinct().ToArray();
        foreach (var tier in new[] { there.To, back.To }) yield return Given.KindsIn(_hierarchy, tier);
        foreach (var tier in full) yield return Fold.Compare(ComparisonOperator.Less, Linked.Free(_hierarchy, tier), Page);
        foreach (var tier in new[] { there.To, back.To })
            if (full.Contains(tier) || AsksFree(In(there, a).Condition, tier) || AsksFree(In(back, b).Condition, tier))
                yield return Fold.Compare(ComparisonOperator.GreaterOrEqual, Linked.Free(_hierarchy, tier), Page);
    }

    private static bool AsksFree(Expr condition, int tier) => PlanExpressions.Parts(condition).Any(e => e is TierExpr t && t.Tier == tier);

    private Expr Page => new ConstantExpr(ValueType.Bytes, _hierarchy.PageBytes);
}
