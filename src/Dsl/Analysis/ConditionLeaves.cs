using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>A name that a condition asks about.</summary>
/// <param name="Name">As the author would write it.</param>
public sealed record ConditionLeaf(string Name, Expr Value);

/// <summary>What a condition is about: the names in it, each once, in the order in which they are written.</summary>
public static class ConditionLeaves
{
    public static IReadOnlyList<ConditionLeaf> Of(PolicyPlan plan, Expr condition)
    {
        var leaves = new List<ConditionLeaf>();
        Collect(plan, condition, leaves);
        return leaves;
    }

    private static void Collect(PolicyPlan plan, Expr expression, List<ConditionLeaf> leaves)
    {
        // Constants stand in the text; what a rule's suspension or its victim is worth is no name that it asks about.
        if (expression is ConstantExpr or InForceExpr or VictimFieldExpr) return;
        var isCell = expression is CellExpr or FitExpr;
        foreach (var part in expression.Children()) Collect(plan, part, leaves);
        if (!isCell && expression.Children().Any()) return;
        if (leaves.All(l => l.Value != expression)) leaves.Add(new(LeafNames.Of(plan, expression), expression));
    }
}
