using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Rebuilds an expression with some leaves replaced, folding again on the way up.</summary>
internal static class Substitute
{
    /// <param name="replace">The new expression for a leaf, or null to keep it; it must be of the leaf's type.</param>
    public static Expr Leaves(Expr e, long pageBytes, Func<Expr, Expr?> replace)
    {
        Expr Go(Expr x) => Leaves(x, pageBytes, replace);
        return e switch
        {
            NotExpr x => Fold.Not(Go(x.Operand)),
            LogicalExpr { Operator: LogicalOperator.And } x => Fold.And(Go(x.Left), Go(x.Right)),
            LogicalExpr x => Fold.Or(Go(x.Left), Go(x.Right)),
            ComparisonExpr x => Fold.Compare(x.Operator, Go(x.Left), Go(x.Right)),
            AddExpr x => Fold.Add(Go(x.Left), Go(x.Right)),
            SubtractExpr x => Fold.Subtract(Go(x.Left), Go(x.Right)),
            ProductExpr x => Fold.Product(x.Type, Go(x.Left), Go(x.Right), x.Divisor),
            QuotientExpr x => Fold.Quotient(x.Type, Go(x.Left), Go(x.Right), x.Scale),
            ConditionalExpr x => Fold.If(Go(x.Condition), Go(x.WhenTrue), Go(x.WhenFalse)),
            InSetExpr x => Fold.InSet(Go(x.Subject), x.Mask),
            InRangeExpr x => Fold.InRange(Go(x.Subject), Go(x.Low), Go(x.High)),
            CallExpr x => Call(x.Function, x.Arguments.Select(Go).ToArray(), pageBytes),
            CellExpr x when replace(x) is null => x with { Place = x.Place.Select(Go).ToEquatableArray() },
            FitExpr x when replace(x) is null => x with { Place = x.Place.Select(Go).ToEquatableArray(), Pages = Go(x.Pages) },
            _ => replace(e) ?? e,
        };
    }

    private static Expr Call(Function function, Expr[] a, long pageBytes) => function switch
    {
        Function.Min => Fold.Min(a[0], a[1]),
        Function.Max => Fold.Max(a[0], a[1]),
        Function.Clamp => Fold.Clamp(a[0], a[1], a[2]),
        Function.Pages => Fold.Pages(a[0], pageBytes),
        Function.Bytes => Fold.Bytes(a[0], pageBytes),
        _ => Fold.Log2(a[0]),
    };
}
