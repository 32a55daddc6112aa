using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>Statements of a policy's handlers.</summary>
internal sealed class StatementWriter(CodeWriter writer, PolicyPlan plan, PolicyNames names, PolicyScope scope)
{
    private readonly ExpressionWriter _expressions = new(scope);

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
                using (writer.Braces()) Write(branch.Then);
                if (branch.Otherwise.Count == 0) break;
                using (writer.Block("else")) Write(branch.Otherwise);
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
        writer.Mapped(
            assign.Origin,
            $"{names.Fields.Setters[assign.Field]}(frames, frame, {Saturated.Write(_expressions, assign.Value, field)});");
    }
}
