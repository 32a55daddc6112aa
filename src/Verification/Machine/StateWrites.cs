using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Verification.Machine;

/// <summary>Which of the policy's own memory changes because something happens to a page, and not by the clock alone.</summary>
internal static class StateWrites
{
    public static bool WritesForPages(this PolicyPlan plan, int cell) => plan.Handlers.SelectMany(h => h.Statements)
        .Concat(plan.Ticks.Where(t => t.Over.Count > 0).SelectMany(t => t.Statements))
        .Concat(plan.Rules.SelectMany(r => r.Accepted.Concat(r.Refused)))
        .Any(s => Writes(s, cell));

    /// <summary>All that the policy says is done, what stands in an <c>if</c> included.</summary>
    public static IEnumerable<Stmt> AllStatements(this PolicyPlan plan) => plan.Handlers.SelectMany(h => h.Statements)
        .Concat(plan.Ticks.SelectMany(t => t.Statements))
        .Concat(plan.Rules.SelectMany(r => r.Accepted.Concat(r.Refused)))
        .SelectMany(Inner);

    /// <summary>Page fields that a pass changes when it visits a page, whether a rule matches or not.</summary>
    public static IEnumerable<int> FieldsSetByPasses(this PolicyPlan plan)
    {
        var visits = plan.Ticks.Where(t => t.Over.Count > 0).SelectMany(t => t.Statements).ToArray();
        var writes = Dsl.Analysis.Writes.Of(plan, visits);
        return Enumerable.Range(0, plan.Fields.Count).Where(f => writes.Touch(new FieldExpr(plan.Fields[f].Type, plan.Fields[f].Range, f)));
    }

    private static IEnumerable<Stmt> Inner(Stmt statement) =>
        statement is IfStmt s ? s.Then.Concat(s.Otherwise).SelectMany(Inner).Prepend(s) : [statement];

    private static bool Writes(Stmt statement, int cell) => statement switch
    {
        CellStmt s => s.Cell == cell,
        AverageStmt s => s.Cell == cell,
        AdvanceStmt s => s.Cell == cell,
        IfStmt s => s.Then.Concat(s.Otherwise).Any(inner => Writes(inner, cell)),
        _ => false,
    };
}
