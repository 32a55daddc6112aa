using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Values under which a condition holds, as help says them: what the <see cref="Solver"/> found has been tried, so it is true.</summary>
internal static class Witness
{
    private const int Shown = 4;

    /// <summary>" with `heat = 6`, `kind = file`", or null if no values were found.</summary>
    public static string? Find(PolicyPlan plan, Expr condition) =>
        Solver.Solve([condition], new Effort(Cases.Most, plan.Hierarchy.PageBytes)) is { Values: not null } found ? Show(plan, found) : null;

    public static string Show(PolicyPlan plan, Solution found) => string.Concat(
        found.Values!.Where(v => v.Key is not ParameterExpr).Take(Shown).Select((v, i) => (i == 0 ? " with " : ", ") + Show(plan, v.Key, v.Value)));

    private static string Show(PolicyPlan plan, Expr leaf, long value)
    {
        if (leaf.Type == ValueType.Time && Near(value) is { } near) return $"`{LeafNames.Of(plan, leaf)}` {near}";
        var shown = leaf.Type switch
        {
            ValueType.Agent when value >= 0 => plan.Hierarchy.Agents[(int)value].Name,
            ValueType.Tier when value >= 0 => plan.Hierarchy.Tiers[(int)value].Name,
            ValueType.Tenant when value >= 0 => plan.Hierarchy.Tenants[(int)value].Name,
            ValueType.Agent or ValueType.Tier or ValueType.Tenant => "none",
            _ => TypeNames.Show(leaf.Type, value),
        };
        return $"`{LeafNames.Of(plan, leaf)} = {shown}`";
    }

    /// <summary>A nanosecond beside a round time is what a strict comparison asks for, and its digits are hard to read; null for other times.</summary>
    private static string? Near(long ns)
    {
        if (ns == long.MaxValue) return "as long as can be";
        foreach (var (from, word) in new[] { (ns - 1, "over"), (ns + 1, "under") })
            if (from > 0 && from % 1_000 == 0) return $"just {word} `{TypeNames.Show(ValueType.Time, from)}`";
        return null;
    }
}
