using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

internal sealed partial class Step
{
    private void Run(IEnumerable<Stmt> statements, Context c)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case AssignStmt s:
                    Assign(s.Field, Value(s.Value, c));
                    break;
                case IfStmt s:
                    var condition = IsTrue(s.Condition, c);
                    When(condition, () => Run(s.Then, c));
                    When(_t.Not(condition), () => Run(s.Otherwise, c));
                    break;
                case CellStmt s:
                    SetCell(s.Cell, s.Place.Count == 0 ? Value(s.Value, c) : null);
                    break;
                case AverageStmt s:
                    SetCell(s.Cell, null);
                    break;
                case AdvanceStmt s:
                    SetCell(s.Cell, null);
                    Halve(s.Cell);
                    break;
                // What these change is not followed.
                case BudgetStmt or SuspendStmt:
                    Forget();
                    break;
                case ResetStmt s:
                    _instant.Remove(new PageStatExpr(s.Agent, s.Stat));
                    _outside.Remove(new PageStatExpr(s.Agent, s.Stat));
                    break;
            }
        }
    }

    /// <summary>A value saturates to its field.</summary>
    private void Assign(int field, Term value)
    {
        var variable = _world.Variables[_world.FirstField + field];
        if (variable.IsConstant) return;
        this[variable] = value.High <= variable.High ? value : _t.Min(value, _t.Constant(variable.High));
        // Histograms follow the field.
        foreach (var (e, _) in _outside.Where(o => o.Key is FitExpr).ToArray()) _outside.Remove(e);
    }

    /// <summary>A cell of the policy's own memory: followed within the step, anything at its beginning.</summary>
    private void SetCell(int cell, Term? value)
    {
        if (value is not null
            && _outside.Keys.OfType<CellExpr>().FirstOrDefault(e => e.Cell == cell) is { } known)
        {
            _outside[known] = _t.If(_guard, value, _outside[known]);
            return;
        }

        foreach (var (e, _) in _outside.Where(o => o.Key is CellExpr c && c.Cell == cell || o.Key is FitExpr f && f.Cell == cell).ToArray()) _outside.Remove(e);
    }

    /// <summary>A step of the clock of some fields.</summary>
    private void Halve(int cell)
    {
        for (var field = 0; field < _plan.Fields.Count; field++)
            if (_plan.Fields[field].Decay is >= 0 and var decay && _plan.Decays[decay].Epoch == cell)
                Assign(field, _t.Divide(Field(field), _t.Constant(2), 1));
    }

    /// <summary>Time has passed since the last step, and whatever decays is less than it was, or as much.</summary>
    private void Decay()
    {
        for (var field = 0; field < _plan.Fields.Count; field++)
        {
            if (_plan.Fields[field].Decay < 0 || _world.Variables[_world.FirstField + field] is { IsConstant: true }) continue;
            var variable = _world.Variables[_world.FirstField + field];
            this[variable] = _t.Min(Field(field), Fresh($"{variable.Name}#later", variable.Low, variable.High));
        }
    }
}
