using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Expressions as functions of what they are about: whatever is no operator has a place in an array of values.</summary>
/// <param name="pageBytes">0 where it is not known: then what is counted in pages is a thing of its own.</param>
internal sealed class Evaluator(long pageBytes)
{
    private readonly Dictionary<Expr, int> _places = [];
    private readonly List<Expr> _leaves = [];

    /// <summary>What the expressions so far are about, in the order of their places.</summary>
    public IReadOnlyList<Expr> Leaves => _leaves;

    /// <summary>Of a page field, or -1 where nothing is about it.</summary>
    public int PlaceOf(int field) => _leaves.FindIndex(l => l is FieldExpr f && f.Field == field);

    public static bool IsLeaf(Expr e) => e is not (ConstantExpr or NotExpr or LogicalExpr or ComparisonExpr or AddExpr or SubtractExpr or ProductExpr
        or QuotientExpr or ConditionalExpr or InSetExpr or InRangeExpr or CallExpr);

    /// <summary>A place beyond the array counts as the least value of its leaf.</summary>
    public Func<long[], long> Compile(Expr e)
    {
        switch (e)
        {
            case ConstantExpr c:
                return _ => c.Value;
            case NotExpr n:
                var operand = Compile(n.Operand);
                return v => operand(v) == 0 ? 1 : 0;
            case ConditionalExpr c:
                var (test, whenTrue, whenFalse) = (Compile(c.Condition), Compile(c.WhenTrue), Compile(c.WhenFalse));
                return v => test(v) != 0 ? whenTrue(v) : whenFalse(v);
            case InSetExpr s:
                var member = Compile(s.Subject);
                return v => member(v) is >= 0 and < 64 and var x && (s.Mask >> (int)x & 1) != 0 ? 1 : 0;
            case InRangeExpr r:
                var (subject, low, high) = (Compile(r.Subject), Compile(r.Low), Compile(r.High));
                return v => subject(v) is var x && x >= low(v) && x <= high(v) ? 1 : 0;
            case CallExpr c:
                return Call(c, c.Arguments.Select(Compile).ToArray());
            case LogicalExpr or ComparisonExpr or AddExpr or SubtractExpr or ProductExpr or QuotientExpr:
                var sides = e.Children().Select(Compile).ToArray();
                return Binary(e, sides[0], sides[1]);
        }

        var place = Place(e);
        var least = e.Range.Min;
        return v => place < v.Length ? v[place] : least;
    }

    private int Place(Expr leaf)
    {
        if (_places.TryGetValue(leaf, out var known)) return known;
        _places.Add(leaf, _leaves.Count);
        _leaves.Add(leaf);
        return _leaves.Count - 1;
    }

    private static Func<long[], long> Binary(Expr e, Func<long[], long> a, Func<long[], long> b) => e switch
    {
        LogicalExpr { Operator: LogicalOperator.And } => v => a(v) != 0 && b(v) != 0 ? 1 : 0,
        LogicalExpr => v => a(v) != 0 || b(v) != 0 ? 1 : 0,
        AddExpr => v => Saturating.Add(a(v), b(v)),
        SubtractExpr => v => Saturating.Subtract(a(v), b(v)),
        ProductExpr p => v => Saturating.Multiply(a(v), b(v), p.Divisor),
        QuotientExpr q => v => Saturating.Divide(a(v), b(v), q.Scale),
        _ => ((ComparisonExpr)e).Operator switch
        {
            ComparisonOperator.Equal => v => a(v) == b(v) ? 1 : 0,
            ComparisonOperator.NotEqual => v => a(v) != b(v) ? 1 : 0,
            ComparisonOperator.Less => v => a(v) < b(v) ? 1 : 0,
            ComparisonOperator.LessOrEqual => v => a(v) <= b(v) ? 1 : 0,
            ComparisonOperator.Greater => v => a(v) > b(v) ? 1 : 0,
            _ => v => a(v) >= b(v) ? 1 : 0,
        },
    };

    private Func<long[], long> Call(CallExpr e, Func<long[], long>[] a)
    {
        switch (e.Function)
        {
            case Function.Min:
                return v => Math.Min(a[0](v), a[1](v));
            case Function.Max:
                return v => Math.Max(a[0](v), a[1](v));
            case Function.Clamp:
                return v => Math.Max(a[1](v), Math.Min(a[0](v), a[2](v)));
            case Function.Log2:
                return v => Saturating.Log2(a[0](v));
            case Function.Pages when pageBytes > 0:
                return v => a[0](v) / pageBytes;
            case Function.Bytes when pageBytes > 0:
                return v => Saturating.Multiply(a[0](v), pageBytes, 1);
            default:
                var place = Place(e);
                return v => place < v.Length ? v[place] : e.Range.Min;
        }
    }
}
