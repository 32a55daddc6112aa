using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Lowering;

/// <summary>
/// The bound of a scan: a page can be passed over once for every time a field of it is lowered, and then once more. So
/// the queue's length times one plus what the fields can be lowered by is enough to find a victim.
/// </summary>
/// <remarks>
/// A field counts with its largest value; one that the body only sets outright, to what does not depend on the page, with
/// the number of these assignments, since each takes effect once.
/// </remarks>
internal static class ScanBounds
{
    public static EquatableArray<Stmt> Apply(EquatableArray<Stmt> statements, EquatableArray<FieldPlan> fields) =>
        statements.Select(s => s switch
        {
            ScanStmt scan => scan with { StepFactor = Factor(scan, fields) },
            IfStmt i => i with { Then = Apply(i.Then, fields), Otherwise = Apply(i.Otherwise, fields) },
            _ => s,
        }).ToEquatableArray();

    private static long Factor(ScanStmt scan, EquatableArray<FieldPlan> fields) =>
        Assignments(scan.Body)
            .Where(a => !CannotLower(a.Value, a.Field, fields[a.Field].Range.Max))
            .GroupBy(a => a.Field)
            .Select(g => g.All(a => IsOutright(a.Value)) ? Math.Min(g.Count(), fields[g.Key].Range.Max) : fields[g.Key].Range.Max)
            .Aggregate(1L, Saturating.Add);

    private static IEnumerable<AssignStmt> Assignments(EquatableArray<Stmt> body) => body.SelectMany(s => s switch
    {
        AssignStmt assign => [assign],
        IfStmt i => Assignments(i.Then).Concat(Assignments(i.Otherwise)),
        _ => [],
    });

    /// <summary>The value is never below what the field is: it is that and more, or as large as the field can be.</summary>
    private static bool CannotLower(Expr value, int field, long largest) => value.Range.Min >= largest || value switch
    {
        FieldExpr read => read.Field == field,
        AddExpr add => CannotLower(add.Left, field, largest) || CannotLower(add.Right, field, largest),
        ProductExpr { Divisor: 1 } product => CannotLower(product.Left, field, largest) && product.Right.Range.Min > 0
            || CannotLower(product.Right, field, largest) && product.Left.Range.Min > 0,
        ConditionalExpr choice => CannotLower(choice.WhenTrue, field, largest) && CannotLower(choice.WhenFalse, field, largest),
        CallExpr { Function: Function.Max } call => call.Arguments.Any(a => CannotLower(a, field, largest)),
        CallExpr { Function: Function.Min } call => call.Arguments.All(a => CannotLower(a, field, largest)),
        _ => false,
    };

    private static bool IsOutright(Expr value) => !PlanExpressions.Parts(value).Any(e => e is FieldExpr or PageExpr);
}
