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

    /// <summary>The parts of it that `&amp;&amp;` joins: it holds where each of them does.</summary>
    public static IEnumerable<Expr> Parts(Expr condition) =>
        condition is LogicalExpr { Operator: LogicalOperator.And } both ? Parts(both.Left).Concat(Parts(both.Right)) : [condition];

    private static void Collect(PolicyPlan plan, Expr expression, List<ConditionLeaf> leaves)
    {
        // Constants stand in the text; whether a rule is suspended is no name that it asks about.
        if (expression is ConstantExpr or InForceExpr) return;
        var isCell = expression is CellExpr or FitExpr;
        foreach (var part in expression.Children()) Collect(plan, part, leaves);
        if (!isCell && expression.Children().Any()) return;
        if (leaves.All(l => l.Value != expression)) leaves.Add(new(LeafNames.Of(plan, expression), expression));
    }
}
