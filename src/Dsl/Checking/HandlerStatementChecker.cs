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
        CallStatementSyntax { Call: { Target: null, Function.Text: "touch" } } call => TouchWithParentheses(call),
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

        return AssignsCell(a, out statement);
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

    private TouchStmt? TouchWithParentheses(CallStatementSyntax call)
    {
        File.ReportWithHelp(DiagnosticRules.StatementMisplaced, call.Call.Function.Span, "write `touch;`", "touch()", Scope.Where);
        return null;
    }

    private TouchStmt? Touch(WordStatementSyntax touch)
    {
        if (Scope.Sees(Sight.Page)) return new TouchStmt(File.Source(touch.Span), File.Origin(touch.Span));
        File.ReportWithHelp(DiagnosticRules.NoPageHere, touch.Word.Span, "there is no page here", "touch");
        return null;
    }
}
