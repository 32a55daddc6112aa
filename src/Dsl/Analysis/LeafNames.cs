using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What conditions are about, in the author's words.</summary>
public static class LeafNames
{
    public static string Of(PolicyPlan plan, Expr leaf) => leaf switch
    {
        FieldExpr f => plan.Fields[f.Field].Name,
        ParameterExpr p => plan.Parameters[p.Parameter].Name,
        PageExpr { Property: PageProperty.RegionRate or PageProperty.RegionAge or PageProperty.RegionSize } p =>
            MemberNames.Region.Where(r => r.Value.Property == p.Property).Select(r => "region." + r.Key).First(),
        PageExpr { Property: PageProperty.Pins } => "pinned",
        PageExpr p => Lower(p.Property),
        EventExpr { Property: EventProperty.LongPin } => "long",
        EventExpr e => Lower(e.Property),
        RequestExpr { Tier: >= 0 } r => $"{Wish(r.Property)} {Tier(plan, r.Tier)}",
        RequestExpr r => Lower(r.Property),
        TierExpr t => Tier(plan, t.Tier) + "." + Lower(t.Property),
        LatencyExpr l => Tier(plan, l.Tier) + ".latency" + (l.Agent == 0 ? "" : " from " + Agent(plan, l.Agent)),
        TrafficExpr t => Tier(plan, t.Tier) + ".traffic",
        MovesPendingExpr => "moves.pending",
        CellExpr c => plan.State[c.Cell].Name,
        MineExpr m => Tier(plan, m.Tier) + ".mine",
        FitExpr f => plan.State[f.Cell].Name + ".fit",
        StatExpr s => Agent(plan, s.Agent) + "." + plan.Hierarchy.Agents[s.Agent].Stats[s.Stat].Name,
        PageStatExpr s => Agent(plan, s.Agent) + "." + plan.Hierarchy.Agents[s.Agent].PageStats[s.Stat],
        DeviceExpr d => Agent(plan, d.Agent) + "." + Lower(d.Property),
        BudgetExpr b => plan.Budgets[b.Budget].Name + "." + Lower(b.Property),
        VictimFieldExpr v => "victim." + plan.Fields[v.Field].Name,
        _ => "it",
    };

    private static string Tier(PolicyPlan plan, int tier) => plan.Hierarchy.Tiers[tier].Name;

    private static string Agent(PolicyPlan plan, int agent) => plan.Hierarchy.Agents[agent].Name;

    private static string Wish(RequestProperty property) => property switch
    {
        RequestProperty.BoundTo => "bound to",
        RequestProperty.AsksFor => "asks for",
        _ => "prefers",
    };

    private static string Lower(Enum property) => property.ToString().ToLowerInvariant();
}
