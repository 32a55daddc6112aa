using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// Looks for values under which two conditions hold, by trying the constants that stand in them and their neighbours, one
/// name at a time. What it finds has been evaluated, so it is true; it may well miss one.
/// </summary>
internal static class Witness
{
    private const int Rounds = 3;

    /// <summary>The values as help says them, or null.</summary>
    public static string? Find(PolicyPlan plan, Expr first, Expr second)
    {
        var parts = PlanExpressions.Parts(first).Concat(PlanExpressions.Parts(second)).ToArray();
        var leaves = parts.Where(IsLeaf).Distinct().ToArray();
        var constants = parts.OfType<ConstantExpr>().Select(c => c.Value).Distinct().ToArray();
        var conjuncts = Conjuncts.Of(first).Concat(Conjuncts.Of(second)).ToArray();
        var values = leaves.ToDictionary(l => l, l => Candidates(l, constants)[0]);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var leaf in leaves)
            {
                var best = (Score: -1, Value: 0L);
                foreach (var value in Candidates(leaf, constants))
                {
                    values[leaf] = value;
                    var score = conjuncts.Count(c => Holds(plan, c, values));
                    if (score > best.Score) best = (score, value);
                }

                values[leaf] = best.Value;
            }

            if (conjuncts.All(c => Holds(plan, c, values)))
                return string.Concat(leaves.Take(4).Select((l, i) => (i == 0 ? " with " : ", ") + Show(plan, l, values[l])));
        }

        return null;
    }

    private static bool Holds(PolicyPlan plan, Expr condition, Dictionary<Expr, long> values) =>
        Fold.IsTrue(Substitute.Leaves(condition, plan.Hierarchy.PageBytes, leaf =>
            values.TryGetValue(leaf, out var value) ? new ConstantExpr(leaf.Type, value) : null));

    private static bool IsLeaf(Expr e) =>
        e is FieldExpr or PageExpr or EventExpr or TierExpr or StatExpr or PageStatExpr or BudgetExpr or CellExpr or FitExpr or MineExpr
            or LatencyExpr or TrafficExpr or MovesPendingExpr;

    private static long[] Candidates(Expr leaf, long[] constants) =>
        new[] { leaf.Range.Min }
            .Concat(constants.SelectMany(c => new[] { c, c + 1, c - 1 }))
            .Concat([leaf.Range.Max])
            .Where(v => v >= leaf.Range.Min && v <= leaf.Range.Max)
            .Distinct()
            .ToArray();

    private static string Show(PolicyPlan plan, Expr leaf, long value)
    {
        var name = leaf switch
        {
            FieldExpr f => plan.Fields[f.Field].Name,
            PageExpr { Property: PageProperty.RegionRate or PageProperty.RegionAge or PageProperty.RegionSize } p =>
                MemberNames.Region.Where(r => r.Value.Property == p.Property).Select(r => "region." + r.Key).First(),
            PageExpr p => p.Property.ToString().ToLowerInvariant(),
            EventExpr e => e.Property.ToString().ToLowerInvariant(),
            TierExpr t => plan.Hierarchy.Tiers[t.Tier].Name + "." + t.Property.ToString().ToLowerInvariant(),
            LatencyExpr l => plan.Hierarchy.Tiers[l.Tier].Name + ".latency" + (l.Agent == 0 ? "" : " from " + plan.Hierarchy.Agents[l.Agent].Name),
            TrafficExpr t => plan.Hierarchy.Tiers[t.Tier].Name + ".traffic",
            MovesPendingExpr => "moves.pending",
            CellExpr c => plan.State[c.Cell].Name,
            MineExpr m => plan.Hierarchy.Tiers[m.Tier].Name + ".mine",
            FitExpr f => plan.State[f.Cell].Name + ".fit",
            StatExpr s => plan.Hierarchy.Agents[s.Agent].Name + "." + plan.Hierarchy.Agents[s.Agent].Stats[s.Stat].Name,
            PageStatExpr s => plan.Hierarchy.Agents[s.Agent].Name + "." + plan.Hierarchy.Agents[s.Agent].PageStats[s.Stat],
            _ => "budget." + ((BudgetExpr)leaf).Property.ToString().ToLowerInvariant(),
        };
        var shown = leaf.Type switch
        {
            ValueType.Agent when value >= 0 => plan.Hierarchy.Agents[(int)value].Name,
            ValueType.Tier when value >= 0 => plan.Hierarchy.Tiers[(int)value].Name,
            ValueType.Tenant when value >= 0 => plan.Hierarchy.Tenants[(int)value].Name,
            ValueType.Agent or ValueType.Tier or ValueType.Tenant => "none",
            _ => TypeNames.Show(leaf.Type, value),
        };
        return $"`{name} = {shown}`";
    }
}
