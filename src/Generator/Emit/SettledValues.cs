using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>
/// Parts of a reclaimer's expressions that follow from the tier's capacity alone: worked out once when the reclaimer is
/// attached, where a hook would divide each time.
/// </summary>
internal sealed class SettledValues
{
    private readonly Dictionary<Expr, string> _fields = [];

    public SettledValues(ReclaimerPlan plan, NameScope names)
    {
        foreach (var expression in ExpressionFacts.Of(plan.Statements)) Collect(expression, names);
    }

    /// <summary>The expressions and their fields, in the order of the text.</summary>
    public List<(Expr Expression, string Field)> All { get; } = [];

    public string? Find(Expr expression) => _fields.TryGetValue(expression, out var field) ? field : null;

    /// <summary>The largest parts that never change, as long as they are more than the capacity itself.</summary>
    private void Collect(Expr expression, NameScope names)
    {
        if (!IsSettled(expression))
        {
            foreach (var part in expression.Children()) Collect(part, names);
        }
        else if (expression is not (ConstantExpr or CapacityExpr) && !_fields.ContainsKey(expression))
        {
            var field = names.Take("_settled" + All.Count);
            _fields.Add(expression, field);
            All.Add((expression, field));
        }
    }

    private static bool IsSettled(Expr expression) => expression is ConstantExpr or CapacityExpr
        || expression is not CellExpr && expression.Children().Any() && expression.Children().All(IsSettled);
}
