using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What rules ask of a page in a tier, at the defaults, however long it has been there; a page that was moved is not <c>asked</c>.</summary>
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
            if (!Fold.IsFalse(In(move, tier).Condition)) _leaves[rule] |= bit;
        }

        return (_leaves[rule] & bit) != 0 && !move.Before.Contains(tier);
    }

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
    public Expr Of(Expr e, int tier) => Substitute.Leaves(Given.AtDefaults(e, policy.Plan), _hierarchy.PageBytes, leaf => leaf switch
    {
        PageExpr { Property: PageProperty.Tier } => new ConstantExpr(ValueType.Tier, tier),
        PageExpr { Property: PageProperty.Resident } => new ConstantExpr(ValueType.Time, long.MaxValue),
        PageExpr { Property: PageProperty.Asked } => Fold.False,
        TierExpr t => ByFree(t),
        _ => null,
    });

    /// <summary>The condition of a rule above that matches the page first.</summary>
    public Expr? Earlier(Move move, int tier, Solution page)
    {
        for (var i = 0; i < move.Index; i++) In(move with { Index = i }, tier);
        return Earlier(move, tier, page.In(Evaluator));
    }

    public Expr? Earlier(Move move, int tier, long[] values)
    {
        for (var i = 0; i < move.Index; i++)
            if (In(move with { Index = i }, tier) is var above && above.Holds(values) != 0) return above.Condition;
        return null;
    }

    /// <summary>The tiers that come first are full; where the rules ask how much is free in those that are left, it is at least a page.</summary>
    public IEnumerable<Expr> Rooms(Move there, Move back, int a, int b)
    {
        var full = there.Before.Concat(back.Before).Distinct().ToArray();
        foreach (var tier in full) yield return Fold.Compare(ComparisonOperator.Less, Free(tier), Page);
        foreach (var tier in new[] { there.To, back.To })
            if (full.Contains(tier) || AsksFree(In(there, a).Condition, tier) || AsksFree(In(back, b).Condition, tier))
                yield return Fold.Compare(ComparisonOperator.GreaterOrEqual, Free(tier), Page);
    }

    private static bool AsksFree(Expr condition, int tier) => PlanExpressions.Parts(condition).Any(e => e is TierExpr t && t.Tier == tier);

    private Expr Page => new ConstantExpr(ValueType.Bytes, _hierarchy.PageBytes);

    private Expr Free(int tier) => new TierExpr(ValueType.Bytes, new ValueRange(0, _hierarchy.Tiers[tier].CapacityBytes), tier, TierProperty.Free);

    /// <summary>What is used and how full a tier is follow from what is free.</summary>
    private Expr? ByFree(TierExpr e)
    {
        var all = new ConstantExpr(ValueType.Bytes, _hierarchy.Tiers[e.Tier].CapacityBytes);
        return e.Property switch
        {
            TierProperty.Capacity => all,
            TierProperty.Free => Free(e.Tier),
            TierProperty.Used => Fold.Subtract(all, Free(e.Tier)),
            TierProperty.Fill => Fold.Quotient(ValueType.Ratio, Fold.Subtract(all, Free(e.Tier)), all, Fold.Billion),
            _ => null,
        };
    }
}
