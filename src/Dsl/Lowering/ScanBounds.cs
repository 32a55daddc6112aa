using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Lowering;

/// <summary>
/// The bound of a scan: a page can be passed over once for every time a field of it is lowered, and then once more. So
/// the queue's length times one plus the maxima of the fields that the body lowers is enough to find a victim.
/// </summary>
internal static class ScanBounds
{
    public static EquatableArray<Stmt> Apply(EquatableArray<Stmt> statements, EquatableArray<FieldPlan> fields) =>
        statements.Select(s => s switch
        {
            ScanStmt scan => scan with { StepFactor = Factor(scan, fields) },
            IfStmt i => i with { Then = Apply(i.Then, fields), Otherwise = Apply(i.Otherwise, fields) },
            _ => s,
        }).ToEquatableArray();

    private static long Factor(ScanStmt scan, EquatableArray<FieldPlan> fields)
    {
        var lowered = new HashSet<int>();
        Collect(scan.Body, lowered);
        return 1 + lowered.Sum(f => fields[f].Range.Max);
    }

    private static void Collect(EquatableArray<Stmt> body, HashSet<int> lowered)
    {
        foreach (var statement in body)
        {
            switch (statement)
            {
                case AssignStmt assign when Lowers(assign):
                    lowered.Add(assign.Field);
                    break;
                case IfStmt i:
                    Collect(i.Then, lowered);
                    Collect(i.Otherwise, lowered);
                    break;
            }
        }
    }

    private static bool Lowers(AssignStmt assign) => assign.Value switch
    {
        ConstantExpr { Value: <= 0 } => true,
        SubtractExpr { Left: FieldExpr field, Right.Range.Min: > 0 } => field.Field == assign.Field,
        QuotientExpr { Left: FieldExpr field, Scale: 1, Right.Range.Min: > 1 } => field.Field == assign.Field,
        _ => false,
    };
}
