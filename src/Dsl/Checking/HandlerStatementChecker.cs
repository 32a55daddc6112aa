using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the statements of a policy's handlers, which can change its state.</summary>
internal sealed class HandlerStatementChecker(Scope scope) : StatementChecker(scope)
{
    protected override StatementChecker In(Scope inside) => new HandlerStatementChecker(inside);

    protected override Stmt? Other(SyntaxNode node) => node switch
    {
        AdvanceSyntax advance => Advance(advance),
        SuspendSyntax suspend => Suspend(suspend),
        WordStatementSyntax { Word.Text: "touch" } touch => Touch(touch),
        CallStatementSyntax call => Add(call),
        _ => base.Other(node),
    };

    protected override bool AssignsState(AssignSyntax a, out Stmt? statement)
    {
        statement = null;
        if (a.Place is null && Scope.Names.Find(a.Target.Text) is BudgetSymbol budget)
        {
            statement = Budget(a, budget);
            return true;
        }

        if (a.Place is MemberSyntax counter && Expressions.IsPageStat(counter))
        {
            statement = Reset(a, counter);
            return true;
        }

        var target = a.Place ?? new WordSyntax(a.Target.Span, a.Target.Text);
        if (!Expressions.NamesState(target)) return false;
        if (Expressions.Place(target) is not { } place) return true;
        if (place.Cell.Plan.Kind != CellKind.Value)
        {
            File.ReportWithHelp(DiagnosticRules.CannotAssign, a.Target.Span, place.Cell.Use, File.Source(target.Span), place.Cell.What);
            return true;
        }

        if (Value(a, place.Cell.Plan.Type, target) is { } value)
            statement = new CellStmt(File.Source(a.Span), File.Origin(a.Span), place.Cell.Index, place.Numbers, value);
        return true;
    }

    /// <summary><c>up = 40MB;</c>, where <c>+=</c> and its like begin from <c>up.amount</c>.</summary>
    private BudgetStmt? Budget(AssignSyntax a, BudgetSymbol budget)
    {
        var amount = new MemberSyntax(a.Target.Span, a.Target, new NameSyntax(a.Target.Span, "amount"), null);
        return Value(a, budget.InTime ? ValueType.Time : ValueType.Bytes, amount) is { } value
            ? new BudgetStmt(File.Source(a.Span), File.Origin(a.Span), budget.Index, value)
            : null;
    }

    /// <summary><c>gpu0.touches = 0;</c></summary>
    private ResetStmt? Reset(AssignSyntax a, MemberSyntax counter)
    {
        if (Expressions.PageStat(counter) is not { } stat) return null;
        if (a.Operator == AssignmentOperator.Set && Expressions.Check(a.Value) is LiteralOperand { Value.IsZero: true })
            return new ResetStmt(File.Source(a.Span), File.Origin(a.Span), stat.Agent, stat.Stat);
        File.ReportWithHelp(DiagnosticRules.CannotAssign, counter.Span, "it can be set back: `= 0`", File.Source(counter.Span), "counted by the device");
        return null;
    }

    /// <summary><c>suspend nearer for 1s;</c></summary>
    private SuspendStmt? Suspend(SuspendSyntax suspend)
    {
        var label = suspend.Label;
        var time = Expressions.Require(suspend.Time, ValueType.Time);
        if (label.Text.Length == 0 || time is null) return null;
        if (!Scope.Labels.Contains(label.Text))
        {
            File.ReportWithHelp(DiagnosticRules.UnknownRule, label.Span,
                Help.DidYouMean(label.Text, Scope.Labels) ?? "rules of `migration` can be suspended", label.Text);
            return null;
        }

        var now = new EventExpr(ValueType.Time, ValueRange.Full, EventProperty.Now);
        return new SuspendStmt(File.Source(suspend.Span), File.Origin(suspend.Span), label.Text, Fold.Add(now, time));
    }

    private TouchStmt? Touch(WordStatementSyntax touch)
    {
        if (Scope.Sees(Sight.Page)) return new TouchStmt(File.Source(touch.Span), File.Origin(touch.Span));
        File.ReportWithHelp(DiagnosticRules.NoPageHere, touch.Word.Span, "there is no page here", "touch");
        return null;
    }

    private AdvanceStmt? Advance(AdvanceSyntax advance) =>
        new NameResolver(Scope).Epoch(advance.Epoch) is { } epoch
            ? new AdvanceStmt(File.Source(advance.Span), File.Origin(advance.Span), epoch.Index)
            : null;

    /// <summary><c>wait.add(latency);</c></summary>
    private AverageStmt? Add(CallStatementSyntax statement)
    {
        var call = statement.Call;
        ExpressionSyntax? target = call switch
        {
            { Target: null } or { Index: not null } => null,
            { Owner: { } owner } => new MemberSyntax(owner.Span.Cover(call.Target.Span), owner, call.Target, null),
            _ => new WordSyntax(call.Target.Span, call.Target.Text),
        };
        if (target is null || !Expressions.NamesState(target))
        {
            if (target is null || Scope.Names.Find(call.Target!.Text) is not BrokenSymbol) base.Other(statement);
            return null;
        }

        if (Expressions.Place(target) is not { } place) return null;
        if (place.Cell.Plan.Kind != CellKind.Average || call.Function.Text != "add")
        {
            File.ReportWithHelp(DiagnosticRules.UnknownMember, call.Function.Span, place.Cell.Use, "the state", File.Source(target.Span),
                call.Function.Text);
            return null;
        }

        if (call.Arguments.Count != 1)
        {
            File.Report(DiagnosticRules.WrongArgumentCount, call.Function.Span, "add", "1 argument", $"{call.Arguments.Count}");
            return null;
        }

        return Expressions.Require(call.Arguments[0], place.Cell.Plan.Type) is { } value
            ? new AverageStmt(File.Source(statement.Span), File.Origin(statement.Span), place.Cell.Index, place.Numbers, value)
            : null;
    }
}
