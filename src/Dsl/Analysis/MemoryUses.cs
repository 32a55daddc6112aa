using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Which of its page fields and cells a policy reads, and which it sets.</summary>
/// <remarks>
/// What only goes into values that nothing asks for is not read. Along such a way the last is the one to leave out, and of several that go round in a
/// circle the first; the others are read, by those.
/// </remarks>
internal sealed class MemoryUses
{
    private readonly HashSet<Place> _asked = [], _set = [];
    private readonly Dictionary<Place, HashSet<Place>> _goesInto = [], _comesFrom = [];

    /// <summary>A field, or a cell of the state.</summary>
    private readonly record struct Place(bool IsCell, int Index);

    public static MemoryUses Of(PolicyPlan plan, IEnumerable<TestPlan> tests)
    {
        var uses = new MemoryUses();
        foreach (var e in PlanExpressions.Asked(plan)) uses.Read(e);
        foreach (var statement in plan.Rules.SelectMany(r => r.Accepted.Concat(r.Refused)).Concat(plan.Handlers.SelectMany(h => h.Statements)).Concat(plan.Ticks.SelectMany(t => t.Statements)))
            uses.Run(statement);
        foreach (var expected in tests.SelectMany(t => t.Steps).OfType<ExpectStep>()) uses.Read(expected.Condition);
        uses._asked.UnionWith(plan.State.Where(c => c.Kind == CellKind.Histogram).Select(c => Field(c.Field)));
        uses._asked.UnionWith(plan.Decays.Where(d => d.Epoch >= 0).Select(d => Cell(d.Epoch)));
        return uses;
    }

    public bool Reads(FieldSymbol field) => IsRead(Field(field.Index));

    public bool Reads(CellSymbol cell) => IsRead(Cell(cell.Index));

    public bool Sets(FieldSymbol field) => _set.Contains(Field(field.Index));

    public bool Sets(CellSymbol cell) => _set.Contains(Cell(cell.Index));

    /// <summary>The names of what the value goes into, itself left out.</summary>
    public IEnumerable<string> GoesInto(PolicyPlan plan, Symbol symbol)
    {
        var place = symbol is CellSymbol c ? Cell(c.Index) : symbol is FieldSymbol f ? Field(f.Index) : default;
        return Next(_goesInto, place).Where(p => p != place).OrderBy(p => p.IsCell).ThenBy(p => p.Index).Select(p => p.IsCell ? plan.State[p.Index].Name : plan.Fields[p.Index].Name);
    }

    private static Place Field(int index) => new(false, index);

    private static Place Cell(int index) => new(true, index);

    private bool IsRead(Place place)
    {
        if (_asked.Contains(place)) return true;
        var (reached, begins) = (Reached(_goesInto, place), Reached(_comesFrom, place));
        return reached.Any(p => _asked.Contains(p) || p != place && (!begins.Contains(p) || IsBefore(p, place)));
    }

    private static bool IsBefore(Place a, Place b) => a.IsCell == b.IsCell ? a.Index < b.Index : b.IsCell;

    private static IEnumerable<Place> Next(Dictionary<Place, HashSet<Place>> ways, Place place) => ways.TryGetValue(place, out var next) ? next : [];

    private static HashSet<Place> Reached(Dictionary<Place, HashSet<Place>> ways, Place from)
    {
        var reached = new HashSet<Place>();
        var next = new Stack<Place>(Next(ways, from));
        while (next.Count > 0)
            if (next.Pop() is var place && reached.Add(place))
                foreach (var further in Next(ways, place)) next.Push(further);
        return reached;
    }

    /// <param name="into">What the value is for; null where it decides something.</param>
    private void Read(Expr e, Place? into = null)
    {
        foreach (var part in PlanExpressions.Parts(e))
        {
            Place? read = part switch
            {
                FieldExpr f => Field(f.Field),
                VictimFieldExpr v => Field(v.Field),
                CellExpr c => Cell(c.Cell),
                FitExpr f => Cell(f.Cell),
                _ => null,
            };
            if (read is not { } place) continue;
            if (into is not { } target)
            {
                _asked.Add(place);
                continue;
            }

            Add(_goesInto, place, target);
            Add(_comesFrom, target, place);
        }
    }

    private static void Add(Dictionary<Place, HashSet<Place>> ways, Place from, Place to)
    {
        if (ways.TryGetValue(from, out var all)) all.Add(to);
        else ways[from] = [to];
    }

    private void Run(Stmt statement)
    {
        switch (statement)
        {
            case AssignStmt s:
                _set.Add(Field(s.Field));
                Read(s.Value, Field(s.Field));
                break;
            case CellStmt s:
                Set(s.Cell, s.Place, s.Value);
                break;
            case AverageStmt s:
                Set(s.Cell, s.Place, s.Value);
                break;
            case AdvanceStmt s:
                _set.Add(Cell(s.Cell));
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
        _set.Add(Cell(cell));
        foreach (var index in place) Read(index);
        Read(value, Cell(cell));
    }
}
