using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What holds before a rule of a list is asked.</summary>
internal static class Given
{
    public static Expr Tier(HierarchyPlan h) => new PageExpr(ValueType.Tier, new(0, h.Tiers.Count - 1), PageProperty.Tier);

    public static Expr Agent(HierarchyPlan h) =>
        new EventExpr(ValueType.Agent, new(0, h.Agents.Count - 1), EventProperty.Agent);

    public static Expr Write { get; } = new EventExpr(ValueType.Bool, ValueRange.Bool, EventProperty.Write);

    public static Expr Kind(ListKind list) => list == ListKind.Placement
        ? new RequestExpr(ValueType.Kind, new(0, 3), RequestProperty.Kind, -1)
        : new PageExpr(ValueType.Kind, new(0, 3), PageProperty.Kind);

    /// <summary>The tiers where the page can be, and the agents whose event it can be.</summary>
    public static Expr Of(RuleList list, HierarchyPlan h)
    {
        if (list.Kind == ListKind.Placement) return Fold.True;
        if (!HasAgent(list.Kind)) return Fold.InSet(Tier(h), list.Tiers);
        var callers = Callers(list, h);
        var where = Fold.And(Fold.InSet(Tier(h), Mask(callers, list.Tiers)), Fold.InSet(Agent(h), callers.Aggregate(0L, (a, b) => a | b)));
        return list.Kind == ListKind.Pin ? Fold.And(where, Fold.InSet(Tier(h), Addressed(h, list.Agents))) : where;
    }

    /// <summary>All that holds before this condition is asked: also which agents have to do with which tier, and which kinds of pages are there.</summary>
    /// <remarks>Only of what the condition is about: everything more that a proof has to look at makes it longer.</remarks>
    public static Expr Of(RuleList list, HierarchyPlan h, Expr condition) =>
        Fold.And(Where(list, h, condition), Fold.And(OfKinds(list, h, condition), OfWrites(list, h, condition)));

    /// <summary>The kinds of pages that can be in the tier.</summary>
    public static Expr KindsIn(HierarchyPlan h, int tier) =>
        h.Tiers[tier].PageKinds == TierKinds.AllKinds ? Fold.True : Fold.InSet(Kind(ListKind.Reclaim), h.Tiers[tier].PageKinds);

    /// <summary>What a reclaimer finds: a page in the tier, of a kind that is there, and held by nobody.</summary>
    public static Expr OfVictim(HierarchyPlan h, int tier, Expr asked) => Fold.And(
        Substitute.Leaves(asked, h.PageBytes, leaf => leaf switch
        {
            PageExpr { Property: PageProperty.Tier } => new ConstantExpr(ValueType.Tier, tier),
            PageExpr { Property: PageProperty.Pins or PageProperty.Held or PageProperty.Locked } held => new ConstantExpr(held.Type, 0),
            _ => null,
        }),
        Mentions(asked, PageProperty.Kind) ? KindsIn(h, tier) : Fold.True);

    /// <summary>Without the kinds of pages.</summary>
    public static Expr Where(RuleList list, HierarchyPlan h, Expr condition)
    {
        var where = Of(list, h);
        if (!HasAgent(list.Kind) || list.Kind == ListKind.Pin) return where;
        var tiers = Tiers(condition, list.Tiers);
        var callers = Callers(list, h);
        var all = callers.Aggregate(0L, (a, b) => a | b);
        if (list.Kind == ListKind.WriteFault) where = Fold.And(where, Write);
        if (!callers.Where((agents, t) => Contains(tiers, t) && agents != 0 && agents != all).Any()) return where;
        if (!Mentions(condition, EventProperty.Agent)) return where;
        for (var t = 0; t < callers.Length; t++)
            if (Contains(tiers, t) && callers[t] != 0 && callers[t] != all)
                where = Fold.And(where, Fold.Or(Fold.InSet(Tier(h), list.Tiers & ~(1L << t)), Fold.InSet(Agent(h), callers[t])));
        return where;
    }

    /// <summary>No page is where pages of its kind are not taken.</summary>
    private static Expr OfKinds(RuleList list, HierarchyPlan h, Expr condition)
    {
        var result = Fold.True;
        if (list.Kind == ListKind.Placement) return result;
        var tiers = Tiers(condition, list.Tiers);
        for (var t = 0; t < h.Tiers.Count; t++)
            if (h.Tiers[t].PageKinds != TierKinds.AllKinds && Contains(tiers, t) && Mentions(condition, PageProperty.Kind))
                result = Fold.And(result, Fold.Or(Fold.InSet(Tier(h), list.Tiers & ~(1L << t)), Fold.InSet(Kind(list.Kind), h.Tiers[t].PageKinds)));
        return result;
    }

    public static Expr WrittenIsDirty { get; } = Fold.Or(Fold.Not(Write), new PageExpr(ValueType.Bool, ValueRange.Bool, PageProperty.Dirty));

    /// <summary>A write that is served has made the page dirty before a handler sees it, and none is served where a tier is mapped read-only.</summary>
    public static Expr OfWrites(RuleList list, HierarchyPlan h, Expr condition)
    {
        if (list.Kind != ListKind.Access || !Mentions(condition, EventProperty.Write)) return Fold.True;
        var result = Mentions(condition, PageProperty.Dirty) ? WrittenIsDirty : Fold.True;
        var written = list.Tiers & h.Tiers.Select((t, i) => t.ReadOnly ? 0 : 1L << i).Sum();
        return written == list.Tiers ? result : Fold.And(result, Fold.Or(Fold.Not(Write), Fold.InSet(Tier(h), written)));
    }

    private static bool HasAgent(ListKind kind) => kind is ListKind.Access or ListKind.Fault or ListKind.HintFault or ListKind.WriteFault or ListKind.Pin;

    /// <summary>By tier, the agents that can cause the event there.</summary>
    private static long[] Callers(RuleList list, HierarchyPlan h) =>
        h.Tiers.Select((_, t) => Contains(list.Tiers, t) ? list.Agents & Callers(list.Kind, h, t) : 0).ToArray();

    private static long Mask(long[] callers, long tiers) => tiers & callers.Select((agents, t) => agents == 0 ? 0 : 1L << t).Aggregate(0L, (a, b) => a | b);

    /// <summary>Those of the tiers that the condition leaves, as far as it says so outright.</summary>
    private static long Tiers(Expr condition, long tiers)
    {
        foreach (var part in Conjuncts.Of(condition))
            if (part is InSetExpr { Subject: PageExpr { Property: PageProperty.Tier } } set) tiers &= set.Mask;
        return tiers;
    }

    private static bool Mentions(Expr condition, PageProperty property) => PlanExpressions.Parts(condition).Any(e => e is PageExpr p && p.Property == property);

    private static bool Mentions(Expr condition, EventProperty property) => PlanExpressions.Parts(condition).Any(e => e is EventExpr p && p.Property == property);

    /// <summary>The agents that can cause the event in the tier, a bit each. A pin is a fault, too, where nothing can be pinned.</summary>
    private static long Callers(ListKind kind, HierarchyPlan h, int tier) => h.Tiers[tier].Access.Select((a, agent) => kind switch
    {
        ListKind.Pin => true,
        ListKind.Fault => !a.Addressable || h.Tiers[tier].Pins == PinPermission.None,
        ListKind.WriteFault => a.Reachable && h.Tiers[tier].ReadOnly,
        _ => a.Reachable,
    } ? 1L << agent : 0).Aggregate(0L, (a, b) => a | b);

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
