using System.Numerics;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// Names that hang together, said by one of them: what is used and how full a tier is by what is free in it, at its declared capacity; its
/// watermarks by what they are at the defaults; what is left of a budget by what is used of it.
/// </summary>
internal static class Linked
{
    /// <summary>The same condition. A comparison with a constant stays one, so that it can be decided.</summary>
    public static Expr Of(PolicyPlan plan, Expr e) => e switch
    {
        NotExpr x => Fold.Not(Of(plan, x.Operand)),
        LogicalExpr { Operator: LogicalOperator.And } x => Fold.And(Of(plan, x.Left), Of(plan, x.Right)),
        LogicalExpr x => Fold.Or(Of(plan, x.Left), Of(plan, x.Right)),
        InRangeExpr x => Fold.And(Compare(plan, ComparisonOperator.GreaterOrEqual, x.Subject, x.Low), Compare(plan, ComparisonOperator.LessOrEqual, x.Subject, x.High)),
        ComparisonExpr x => Compare(plan, x.Operator, x.Left, x.Right),
        _ => Leaves(plan, e),
    };

    public static Expr Free(HierarchyPlan h, int tier) => new TierExpr(ValueType.Bytes, new ValueRange(0, h.Tiers[tier].CapacityBytes), tier, TierProperty.Free);

    private static Expr Compare(PolicyPlan plan, ComparisonOperator op, Expr a, Expr b)
    {
        if (a is ConstantExpr && b is not ConstantExpr) (a, b, op) = (b, a, Prover.Mirror(op));
        if (a is TierExpr { Property: TierProperty.Fill } fill && b is ConstantExpr share) return Fill(plan.Hierarchy, op, fill.Tier, share.Value);
        (a, b) = (Leaves(plan, a), Leaves(plan, b));
        return a is SubtractExpr { Left: ConstantExpr all, Right: TierExpr or BudgetExpr } rest && b is ConstantExpr c
            ? Whole(plan.Hierarchy.PageBytes, Prover.Mirror(op), rest.Right, new ConstantExpr(c.Type, Saturating.Subtract(all.Value, c.Value)))
            : Whole(plan.Hierarchy.PageBytes, op, a, b);
    }

    /// <summary>Only whole pages are free: under a page is none, and more than none is a page.</summary>
    private static Expr Whole(long page, ComparisonOperator op, Expr a, Expr b)
    {
        if (a is not TierExpr { Property: TierProperty.Free } || b is not ConstantExpr { Value: >= 0 and var c } bound || page <= 0 || c > long.MaxValue - page) return Fold.Compare(op, a, b);
        var (down, up) = (c - c % page, c + page - 1 - (c + page - 1) % page);
        return op switch
        {
            ComparisonOperator.Less => Fold.Compare(ComparisonOperator.LessOrEqual, a, bound with { Value = up - page }),
            ComparisonOperator.LessOrEqual => Fold.Compare(op, a, bound with { Value = down }),
            ComparisonOperator.Greater => Fold.Compare(ComparisonOperator.GreaterOrEqual, a, bound with { Value = down + page }),
            ComparisonOperator.GreaterOrEqual => Fold.Compare(op, a, bound with { Value = up }),
            ComparisonOperator.Equal when up != down => Fold.False,
            ComparisonOperator.NotEqual when up != down => Fold.True,
            _ => Fold.Compare(op, a, b),
        };
    }

    /// <summary>A tier is the fuller the less is free: at least so full is at most so much free.</summary>
    private static Expr Fill(HierarchyPlan h, ComparisonOperator op, int tier, long share) => op switch
    {
        ComparisonOperator.GreaterOrEqual => Fuller(h, tier, share),
        ComparisonOperator.Greater => Fuller(h, tier, Saturating.Add(share, 1)),
        ComparisonOperator.Less => Fold.Not(Fuller(h, tier, share)),
        ComparisonOperator.LessOrEqual => Fold.Not(Fuller(h, tier, Saturating.Add(share, 1))),
        ComparisonOperator.Equal => Fold.And(Fuller(h, tier, share), Fold.Not(Fuller(h, tier, Saturating.Add(share, 1)))),
        _ => Fold.Or(Fold.Not(Fuller(h, tier, share)), Fuller(h, tier, Saturating.Add(share, 1))),
    };

    private static Expr Fuller(HierarchyPlan h, int tier, long share)
    {
        var capacity = h.Tiers[tier].CapacityBytes;
        if (share <= 0) return Fold.True;
        var used = (new BigInteger(share) * capacity + Fold.Billion - 1) / Fold.Billion;
        return used > capacity ? Fold.False : Whole(h.PageBytes, ComparisonOperator.LessOrEqual, Free(h, tier), new ConstantExpr(ValueType.Bytes, capacity - (long)used));
    }

    private static Expr Leaves(PolicyPlan plan, Expr e) => Substitute.Leaves(e, plan.Hierarchy.PageBytes, leaf => leaf switch
    {
        TierExpr t => ByFree(plan, t),
        BudgetExpr { Property: BudgetProperty.Left } b when plan.Budgets[b.Budget].Amount is ConstantExpr amount && !IsSet(plan, b.Budget) =>
            Fold.Subtract(amount, b with { Property = BudgetProperty.Used }),
        _ => null,
    });

    private static Expr? ByFree(PolicyPlan plan, TierExpr e)
    {
        var h = plan.Hierarchy;
        var all = new ConstantExpr(ValueType.Bytes, h.Tiers[e.Tier].CapacityBytes);
        var reclaim = plan.Reclaim.FirstOrDefault(r => r.Tier == e.Tier);
        return e.Property switch
        {
            TierProperty.Capacity => all,
            TierProperty.Free => Free(h, e.Tier),
            TierProperty.Used => Fold.Subtract(all, Free(h, e.Tier)),
            TierProperty.Fill => Fold.Quotient(ValueType.Ratio, Fold.Subtract(all, Free(h, e.Tier)), all, Fold.Billion),
            TierProperty.Reserve => Mark(plan, e, reclaim?.Reserve),
            TierProperty.Low => Mark(plan, e, reclaim?.Below),
            TierProperty.High => Mark(plan, e, reclaim?.Until),
            _ => null,
        };
    }

    private static Expr? Mark(PolicyPlan plan, TierExpr e, Expr? mark) =>
        mark is not null && Watermarks.Bytes(plan, e.Tier, mark) is { } bytes ? new ConstantExpr(e.Type, bytes) : null;

    /// <summary>Some statement sets what a budget lets through.</summary>
    public static bool IsSet(PolicyPlan plan, int budget)
    {
        var all = plan.Handlers.SelectMany(h => h.Statements).Concat(plan.Ticks.SelectMany(t => t.Statements))
            .Concat(plan.Rules.SelectMany(r => r.Accepted.Concat(r.Refused)));
        return Writes.Of(plan, all).Touch(new BudgetExpr(ValueType.Bytes, ValueRange.Full, budget, BudgetProperty.Amount));
    }
}
