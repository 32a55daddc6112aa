using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What statements may change: fields, cells of the state, budgets, counts of devices, and rules in force.</summary>
internal sealed class Writes
{
    private readonly PolicyPlan _plan;
    private readonly HashSet<int> _fields = [], _cells = [], _budgets = [];
    private readonly HashSet<(int Agent, int Stat)> _counts = [];
    private readonly HashSet<string> _suspended = new(StringComparer.Ordinal);

    private Writes(PolicyPlan plan) => _plan = plan;

    /// <summary>
    /// What changes because a page moves between two tiers: by what follows the two outcomes, by what runs on its arrival, and by what
    /// runs for it in one of the tiers alone, but for what the two rules' own handlers do.
    /// </summary>
    public static Writes ByMoving(PolicyPlan plan, (RuleList List, RulePlan Rule) there, (RuleList List, RulePlan Rule) back, int a, int b)
    {
        var writes = new Writes(plan);
        writes.Add(there.Rule.Accepted.Concat(back.Rule.Accepted));
        foreach (var arrival in plan.Events.Where(e => e.Kind == EventKind.Arrive).SelectMany(e => e.Handlers)) writes.Add(arrival.Statements);
        foreach (var handler in plan.Access.Concat(plan.Fault).Concat(plan.HintFault).Concat(plan.WriteFault))
            if (Given.Contains(handler.TierMask, a) != Given.Contains(handler.TierMask, b) && !IsOwn(handler.Statements)) writes.Add(handler.Statements);
        foreach (var pass in plan.Ticks)
            if (pass.Over.Contains(a) != pass.Over.Contains(b) && !IsOwn(pass.Statements)) writes.Add(pass.Statements);
        return writes;

        bool IsOwn(EquatableArray<Stmt> statements) => statements.Equals(there.List.Statements) || statements.Equals(back.List.Statements);
    }

    /// <summary>What the statements themselves change.</summary>
    public static Writes Of(PolicyPlan plan, IEnumerable<Stmt> statements)
    {
        var writes = new Writes(plan);
        writes.Add(statements);
        return writes;
    }

    public bool Touch(Expr e) => e switch
    {
        FieldExpr f => _fields.Contains(f.Field),
        CellExpr c => _cells.Contains(c.Cell),
        FitExpr f => _cells.Contains(f.Cell) || _fields.Contains(_plan.State[f.Cell].Field),
        BudgetExpr b => _budgets.Contains(b.Budget),
        PageStatExpr s => _counts.Contains((s.Agent, s.Stat)),
        _ => false,
    };

    public bool Suspend(RulePlan rule) => _suspended.Contains(rule.Label);

    private void Add(IEnumerable<Stmt> statements)
    {
        foreach (var statement in statements) Add(statement);
    }

    private void Add(Stmt statement)
    {
        switch (statement)
        {
            case AssignStmt s:
                _fields.Add(s.Field);
                break;
            case CellStmt s:
                _cells.Add(s.Cell);
                break;
            case AverageStmt s:
                _cells.Add(s.Cell);
                break;
            case AdvanceStmt s:
                _cells.Add(s.Cell);
                _fields.UnionWith(Enumerable.Range(0, _plan.Fields.Count).Where(i => _plan.Fields[i].Decay is >= 0 and var d && _plan.Decays[d].Epoch == s.Cell));
                break;
            case BudgetStmt s:
                _budgets.Add(s.Budget);
                break;
            case ResetStmt s:
                _counts.Add((s.Agent, s.Stat));
                break;
            case SuspendStmt s:
                _suspended.Add(s.Label);
                break;
            case IfStmt s:
                Add(s.Then);
                Add(s.Otherwise);
                break;
        }
    }
}
