using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What holds before a rule of a list is asked.</summary>
internal static class Given
{
    public static Expr Tier(HierarchyPlan h) => new PageExpr(ValueType.Tier, new(0, h.Tiers.Count - 1), PageProperty.Tier);

    public static Expr Agent(HierarchyPlan h) =>
        new EventExpr(ValueType.Agent, new(0, h.Agents.Count - 1), EventProperty.Agent);

    public static Expr Kind(ListKind list) => list == ListKind.Placement
        ? new RequestExpr(ValueType.Kind, new(0, 3), RequestProperty.Kind, -1)
        : new PageExpr(ValueType.Kind, new(0, 3), PageProperty.Kind);

    public static Expr Of(RuleList list, HierarchyPlan h)
    {
        if (list.Kind == ListKind.Placement) return Fold.True;
        var tier = Fold.InSet(Tier(h), list.Tiers);
        if (list.Kind == ListKind.Pin) tier = Fold.And(tier, Fold.InSet(Tier(h), Addressed(h, list.Agents)));
        return list.Kind is ListKind.Access or ListKind.Fault or ListKind.HintFault or ListKind.WriteFault or ListKind.Pin
            ? Fold.And(tier, Fold.InSet(Agent(h), list.Agents))
            : tier;
    }

    /// <summary>
    /// The tiers where a pin can be asked for, a bit each. Also those where nothing can be pinned: the fault that is to
    /// bring a page away from there may have left it.
    /// </summary>
    private static long Addressed(HierarchyPlan h, long agents) =>
        h.Tiers.Select((t, i) => Enumerable.Range(0, h.Agents.Count).Any(a => Contains(agents, a) && t.Access[a].Addressable) ? 1L << i : 0)
            .Aggregate(0L, (a, b) => a | b);

    /// <summary>The expression while every parameter has its default.</summary>
    public static Expr AtDefaults(Expr e, PolicyPlan plan) => Substitute.Leaves(e, plan.Hierarchy.PageBytes, leaf =>
        leaf is ParameterExpr p ? new ConstantExpr(p.Type, plan.Parameters[p.Parameter].Default) : null);

    public static bool Contains(long mask, int index) => (mask >> index & 1) != 0;
}
