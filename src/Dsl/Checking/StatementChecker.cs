using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the statements of a handler: assignments to page fields, and <c>if</c>.</summary>
internal class StatementChecker(Scope scope)
{
    protected Scope Scope => scope;

    protected FileContext File => scope.File;

    protected ExpressionChecker Expressions { get; } = new(scope);

    public EquatableArray<Stmt> Check(IEnumerable<SyntaxNode> nodes)
    {
        var result = new List<Stmt>();
        foreach (var node in nodes)
        {
            var statement = node switch
            {
                AssignSyntax a => Assign(a),
                IfSyntax i => If(i),
                _ => Other(node),
            };
            if (statement is not null) result.Add(statement);
        }

        return result.ToEquatableArray();
    }

    /// <summary>A statement that only some places have.</summary>
    protected virtual Stmt? Other(SyntaxNode node)
    {
        Nodes.Misplaced(File, node, scope.Where);
        return null;
    }

    private IfStmt? If(IfSyntax i)
    {
        var condition = Expressions.Condition(i.Condition);
        var (then, otherwise) = (Check(i.Then), Check(i.Otherwise));
        return condition is null
            ? null
            : new IfStmt($"if ({File.Source(i.Condition.Span)})", File.Origin(i.Span), condition, then, otherwise);
    }

    private AssignStmt? Assign(AssignSyntax a)
    {
        if (Target(a) is not { } field) return null;
        if (!scope.Sees(Sight.Page))
        {
            File.ReportWithHelp(DiagnosticRules.NoPageHere, a.Target.Span, "`victim` sees pages in a `scan`", a.Target.Text);
            return null;
        }

        if (Value(a, field) is not { } value) return null;
        return new AssignStmt(File.Source(a.Span), File.Origin(a.Span), field.Index, value);
    }

    private FieldSymbol? Target(AssignSyntax a)
    {
        if (a.Target.Text.Length == 0) return null;
        var resolver = new NameResolver(scope);
        switch (scope.Names.Find(a.Target.Text))
        {
            case null when PageNames.IsTaken(a.Target.Text):
                File.ReportWithHelp(DiagnosticRules.CannotAssign, a.Target.Span, "only the fields of `page { }` are assigned",
                    a.Target.Text, "a name of the language");
                return null;
            case BudgetSymbol:
                File.NotBuilt(DiagnosticRules.BudgetAssignmentNotBuilt, a.Target.Span, $"{a.Target.Text} = …");
                return null;
            case { } other and not (FieldSymbol or BrokenSymbol):
                File.ReportWithHelp(DiagnosticRules.CannotAssign, a.Target.Span,
                    $"it is declared {File.PlaceOf(other.File, other.Declaration.Span)}", a.Target.Text, other.What);
                return null;
            default:
                return resolver.Field(a.Target);
        }
    }

    private Expr? Value(AssignSyntax a, FieldSymbol field)
    {
        if (a.Operator == AssignmentOperator.Set) return Expressions.Require(a.Value, field.Type);
        // `x += v` is `x = x + v`, with the same checks and the same messages.
        var target = new WordSyntax(a.Target.Span, a.Target.Text);
        var op = a.Operator switch
        {
            AssignmentOperator.Add => BinaryOperator.Add,
            AssignmentOperator.Subtract => BinaryOperator.Subtract,
            AssignmentOperator.Multiply => BinaryOperator.Multiply,
            _ => BinaryOperator.Divide,
        };
        var span = a.Target.Span.Cover(a.Value.Span);
        return Expressions.Require(new BinarySyntax(span, op, a.OperatorSpan, target, a.Value), field.Type);
    }
}
