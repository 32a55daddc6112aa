using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>What occurs in expressions and statements.</summary>
internal static class ExpressionFacts
{
    public static bool Any(Expr expression, Func<Expr, bool> test) =>
        test(expression) || expression.Children().Any(part => Any(part, test));

    public static bool Any(IEnumerable<Stmt> statements, Func<Expr, bool> test) =>
        Of(statements).Any(e => Any(e, test));

    /// <summary>The expressions of the statements and of all inside them.</summary>
    public static IEnumerable<Expr> Of(IEnumerable<Stmt> statements) => All(statements).SelectMany(Expressions);

    public static bool Refuses(ReclaimerPlan plan) => All(plan.Miss).Any(s => s is RefuseStmt);

    public static bool Trims(ReclaimerPlan plan) => All(plan.Trim).Any(s => s is EvictStmt);

    /// <summary>The statements and all inside them.</summary>
    public static IEnumerable<Stmt> All(IEnumerable<Stmt> statements) => statements.SelectMany(s => s switch
    {
        IfStmt i => All(i.Then).Concat(All(i.Otherwise)).Prepend(i),
        ScanStmt scan => All(scan.Body).Prepend(scan),
        GhostScanStmt scan => All(scan.Body).Prepend(scan),
        _ => [s],
    });

    private static IEnumerable<Expr> Expressions(Stmt statement) => statement switch
    {
        AssignStmt s => [s.Value],
        SuspendStmt s => [s.Until],
        BudgetStmt s => [s.Amount],
        CellStmt s => s.Place.Append(s.Value),
        AverageStmt s => s.Place.Append(s.Value),
        GhostAssignStmt s => [s.Value],
        GhostScanStmt { AtMost: { } most } => [most],
        IfStmt s => [s.Condition],
        ScanStmt { AtMost: { } most } => [most],
        _ => [],
    };
}
