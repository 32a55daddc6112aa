using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Verification.Telling;

/// <summary>An expression as an author would write it; what a `let` stood for is written out.</summary>
internal static class ExprText
{
    public static string Of(PolicyPlan plan, Expr e) => Of(plan, e, 0);

    private static string Of(PolicyPlan plan, Expr e, int least)
    {
        string Part(Expr part, int level) => Of(plan, part, level);
        var (text, level) = e switch
        {
            ConstantExpr c => (Shown.Value(plan, c.Type, c.Value), 9),
            NotExpr n => ("!" + Part(n.Operand, 4), 3),
            LogicalExpr { Operator: LogicalOperator.Or } l => ($"{Part(l.Left, 1)} || {Part(l.Right, 1)}", 1),
            LogicalExpr l => ($"{Part(l.Left, 2)} && {Part(l.Right, 2)}", 2),
            ComparisonExpr { Left: PageExpr { Property: PageProperty.Pins } pins } c => (Pins(plan, pins, c), 9),
            ComparisonExpr c => ($"{Part(c.Left, 5)} {Sign(c.Operator)} {Part(c.Right, 5)}", 4),
            InSetExpr { Subject: PageExpr { Property: PageProperty.Tier } } s => ("in " + Members(plan, s), 4),
            InSetExpr s => ($"{Part(s.Subject, 5)} in {Members(plan, s)}", 4),
            InRangeExpr r => ($"{Part(r.Subject, 5)} in {Part(r.Low, 5)}..{Part(r.High, 5)}", 4),
            AddExpr a => ($"{Part(a.Left, 5)} + {Part(a.Right, 6)}", 5),
            SubtractExpr s => ($"{Part(s.Left, 5)} - {Part(s.Right, 6)}", 5),
            ProductExpr p => ($"{Part(p.Left, 6)} * {Part(p.Right, 7)}", 6),
            QuotientExpr q => ($"{Part(q.Left, 6)} / {Part(q.Right, 7)}", 6),
            ConditionalExpr i => ($"if {Part(i.Condition, 1)} then {Part(i.WhenTrue, 1)} else {Part(i.WhenFalse, 1)}", 0),
            CallExpr c => ($"{c.Function.ToString().ToLowerInvariant()}({string.Join(", ", c.Arguments.Select(a => Part(a, 0)))})", 9),
            _ => (Shown.Name(plan, e), 9),
        };
        return level < least ? $"({text})" : text;
    }

    private static string Pins(PolicyPlan plan, PageExpr pins, ComparisonExpr c) => (c.Operator, c.Right) switch
    {
        (ComparisonOperator.Equal, ConstantExpr { Value: 2 }) => "pinned long",
        (ComparisonOperator.Equal, ConstantExpr { Value: 1 }) => "pinned short",
        (ComparisonOperator.NotEqual or ComparisonOperator.Greater, ConstantExpr { Value: 0 }) => "pinned",
        (ComparisonOperator.Equal or ComparisonOperator.LessOrEqual, ConstantExpr { Value: 0 }) => "!pinned",
        _ => $"{Shown.Name(plan, pins)} {Sign(c.Operator)} {Of(plan, c.Right, 5)}",
    };

    private static string Members(PolicyPlan plan, InSetExpr s) => string.Join(", ",
        Enumerable.Range(0, 64).Where(i => (s.Mask >> i & 1) != 0 && i <= s.Subject.Range.Max).Select(i => Shown.Value(plan, s.Subject.Type, i)));

    private static string Sign(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
