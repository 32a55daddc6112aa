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
    public static EquatableArray<Stmt> Apply(EquatableArray<Stmt> statements, ReclaimerPlan plan) =>
        statements.Select(s => s switch
        {
            ScanStmt scan => scan with { StepFactor = Factor(Assignments(scan.Body, -1), field => plan.Fields[field].Range.Max) },
            GhostScanStmt scan => scan with
            {
                StepFactor = Factor(Assignments(scan.Body, scan.Ghost), field => plan.Ghosts[scan.Ghost].Fields[field].Field.Range.Max),
            },
            IfStmt i => i with { Then = Apply(i.Then, plan), Otherwise = Apply(i.Otherwise, plan) },
            _ => s,
        }).ToEquatableArray();

    private static long Factor(IEnumerable<(Expr Field, int Index, Expr Value)> assignments, Func<int, long> largest) =>
        assignments.Where(a => !CannotLower(a.Value, a.Field, largest(a.Index)))
            .GroupBy(a => a.Index)
            .Select(g => g.All(a => IsOutright(a.Value)) ? Math.Min(g.Count(), largest(g.Key)) : largest(g.Key))
            .Aggregate(1L, Saturating.Add);

    /// <summary>What is assigned to the fields of the walked page: its own, or those it has in the walked ghost.</summary>
    private static IEnumerable<(Expr Field, int Index, Expr Value)> Assignments(EquatableArray<Stmt> body, int ghost) => body.SelectMany(s => s switch
    {
        AssignStmt a when ghost < 0 => [(new FieldExpr(a.Value.Type, default, a.Field), a.Field, a.Value)],
        GhostAssignStmt a when a.Ghost == ghost => [(new GhostFieldExpr(a.Value.Type, default, ghost, a.Field), a.Field, a.Value)],
        IfStmt i => Assignments(i.Then, ghost).Concat(Assignments(i.Otherwise, ghost)),
        _ => Enumerable.Empty<(Expr, int, Expr)>(),
    });

    private static bool Reads(Expr read, Expr field) => (read, field) switch
    {
        (FieldExpr a, FieldExpr b) => a.Field == b.Field,
        (GhostFieldExpr a, GhostFieldExpr b) => a.Ghost == b.Ghost && a.Field == b.Field,
        _ => false,
    };

    /// <summary>The value is never below what the field is: it is that and more, or as large as the field can be.</summary>
    private static bool CannotLower(Expr value, Expr field, long largest) => value.Range.Min >= largest || Reads(value, field) || value switch
    {
        AddExpr add => CannotLower(add.Left, field, largest) || CannotLower(add.Right, field, largest),
        ProductExpr { Divisor: 1 } product => CannotLower(product.Left, field, largest) && product.Right.Range.Min > 0
            || CannotLower(product.Right, field, largest) && product.Left.Range.Min > 0,
        ConditionalExpr choice => CannotLower(choice.WhenTrue, field, largest) && CannotLower(choice.WhenFalse, field, largest),
        CallExpr { Function: Function.Max } call => call.Arguments.Any(a => CannotLower(a, field, largest)),
        CallExpr { Function: Function.Min } call => call.Arguments.All(a => CannotLower(a, field, largest)),
        _ => false,
    };

    private static bool IsOutright(Expr value) => !PlanExpressions.Parts(value).Any(e => e is FieldExpr or GhostFieldExpr or PageExpr);
}
