using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>The parts of a condition that all must hold.</summary>
internal static class Conjuncts
{
    public static IEnumerable<Expr> Of(Expr e)
    {
        var next = new Stack<Expr>([e]);
        while (next.Count > 0)
        {
            var part = next.Pop();
            if (part is LogicalExpr { Operator: LogicalOperator.And } and)
            {
                next.Push(and.Right);
                next.Push(and.Left);
            }
            else
            {
                yield return part;
            }
        }
    }
}
