using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Telling;

namespace CdmPolicy.Verification.Deciding;

/// <summary>One of the things that a page state is made of.</summary>
/// <param name="Range">What its value can be, ends included; of an order, an agent or a tier, -1 is none.</param>
public sealed record Thing(ValueType Type, ValueRange Range);

/// <summary>What a page state is made of, by name.</summary>
internal static class Things
{
    private static readonly (string Name, ValueType Type)[] OfPages =
    [
        ("tier", ValueType.Tier), ("kind", ValueType.Kind), ("dirty", ValueType.Bool), ("asked", ValueType.Bool), ("huge", ValueType.Bool),
        ("pinned short", ValueType.Bool), ("pinned long", ValueType.Bool), ("moving", ValueType.Bool), ("moving to", ValueType.Tier),
        ("bound to", ValueType.Tier), ("prefers", ValueType.Tier), ("size", ValueType.Bytes), ("tenant", ValueType.Tenant),
        ("agent", ValueType.Agent), ("write", ValueType.Bool), ("long", ValueType.Bool),
    ];

    public static ValueType TypeOf(PolicyPlan plan, string name) => All(plan).TryGetValue(name, out var thing) ? thing.Type : ValueType.Count;

    /// <summary>Everything that the rules of a policy can look at, and its type.</summary>
    public static IReadOnlyDictionary<string, Thing> All(PolicyPlan plan)
    {
        var all = new Dictionary<string, Thing>(StringComparer.Ordinal);
        foreach (var (name, type) in OfPages) all[name] = new Thing(type, type == ValueType.Bool ? ValueRange.Bool : ValueRange.Full);
        foreach (var tier in plan.Hierarchy.Tiers) all[$"asks for {tier.Name}"] = new Thing(ValueType.Bool, ValueRange.Bool);
        foreach (var field in plan.Fields.Where(f => !f.Hidden)) all[field.Name] = new Thing(field.Type, field.Range);
        foreach (var parameter in plan.Parameters) all[parameter.Name] = new Thing(parameter.Type, parameter.Range);
        foreach (var tier in plan.Hierarchy.Tiers) all[$"{tier.Name}.free"] = new Thing(ValueType.Bytes, new ValueRange(0, tier.CapacityBytes));
        foreach (var leaf in PlanExpressions.Of(plan).Where(Dsl.Analysis.Evaluator.IsLeaf).Where(e => e is not (ConstantExpr or InForceExpr or VictimFieldExpr)))
            all.TryAdd(Shown.Name(plan, leaf), new Thing(leaf.Type, leaf.Range));
        foreach (var latch in plan.Handlers.Select(h => h.Latch).Concat(plan.Ticks.Select(t => t.Latch)).OfType<LatchPlan>())
            all.TryAdd($"switched on by `{latch.Source}`", new Thing(ValueType.Bool, ValueRange.Bool));
        return all;
    }
}
