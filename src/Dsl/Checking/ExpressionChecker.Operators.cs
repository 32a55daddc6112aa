using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    // Operators of one level lean left without limit (`a + a + …`), so the left side is walked, not recursed into.
    private Operand Binary(BinarySyntax top)
    {
        var spine = new Stack<BinarySyntax>();
        ExpressionSyntax leftmost = top;
        for (; leftmost is BinarySyntax b; leftmost = b.Left) spine.Push(b);
        var left = Check(leftmost);
        while (spine.Count > 0)
        {
            var b = spine.Pop();
            left = Combine(b, left);
        }

        return left;
    }

    private Operand Combine(BinarySyntax b, Operand left)
    {
        var right = Check(b.Right, left);
        return b.Operator switch
        {
            BinaryOperator.And or BinaryOperator.Or => Logical(b, left, right),
            BinaryOperator.Add or BinaryOperator.Subtract => Sum(b, left, right),
            BinaryOperator.Multiply => Product(b, left, right),
            BinaryOperator.Divide => Quotient(b, left, right),
            _ => Comparison(b, left, right),
        };
    }

    /// <summary>Beside a kind, a word is a kind: <c>kind == file</c> holds even where a tier is called file.</summary>
    private Operand Check(ExpressionSyntax syntax, Operand beside) =>
        syntax is WordSyntax w && beside is TypedOperand { Expr.Type: ValueType.Kind } && w.Text != "kind"
        && scope.Names.Find(w.Text) is not (Binding.CellSymbol or Binding.ParameterSymbol or Binding.ArgumentSymbol)
            ? Kind(w.Text, w.Span)
            : Check(syntax);

    private Operand Logical(BinarySyntax b, Operand left, Operand right)
    {
        var (x, y) = (Convert(left, ValueType.Bool), Convert(right, ValueType.Bool));
        if (x is null || y is null) return new BadOperand(b.Span);
        return Made(b.Span, b.Operator == BinaryOperator.And ? Fold.And(x, y) : Fold.Or(x, y), left, right);
    }

    private Operand Comparison(BinarySyntax b, Operand left, Operand right)
    {
        var op = b.Operator switch
        {
            BinaryOperator.Equal => ComparisonOperator.Equal,
            BinaryOperator.NotEqual => ComparisonOperator.NotEqual,
            BinaryOperator.Less => ComparisonOperator.Less,
            BinaryOperator.LessOrEqual => ComparisonOperator.LessOrEqual,
            BinaryOperator.Greater => ComparisonOperator.Greater,
            _ => ComparisonOperator.GreaterOrEqual,
        };
        if (left is LiteralOperand l && right is LiteralOperand r && CommonUnit(l, r) is not null)
            return new TypedOperand(b.Span, Fold.Bool(Holds(op, l.Value.CompareTo(r.Value))));
        if (Unify(left, right, b.Span, "compare") is not var (x, y)) return new BadOperand(b.Span);
        var isWarned = WarnOfBareRatio(left, right) || WarnOfBareRatio(right, left);
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) && x.Type >= ValueType.Bool)
            return CannotCombine("order", left, right, b.Span);
        var made = Fold.Compare(op, x, y);
        if (!isWarned) Decide(b, left, right, x, y, made);
        return Made(b.Span, made, left, right);
    }

    /// <summary>What is measured as a share is rarely compared with 20 times the whole; a quotient may well be.</summary>
    private bool WarnOfBareRatio(Operand measured, Operand number)
    {
        if (measured is not TypedOperand { Expr: { Type: ValueType.Ratio } and (StatExpr or TierExpr or ParameterExpr) }) return false;
        if (!IsBare(number)) return false;
        var value = ((LiteralOperand)number).Value;
        if (value.CompareTo(Rational.Of(1)) <= 0) return false;
        File.ReportWithHelp(DiagnosticRules.BareRatio, number.Span, $"did you mean `{value.Numerator}%`?",
            Source(measured.Span), Source(number.Span), $"{value.Numerator * 100}%");
        return true;
    }

    private static bool Holds(ComparisonOperator op, int sign) => op switch
    {
        ComparisonOperator.Equal => sign == 0,
        ComparisonOperator.NotEqual => sign != 0,
        ComparisonOperator.Less => sign < 0,
        ComparisonOperator.LessOrEqual => sign <= 0,
        ComparisonOperator.Greater => sign > 0,
        _ => sign >= 0,
    };

    private Operand Sum(BinarySyntax b, Operand left, Operand right)
    {
        var add = b.Operator == BinaryOperator.Add;
        var verb = add ? "add" : "subtract";
        if (left is LiteralOperand l && right is LiteralOperand r)
        {
            if (l.Unit != r.Unit && CommonUnit(l, r) is null) return CannotCombine(verb, left, right, b.Span);
            return Literal(b.Span, add ? l.Value + r.Value : l.Value - r.Value, l.Unit ?? r.Unit);
        }

        if (Unify(left, right, b.Span, verb) is not var (x, y)) return new BadOperand(b.Span);
        if (x.Type >= ValueType.Bool) return CannotCombine(verb, left, right, b.Span);
        return Made(b.Span, add ? Fold.Add(x, y) : Fold.Subtract(x, y), left, right);
    }

    private Operand Product(BinarySyntax b, Operand left, Operand right)
    {
        if (left is BadOperand || right is BadOperand) return new BadOperand(b.Span);
        var (s, t) = (FactorType(left), FactorType(right));
        // A bare number takes on the unit beside it: twice 10% is 20%, while 10% of a count is a count.
        var rule = IsBare(left) && t == ValueType.Ratio || IsBare(right) && s == ValueType.Ratio ? (ValueType.Ratio, 1) : ProductRule(s, t);
        if (rule is not var (type, divisor)) return CannotCombine("multiply", left, right, b.Span);
        if (left is LiteralOperand l && right is LiteralOperand r)
        {
            // In ones, a rate is per 10^9 ns; a bare number times anything keeps the other's unit.
            var value = l.Value * r.Value;
            var perSecond = type != s && type != t && divisor > 1;
            return Literal(b.Span, perSecond ? value / Rational.Of(divisor) : value,
                perSecond && type == ValueType.Count ? null : l.Unit is null ? r.Unit : r.Unit is null ? l.Unit : type);
        }

        if (Convert(left, s!.Value) is not { } x || Convert(right, t!.Value) is not { } y) return new BadOperand(b.Span);
        return Made(b.Span, Fold.Product(type, x, y, divisor), left, right);
    }

    private Operand Quotient(BinarySyntax b, Operand left, Operand right)
    {
        if (left is BadOperand || right is BadOperand) return new BadOperand(b.Span);
        if (right is LiteralOperand { Value.IsZero: true } or TypedOperand { Expr.Range: { Min: 0, Max: 0 } })
            return BadWithHelp(DiagnosticRules.DivisionByZero, right.Span, null, Source(right.Span));
        var (s, t) = (FactorType(left), FactorType(right));
        if (QuotientRule(s, t) is not var (type, scale)) return CannotCombine("divide", left, right, b.Span);
        if (left is LiteralOperand l && right is LiteralOperand r)
        {
            var perSecond = type != s && !(type == ValueType.Ratio && s == t) && scale > 1;
            var value = l.Value / r.Value;
            return Literal(b.Span, perSecond ? value * Rational.Of(scale) : value,
                l.Unit == r.Unit ? null : r.Unit is null or ValueType.Ratio ? l.Unit : type);
        }

        if (Convert(left, s!.Value) is not { } x || Convert(right, t!.Value) is not { } y) return new BadOperand(b.Span);
        return Made(b.Span, Fold.Quotient(type, x, y, scale), left, right);
    }

    private static LiteralOperand Literal(TextSpan span, Rational value, ValueType? unit) => new(span, value, unit);

    private static bool IsBare(Operand operand) => operand is LiteralOperand { Unit: null, Value.IsInteger: true };

    /// <summary>The type an operand has in a product: a bare number is a count if whole, else a ratio.</summary>
    private static ValueType? FactorType(Operand operand) => operand switch
    {
        LiteralOperand { Unit: null } l => l.Value.IsInteger ? ValueType.Count : ValueType.Ratio,
        LiteralOperand l => l.Unit,
        TypedOperand { Expr.Type: < ValueType.Bool } t => t.Expr.Type,
        _ => null,
    };

    private static (ValueType Type, long Divisor)? ProductRule(ValueType? a, ValueType? b) => (a, b) switch
    {
        (null, _) or (_, null) => null,
        (ValueType.Count, ValueType.Ratio) or (ValueType.Ratio, ValueType.Count) => (ValueType.Count, Fold.Billion),
        (ValueType.Count, _) => (b.Value, 1),
        (_, ValueType.Count) => (a.Value, 1),
        (ValueType.Ratio, _) => (b.Value, Fold.Billion),
        (_, ValueType.Ratio) => (a.Value, Fold.Billion),
        (ValueType.Rate, ValueType.Time) or (ValueType.Time, ValueType.Rate) => (ValueType.Bytes, Fold.Billion),
        (ValueType.Pace, ValueType.Time) or (ValueType.Time, ValueType.Pace) => (ValueType.Count, Fold.Billion),
        _ => null,
    };

    private static (ValueType Type, long Scale)? QuotientRule(ValueType? a, ValueType? b) => (a, b) switch
    {
        (null, _) or (_, null) => null,
        (_, ValueType.Count) => (a.Value, 1),
        (ValueType.Bytes, ValueType.Time) => (ValueType.Rate, Fold.Billion),
        (ValueType.Count, ValueType.Time) => (ValueType.Pace, Fold.Billion),
        (ValueType.Bytes, ValueType.Rate) => (ValueType.Time, Fold.Billion),
        (ValueType.Count, ValueType.Pace) => (ValueType.Time, Fold.Billion),
        (_, ValueType.Ratio) => (a.Value, Fold.Billion),
        _ when a == b => (ValueType.Ratio, Fold.Billion),
        _ => null,
    };
}
