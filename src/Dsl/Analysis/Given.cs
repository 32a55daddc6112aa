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
        return list.Kind is ListKind.Access or ListKind.Fault or ListKind.HintFault or ListKind.WriteFault ? Fold.And(tier, Fold.InSet(Agent(h), list.Agents)) : tier;
    }

    /// <summary>The expression while every parameter has its default.</summary>
    public static Expr AtDefaults(Expr e, PolicyPlan plan) => Substitute.Leaves(e, plan.Hierarchy.PageBytes, leaf =>
        leaf is ParameterExpr p ? new ConstantExpr(p.Type, plan.Parameters[p.Parameter].Default) : null);

    public static bool Contains(long mask, int index) => (mask >> index & 1) != 0;
}
