using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>Statements of a policy's handlers.</summary>
internal sealed class StatementWriter(CodeWriter writer, PolicyPlan plan, PolicyNames names, PolicyScope scope)
{
    private readonly ExpressionWriter _expressions = new(scope);
    private bool _inBranch;

    public void Write(IEnumerable<Stmt> statements)
    {
        foreach (var statement in statements) Write(statement);
    }

    private void Write(Stmt statement)
    {
        if (statement.Source.Length > 0) writer.Comment(statement.Source);
        switch (statement)
        {
            case AssignStmt assign:
                Assign(assign);
                break;
            case SuspendStmt suspend:
                var rule = plan.Rules.ToList().FindIndex(r => r.CanBeSuspended && r.Label == suspend.Label);
                writer.Mapped(suspend.Origin, $"{names.Suspended[rule]} = {_expressions.Write(suspend.Until)};");
                break;
            case TouchStmt touch:
                writer.Mapped(touch.Origin, "if (!frames[frame].Held) Touched(machine, frames[frame].Tier, frame);");
                break;
            case ResetStmt reset:
                writer.Mapped(reset.Origin, $"machine.ResetCount(frame, {names.Agents[reset.Agent]}, {reset.Stat});");
                break;
            case BudgetStmt budget:
                writer.Mapped(budget.Origin, $"{names.Budgets[budget.Budget]}.Amount = {_expressions.Write(budget.Amount)};");
                break;
            case CellStmt cell:
                writer.Mapped(cell.Origin, $"{_expressions.Cell(cell.Cell, cell.Place)} = {_expressions.Write(cell.Value)};");
                break;
            case AverageStmt average:
                writer.Mapped(average.Origin, $"{_expressions.Cell(average.Cell, average.Place)}.Add({_expressions.Write(average.Value)});");
                break;
            case AdvanceStmt advance:
                Advance(advance);
                break;
            case IfStmt branch:
                writer.Mapped(branch.Origin, $"if ({_expressions.Write(branch.Condition)})");
                var outer = _inBranch;
                _inBranch = true;
                using (writer.Braces()) Write(branch.Then);
                if (branch.Otherwise.Count > 0)
                    using (writer.Block("else")) Write(branch.Otherwise);
                _inBranch = outer;
                break;
            default:
                throw new InvalidOperationException($"no C# for {statement.GetType().Name} in a policy");
        }
    }

    private void Assign(AssignStmt assign)
    {
        var field = plan.Fields[assign.Field];
        // All fields of a clock share one stamp: what is stored with it must be as old as the new value.
        if (field.Decay >= 0 && !scope.Settled.Contains(field.Decay))
            writer.Line($"{names.Fields.Settle[field.Decay]}(frames, frame);");
        var value = Saturated.Write(_expressions, assign.Value, field);
        var setter = names.Fields.Setters[assign.Field];
        var histograms = names.State.HistogramsOf(assign.Field, scope.TierOfPage).ToArray();
        if (KeepLocal(assign.Field) is { } local)
        {
            var declaration = scope.Locals.ContainsKey(assign.Field) ? "" : assign.Value is ConstantExpr && field.Type is ValueType.Count or ValueType.Time ? "long " : "var ";
            writer.Mapped(assign.Origin, $"{declaration}{local} = {value};");
            Follow(histograms, assign.Field, local);
            writer.Line($"{setter}(frames, frame, {local});");
            scope.Locals[assign.Field] = local;
        }
        else if (histograms.Length > 0)
        {
            using (writer.Braces())
            {
                writer.Mapped(assign.Origin, $"long value = {value};");
                Follow(histograms, assign.Field, "value");
                writer.Line($"{setter}(frames, frame, value);");
            }
        }
        else
        {
            writer.Mapped(assign.Origin, $"{setter}(frames, frame, {value});");
        }
    }

    /// <summary>Before the field is set: its clock is settled, so what is stored is what the page counted as until now.</summary>
    private void Follow(IEnumerable<string> histograms, int field, string value)
    {
        foreach (var histogram in histograms)
            writer.Line($"{histogram}.Change({names.Fields.Stored[field]}(frames, frame), {value}{(plan.Hierarchy.HugeBytes > 0 ? ", frames.PagesOf(frame)" : "")});");
    }

    private void Advance(AdvanceStmt advance)
    {
        var epoch = _expressions.Cell(advance.Cell, []);
        writer.Mapped(advance.Origin, $"{epoch}++;");
        for (var i = 0; i < plan.Decays.Count; i++)
            if (plan.Decays[i].Epoch == advance.Cell) writer.Line($"SetEpoch({i}, (uint){epoch});");
    }

    /// <summary>A value that is read again stays in a local, which costs less than reading the packed field back.</summary>
    private string? KeepLocal(int field) =>
        scope.Locals.TryGetValue(field, out var known) ? known
        : scope.Kept.Contains(field) && !_inBranch ? scope.LocalName(field)
        : null;
}
