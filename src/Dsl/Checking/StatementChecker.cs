using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the statements of a handler: assignments to page fields, <c>if</c>, and <c>for</c>, which is written out.</summary>
internal partial class StatementChecker(Scope scope)
{
    protected Scope Scope => scope;

    protected FileContext File => scope.File;

    protected ExpressionChecker Expressions { get; } = new(scope);

    public EquatableArray<Stmt> Check(IEnumerable<SyntaxNode> nodes)
    {
        var result = new List<Stmt>();
        foreach (var node in nodes)
        {
            switch (node)
            {
                case LocalSyntax local:
                    if (scope.Names.Find(local.Name.Text) is null) scope.Names.Declare(new BrokenSymbol(local.Name, File, "a local variable"));
                    break;
                case ForSyntax loop:
                    result.AddRange(For(loop));
                    break;
                case IfSyntax branch:
                    result.AddRange(If(branch));
                    break;
                default:
                    if ((node is AssignSyntax a ? Assign(a) : Other(node)) is { } statement) result.Add(statement);
                    break;
            }
        }

        return result.ToEquatableArray();
    }

    /// <summary>A statement that only some places have.</summary>
    protected virtual Stmt? Other(SyntaxNode node)
    {
        Nodes.Misplaced(File, node, scope.Where);
        return null;
    }

    /// <summary>The same checks at a place with other names.</summary>
    protected virtual StatementChecker In(Scope inside) => new(inside);

    /// <summary>A call that is the whole of an expression and has an effect; null where it is no such call.</summary>
    protected virtual Expr? Effect(ExpressionSyntax expression) => null;

    /// <summary>The body once for each value of the counter, which is a constant in it.</summary>
    private IEnumerable<Stmt> For(ForSyntax loop)
    {
        var low = Expressions.Constant(loop.Bounds.Low, ValueType.Count);
        var high = Expressions.Constant(loop.Bounds.High, ValueType.Count);
        if (low is not { } first || high is not { } last || loop.Name.Text.Length == 0) return [];
        // `1..n - 1` is a fair way to say "none" where n is 1.
        if (last < first - 1)
        {
            File.ReportWithHelp(DiagnosticRules.RangeUpsideDown, loop.Bounds.Span, Help.Turned(File, loop.Bounds), File.Source(loop.Bounds.Span));
            return [];
        }

        var repeats = Saturating.Multiply(Saturating.Add(last - first, 1), scope.Repeats, 1);
        if (repeats > Limits.Repeats)
        {
            File.Report(DiagnosticRules.LoopTooLong, loop.Bounds.Span, $"{repeats}", $"{Limits.Repeats}");
            return [];
        }

        var statements = new List<Stmt>();
        for (var value = first; value <= last; value++)
        {
            var names = new SymbolTable(scope.Names);
            names.Declare(new ArgumentSymbol(loop.Name, File, ValueType.Count, value));
            var once = File.Apart();
            statements.AddRange(In(scope with { Names = names, Repeats = (int)repeats, File = once }).Check(loop.Body));
            File.Bag.AddRange(once.Bag.Items.Where(d => !File.Bag.Items.Any(said => said.Rule == d.Rule && said.Span == d.Span)).ToArray());
            // What is wrong once is wrong every time. A warning leaves the statements as they are.
            if (once.HasErrors) break;
        }

        return statements;
    }

    /// <summary>Where an argument decides the condition, only the branch that is left: the other one costs nothing.</summary>
    private IEnumerable<Stmt> If(IfSyntax i)
    {
        var condition = Effect(i.Condition) ?? Expressions.Condition(i.Condition);
        var (then, otherwise) = (Check(i.Then), Check(i.Otherwise));
        return condition switch
        {
            null => [],
            ConstantExpr { Value: var value } => value != 0 ? then : otherwise,
            _ => [new IfStmt($"if ({File.Source(i.Condition.Span)})", File.Origin(i.Span), condition, then, otherwise)],
        };
    }

