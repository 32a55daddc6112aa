using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Which of its page fields and cells a policy reads, and which it sets. What only goes into its own next value is not read.</summary>
internal sealed class MemoryUses
{
    private readonly HashSet<int> _readFields = [], _setFields = [], _readCells = [], _setCells = [];

    public static MemoryUses Of(PolicyPlan plan, IEnumerable<TestPlan> tests)
    {
        var uses = new MemoryUses();
        foreach (var e in PlanExpressions.Asked(plan)) uses.Read(e);
        foreach (var statement in plan.Rules.SelectMany(r => r.Accepted.Concat(r.Refused)).Concat(plan.Handlers.SelectMany(h => h.Statements)).Concat(plan.Ticks.SelectMany(t => t.Statements)))
            uses.Run(statement);
        foreach (var expected in tests.SelectMany(t => t.Steps).OfType<ExpectStep>()) uses.Read(expected.Condition);
        uses._readFields.UnionWith(plan.State.Where(c => c.Kind == CellKind.Histogram).Select(c => c.Field));
        uses._readCells.UnionWith(plan.Decays.Where(d => d.Epoch >= 0).Select(d => d.Epoch));
        return uses;
    }

    public bool Reads(FieldSymbol field) => _readFields.Contains(field.Index);

    public bool Reads(CellSymbol cell) => _readCells.Contains(cell.Index);

    public bool Sets(FieldSymbol field) => _setFields.Contains(field.Index);

    public bool Sets(CellSymbol cell) => _setCells.Contains(cell.Index);

    private void Read(Expr e, int ownField = -1, int ownCell = -1)
    {
        foreach (var part in PlanExpressions.Parts(e))
        {
            if (part is FieldExpr f && f.Field != ownField) _readFields.Add(f.Field);
            else if (part is VictimFieldExpr v) _readFields.Add(v.Field);
            else if (part is CellExpr c && c.Cell != ownCell) _readCells.Add(c.Cell);
            else if (part is FitExpr fit) _readCells.Add(fit.Cell);
        }
    }

    private void Run(Stmt statement)
    {
        switch (statement)
        {
            case AssignStmt s:
                _setFields.Add(s.Field);
                Read(s.Value, ownField: s.Field);
                break;
            case CellStmt s:
                Set(s.Cell, s.Place, s.Value);
                break;
            case AverageStmt s:
                Set(s.Cell, s.Place, s.Value);
                break;
            case AdvanceStmt s:
                _setCells.Add(s.Cell);
                break;
            case SuspendStmt s:
                Read(s.Until);
                break;
            case BudgetStmt s:
                Read(s.Amount);
                break;
            case IfStmt s:
                Read(s.Condition);
                foreach (var inner in s.Then.Concat(s.Otherwise)) Run(inner);
                break;
        }
    }

    private void Set(int cell, EquatableArray<Expr> place, Expr value)
    {
        _setCells.Add(cell);
        foreach (var index in place) Read(index);
        Read(value, ownCell: cell);
    }
}
