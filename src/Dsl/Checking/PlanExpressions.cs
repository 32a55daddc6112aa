using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Every expression of a plan, with all its parts.</summary>
internal static class PlanExpressions
{
    public static IEnumerable<Expr> Of(PolicyPlan plan) => Asked(plan)
        .Concat(plan.Rules.SelectMany(r => Of(r.Accepted).Concat(Of(r.Refused))))
        .Concat(plan.Handlers.SelectMany(h => Of(h.Statements)))
        .Concat(plan.Ticks.SelectMany(t => Of(t.Statements)))
        .SelectMany(Parts);

    /// <summary>Those that stand in no statement, whole.</summary>
    public static IEnumerable<Expr> Asked(PolicyPlan plan) =>
        plan.Rules.Select(r => r.Condition)
            .Concat(plan.Rules.Select(r => r.ExchangeWhen).OfType<Expr>())
            .Concat(plan.Reclaim.Where(r => r.Keep is not null).Select(r => r.Keep!))
            .Concat(plan.Reclaim.SelectMany(r => new[] { r.OrderBy, r.Starts?.While, r.Starts?.Until }).OfType<Expr>())
            .Concat(plan.Ticks.Select(t => t.BestBy).OfType<Expr>())
            .Concat(plan.Contracts.Select(c => c.Condition))
            .Concat(plan.Handlers.Select(h => h.Latch).Concat(plan.Ticks.Select(t => t.Latch)).OfType<LatchPlan>()
                .SelectMany(l => new[] { l.While, l.Until }.OfType<Expr>()));

    /// <summary>What the statements ask, whole.</summary>
    public static IEnumerable<Expr> Of(EquatableArray<Stmt> statements) => statements.SelectMany(s => s switch
    {
        AssignStmt a => [a.Value],
        SuspendStmt u => [u.Until],
        BudgetStmt b => [b.Amount],
        CellStmt c => c.Place.Append(c.Value),
        AverageStmt a => a.Place.Append(a.Value),
        IfStmt i => Of(i.Then).Concat(Of(i.Otherwise)).Concat([i.Condition]),
        _ => Enumerable.Empty<Expr>(),
    });

    /// <summary>The expression and everything below it.</summary>
    public static IEnumerable<Expr> Parts(Expr root)
    {
        var next = new Stack<Expr>([root]);
        while (next.Count > 0)
        {
            var e = next.Pop();
            yield return e;
            foreach (var child in e.Children()) next.Push(child);
        }
    }
}
