using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>
/// Makes plan expressions of operands that already fit together: works out the range by interval arithmetic and folds what
/// can have only one value. Expressions are total and have no effect, so folding never changes a meaning.
/// </summary>
internal static class Fold
{
    public const long Billion = 1_000_000_000;

    public static Expr True { get; } = new ConstantExpr(ValueType.Bool, 1);

    public static Expr False { get; } = new ConstantExpr(ValueType.Bool, 0);

    public static Expr Bool(bool value) => value ? True : False;

    public static bool IsTrue(Expr e) => e is ConstantExpr { Type: ValueType.Bool, Value: not 0 };

    public static bool IsFalse(Expr e) => e is ConstantExpr { Type: ValueType.Bool, Value: 0 };

    private static bool IsZero(Expr e) => e is ConstantExpr { Value: 0 };

    public static Expr Add(Expr a, Expr b)
    {
        if (IsZero(a) && a.Type == b.Type) return b;
        if (IsZero(b) && a.Type == b.Type) return a;
        var range = new ValueRange(
            Saturating.Add(a.Range.Min, b.Range.Min), Saturating.Add(a.Range.Max, b.Range.Max));
        return Single(new AddExpr(a.Type, range, a, b));
    }

    public static Expr Subtract(Expr a, Expr b)
    {
        if (IsZero(b) && a.Type == b.Type) return a;
        var range = new ValueRange(
            Saturating.Subtract(a.Range.Min, b.Range.Max), Saturating.Subtract(a.Range.Max, b.Range.Min));
        return Single(new SubtractExpr(a.Type, range, a, b));
    }

    public static Expr Product(ValueType type, Expr a, Expr b, long divisor)
    {
        var range = new ValueRange(
            Saturating.Multiply(a.Range.Min, b.Range.Min, divisor),
            Saturating.Multiply(a.Range.Max, b.Range.Max, divisor));
        return Single(new ProductExpr(type, range, a, b, divisor));
    }

    public static Expr Quotient(ValueType type, Expr a, Expr b, long scale)
    {
        var range = new ValueRange(
            Saturating.Divide(a.Range.Min, b.Range.Max, scale), Saturating.Divide(a.Range.Max, b.Range.Min, scale));
        return Single(new QuotientExpr(type, range, a, b, scale));
    }

    public static Expr Not(Expr a) => a switch
    {
        ConstantExpr c => Bool(c.Value == 0),
        NotExpr n => n.Operand,
        _ => new NotExpr(a),
    };

    public static Expr And(Expr a, Expr b) =>
        IsFalse(a) || IsTrue(b) ? a : IsTrue(a) || IsFalse(b) ? b : new LogicalExpr(LogicalOperator.And, a, b);

    public static Expr Or(Expr a, Expr b) =>
        IsTrue(a) || IsFalse(b) ? a : IsFalse(a) || IsTrue(b) ? b : new LogicalExpr(LogicalOperator.Or, a, b);

    public static Expr Compare(ComparisonOperator op, Expr a, Expr b)
    {
        var (x, y) = (a.Range, b.Range);
        return op switch
        {
            ComparisonOperator.Less => Less(x, y),
            ComparisonOperator.LessOrEqual => Not(Less(y, x)),
            ComparisonOperator.Greater => Less(y, x),
            ComparisonOperator.GreaterOrEqual => Not(Less(x, y)),
            ComparisonOperator.Equal => Equal(x, y),
            _ => Not(Equal(x, y)),
        } switch
        {
            true => True,
            false => False,
            null => new ComparisonExpr(op, a, b),
        };

        static bool? Less(ValueRange x, ValueRange y) => x.Max < y.Min ? true : x.Min >= y.Max ? false : null;
        static bool? Not(bool? b) => !b;
        static bool? Equal(ValueRange x, ValueRange y) =>
            x.Max < y.Min || y.Max < x.Min ? false : x.IsConstant && y.IsConstant ? true : null;
    }

    public static Expr If(Expr condition, Expr a, Expr b)
    {
        if (condition is ConstantExpr c) return c.Value != 0 ? a : b;
        return Single(new ConditionalExpr(a.Type, Union(a.Range, b.Range), condition, a, b));
    }

    public static Expr InSet(Expr subject, long mask)
    {
        if (subject is ConstantExpr c) return Bool(c.Value >= 0 && (mask >> (int)c.Value & 1) != 0);
        return mask == 0 ? False : new InSetExpr(subject, mask);
    }

    public static Expr InRange(Expr subject, Expr low, Expr high)
    {
        if (subject.Range.Min >= low.Range.Max && subject.Range.Max <= high.Range.Min) return True;
        if (subject.Range.Max < low.Range.Min || subject.Range.Min > high.Range.Max) return False;
        return new InRangeExpr(subject, low, high);
    }

    public static Expr Min(Expr a, Expr b) =>
        Call(Function.Min, a.Type, Math.Min(a.Range.Min, b.Range.Min), Math.Min(a.Range.Max, b.Range.Max), a, b);

    public static Expr Max(Expr a, Expr b) =>
        Call(Function.Max, a.Type, Math.Max(a.Range.Min, b.Range.Min), Math.Max(a.Range.Max, b.Range.Max), a, b);

    /// <summary>At most high, then at least low: with the bounds crossed, low wins.</summary>
    public static Expr Clamp(Expr x, Expr low, Expr high)
    {
        var min = Math.Max(low.Range.Min, Math.Min(x.Range.Min, high.Range.Min));
        var max = Math.Max(low.Range.Max, Math.Min(x.Range.Max, high.Range.Max));
        return Call(Function.Clamp, x.Type, min, max, x, low, high);
    }

    public static Expr Pages(Expr bytes, long pageBytes) =>
        Call(Function.Pages, ValueType.Count, bytes.Range.Min / pageBytes, bytes.Range.Max / pageBytes, bytes);

    public static Expr Bytes(Expr pages, long pageBytes) =>
        Call(Function.Bytes, ValueType.Bytes, Saturating.Multiply(pages.Range.Min, pageBytes, 1),
            Saturating.Multiply(pages.Range.Max, pageBytes, 1), pages);

    public static Expr Log2(Expr x) =>
        Call(Function.Log2, ValueType.Count, Saturating.Log2(x.Range.Min), Saturating.Log2(x.Range.Max), x);

    private static Expr Call(Function function, ValueType type, long min, long max, params Expr[] arguments) =>
        Single(new CallExpr(type, new ValueRange(min, max), function, new EquatableArray<Expr>(arguments)));

    private static ValueRange Union(ValueRange a, ValueRange b) => new(Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max));

    private static Expr Single(Expr e) => e.Range.IsConstant ? new ConstantExpr(e.Type, e.Range.Min) : e;
}
