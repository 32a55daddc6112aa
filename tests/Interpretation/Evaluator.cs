using System.Numerics;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>What names in an expression are worth at the moment it is evaluated.</summary>
internal interface INames
{
    BigInteger Read(Expr name);
}

/// <summary>Evaluates expressions with unbounded integers, clamping after every operation as the language says.</summary>
internal static class Evaluator
{
    private static readonly BigInteger Max = long.MaxValue;

    public static bool IsTrue(Expr condition, INames names) => Value(condition, names) != 0;

    public static BigInteger Value(Expr expr, INames names)
    {
        BigInteger Of(Expr e) => Value(e, names);
        return expr switch
        {
            ConstantExpr constant => constant.Value,
            NotExpr not => Of(not.Operand) == 0 ? 1 : 0,
            LogicalExpr { Operator: LogicalOperator.And } and => Of(and.Left) != 0 && Of(and.Right) != 0 ? 1 : 0,
            LogicalExpr or => Of(or.Left) != 0 || Of(or.Right) != 0 ? 1 : 0,
            ComparisonExpr comparison => Compare(comparison.Operator, Of(comparison.Left), Of(comparison.Right)) ? 1 : 0,
            AddExpr add => Clamp(Of(add.Left) + Of(add.Right)),
            SubtractExpr subtract => Clamp(Of(subtract.Left) - Of(subtract.Right)),
            ProductExpr product => Clamp(Of(product.Left) * Of(product.Right) / product.Divisor),
            QuotientExpr quotient => Of(quotient.Right) is { IsZero: false } right
                ? Clamp(Of(quotient.Left) * quotient.Scale / right)
                : Max,
            ConditionalExpr conditional => Of(conditional.Condition) != 0 ? Of(conditional.WhenTrue) : Of(conditional.WhenFalse),
            InSetExpr set => Of(set.Subject) is var member && member >= 0 && (set.Mask >> (int)member & 1) != 0 ? 1 : 0,
            InRangeExpr range => Of(range.Low) <= Of(range.Subject) && Of(range.Subject) <= Of(range.High) ? 1 : 0,
            CallExpr call => Call(call.Function, [.. call.Arguments.Select(Of)], names, call),
            _ => names.Read(expr),
        };
    }

    private static bool Compare(ComparisonOperator op, BigInteger left, BigInteger right) => op switch
    {
        ComparisonOperator.Equal => left == right,
        ComparisonOperator.NotEqual => left != right,
        ComparisonOperator.Less => left < right,
        ComparisonOperator.LessOrEqual => left <= right,
        ComparisonOperator.Greater => left > right,
        _ => left >= right,
    };

    private static BigInteger Call(Function function, BigInteger[] x, INames names, CallExpr call) => function switch
    {
        Function.Min => BigInteger.Min(x[0], x[1]),
        Function.Max => BigInteger.Max(x[0], x[1]),
        Function.Clamp => BigInteger.Max(x[1], BigInteger.Min(x[0], x[2])),
        Function.Log2 => (long)x[0].GetBitLength(),
        _ => names.Read(call),
    };

    private static BigInteger Clamp(BigInteger value) => BigInteger.Max(0, BigInteger.Min(Max, value));
}
