namespace CdmPolicy.Dsl.Plan;

/// <summary>What an expression is made of: the one place that a new kind of expression must be added to be walked.</summary>
public static class ExprChildren
{
    /// <summary>The operands, in the order they are written; none for a name or a constant.</summary>
    public static IEnumerable<Expr> Children(this Expr expression) => expression switch
    {
        NotExpr e => [e.Operand],
        LogicalExpr e => [e.Left, e.Right],
        ComparisonExpr e => [e.Left, e.Right],
        AddExpr e => [e.Left, e.Right],
        SubtractExpr e => [e.Left, e.Right],
        ProductExpr e => [e.Left, e.Right],
        QuotientExpr e => [e.Left, e.Right],
        ConditionalExpr e => [e.Condition, e.WhenTrue, e.WhenFalse],
        InSetExpr e => [e.Subject],
        InRangeExpr e => [e.Subject, e.Low, e.High],
        CallExpr e => e.Arguments,
        CellExpr e => e.Place,
        FitExpr e => e.Place.Append(e.Pages),
        _ => [],
    };
}
