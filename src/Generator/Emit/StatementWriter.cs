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
        if (KeepLocal(assign.Field) is { } local)
        {
            var declaration = scope.Locals.ContainsKey(assign.Field) ? "" : "var ";
            writer.Mapped(assign.Origin, $"{declaration}{local} = {value};");
            writer.Line($"{setter}(frames, frame, {local});");
            scope.Locals[assign.Field] = local;
        }
        else
        {
            writer.Mapped(assign.Origin, $"{setter}(frames, frame, {value});");
        }
    }

    /// <summary>A value that is read again stays in a local, which costs less than reading the packed field back.</summary>
    private string? KeepLocal(int field) =>
        scope.Locals.TryGetValue(field, out var known) ? known
        : scope.Kept.Contains(field) && !_inBranch ? scope.LocalName(field)
        : null;
}
