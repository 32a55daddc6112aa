using CdmPolicy.Dsl.Analysis;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Verification.Telling;

/// <summary>Names and values as authors write them.</summary>
internal static class Shown
{
    public static string Value(PolicyPlan plan, ValueType type, long value)
    {
        var h = plan.Hierarchy;
        return type switch
        {
            ValueType.Agent => value < 0 || value >= h.Agents.Count ? "none" : h.Agents[(int)value].Name,
            ValueType.Tier => Tier(plan, value),
            ValueType.Tenant => value < 0 || value >= h.Tenants.Count ? "none" : h.Tenants[(int)value].Name,
            _ => TypeNames.Show(type, value),
        };
    }

    public static string Tier(PolicyPlan plan, long tier) => tier < 0 ? "none" : plan.Hierarchy.Tiers[(int)tier].Name;

    public static string Name(PolicyPlan plan, Expr leaf) => LeafNames.Of(plan, leaf);

    /// <summary>"`heat` = 9"; a thing that is true or false is said as that.</summary>
    public static string Leaf(PolicyPlan plan, Expr leaf, long value) => leaf switch
    {
        PageExpr { Property: PageProperty.Pins } => value switch { 0 => "not `pinned`", 1 => "`pinned short`", _ => "`pinned long`" },
        { Type: ValueType.Bool } => value != 0 ? $"`{Name(plan, leaf)}`" : $"not `{Name(plan, leaf)}`",
        _ => $"`{Name(plan, leaf)}` = {Value(plan, leaf.Type, value)}",
    };

    /// <summary>"`promote` (line 41)".</summary>
    public static string Rule(PolicyPlan plan, int rule) => $"`{plan.Rules[rule].Label}` (line {plan.Rules[rule].Origin.Start.Line})";
}
