using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Telling;

namespace CdmPolicy.Verification.Deciding;

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

    public static ValueType TypeOf(PolicyPlan plan, string name) => All(plan).TryGetValue(name, out var type) ? type : ValueType.Count;

    /// <summary>Everything that the rules of a policy can look at, and its type.</summary>
    public static IReadOnlyDictionary<string, ValueType> All(PolicyPlan plan)
    {
        var all = new Dictionary<string, ValueType>(StringComparer.Ordinal);
        foreach (var (name, type) in OfPages) all[name] = type;
        foreach (var tier in plan.Hierarchy.Tiers) all[$"asks for {tier.Name}"] = ValueType.Bool;
        foreach (var field in plan.Fields.Where(f => !f.Hidden)) all[field.Name] = field.Type;
        foreach (var parameter in plan.Parameters) all[parameter.Name] = parameter.Type;
        foreach (var tier in plan.Hierarchy.Tiers) all[$"{tier.Name}.free"] = ValueType.Bytes;
        foreach (var leaf in PlanExpressions.Of(plan).Where(Dsl.Analysis.Evaluator.IsLeaf).Where(e => e is not (ConstantExpr or InForceExpr or VictimFieldExpr)))
            all.TryAdd(Shown.Name(plan, leaf), leaf.Type);
        foreach (var latch in plan.Handlers.Select(h => h.Latch).Concat(plan.Ticks.Select(t => t.Latch)).OfType<LatchPlan>())
            all.TryAdd($"switched on by `{latch.Source}`", ValueType.Bool);
        return all;
    }
}