    private Stmt? Assign(AssignSyntax a)
    {
        if (AssignsState(a, out var statement)) return statement;
        if (a.Place is not null)
        {
            Elsewhere(a.Place);
            return null;
        }

        if (Target(a) is not { } field) return null;
        if (!scope.Sees(Sight.Page))
        {
            File.ReportWithHelp(DiagnosticRules.NoPageHere, a.Target.Span,
                scope.Hierarchy is not null ? "write `every 50ms over TIERS limit 4096`"
                : scope.Sees(Sight.Identity) ? "a ghost knows which page it is, and its own fields"
                : $"{scope.Where} sees pages in a `scan`", a.Target.Text);
            return null;
        }

        if (Value(a, field.Type) is not { } value) return null;
        WarnIfIdle(a);
        return new AssignStmt(File.Source(a.Span), File.Origin(a.Span), field.Index, value);
    }

    /// <summary>Where something else than a page field is assigned, the statement, or null after a diagnostic.</summary>
    protected virtual bool AssignsState(AssignSyntax a, out Stmt? statement)
    {
        statement = null;
        return false;
    }

    /// <summary>Neither a field nor the policy's state: <c>up.left = 1MB</c>, <c>seg[2] = 3</c>.</summary>
    private void Elsewhere(ExpressionSyntax place)
    {
        if (Expressions.Check(place) is TypedOperand)
            File.ReportWithHelp(DiagnosticRules.CannotAssign, place.Span, scope.Names.Find((place as MemberSyntax)?.Target.Text ?? "") is BudgetSymbol budget ? $"the budget itself is assigned: `{budget.Name} = AMOUNT;`" : "page fields are assigned, and values of the state",
                File.Source(place.Span), "what the machine says");
    }

    private FieldSymbol? Target(AssignSyntax a)
    {
        if (a.Target.Text.Length == 0) return null;
        var resolver = new NameResolver(scope);
        switch (scope.Names.Find(a.Target.Text))
        {
            case null when PageNames.IsTaken(a.Target.Text):
                File.ReportWithHelp(DiagnosticRules.CannotAssign, a.Target.Span, scope.Hierarchy is null ? "fields of `page { }` are assigned, and values of the state" : "fields of `page { }` are assigned, values of `state { }` and budgets",
                    a.Target.Text, "a name of the language");
                return null;
            case { } other and not (FieldSymbol or BrokenSymbol):
                File.ReportWithHelp(DiagnosticRules.CannotAssign, a.Target.Span,
                    other is ParameterSymbol ? $"a parameter is set before a run, as by `--set {other.Name}=…`; what changes in one is kept in `state {{ }}` or `page {{ }}`"
                        : $"it is declared {File.PlaceOf(other.File, other.Declaration.Span)}", a.Target.Text, other.What).Relate(other.File, other.Declaration.Span, "where it is declared");
                return null;
            default:
                return resolver.Field(a.Target);
        }
    }

    /// <summary>What is set to itself, or changed by nothing. In a reclaimer an argument may say it otherwise.</summary>
    private void WarnIfIdle(AssignSyntax a)
    {
        var target = File.Source(a.Place?.Span ?? a.Target.Span);
        var isIdle = a.Operator switch
        {
            AssignmentOperator.Set => File.Source(a.Value.Span) == target,
            AssignmentOperator.Add or AssignmentOperator.Subtract => a.Value is NumberSyntax { Digits: "0" },
            _ => a.Value is NumberSyntax { Digits: "1", Suffix: "" },
        };
        if (isIdle && scope.Hierarchy is not null)
            File.ReportWithHelp(DiagnosticRules.ChangesNothing, a.Span, $"`{target}` keeps the value that it has", File.Source(a.Span).TrimEnd(';'));
    }

    protected Expr? Value(AssignSyntax a, ValueType type, ExpressionSyntax? place = null)
    {
        if (a.Operator == AssignmentOperator.Set)
            return (type == ValueType.Bool ? Effect(a.Value) : null) ?? Expressions.Assigned(a.Value, type);
        // `x += v` is `x = x + v`, with the same checks and the same messages.
        var target = place ?? new WordSyntax(a.Target.Span, a.Target.Text);
        var op = a.Operator switch
        {
            AssignmentOperator.Add => BinaryOperator.Add,
            AssignmentOperator.Subtract => BinaryOperator.Subtract,
            AssignmentOperator.Multiply => BinaryOperator.Multiply,
            _ => BinaryOperator.Divide,
        };
        var span = a.Target.Span.Cover(a.Value.Span);
        return Expressions.Require(new BinarySyntax(span, op, a.OperatorSpan, target, a.Value), type);
    }
}
