using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Statements that change the own state of a policy or of a reclaimer.</summary>
internal partial class StatementChecker
{
    /// <summary>Where a cell of the state is assigned, the statement, or null after a diagnostic.</summary>
    protected bool AssignsCell(AssignSyntax a, out Stmt? statement)
    {
        statement = null;
        var target = a.Place ?? new WordSyntax(a.Target.Span, a.Target.Text);
        if (!Expressions.NamesState(target)) return false;
        if (Expressions.Place(target) is not { } place) return true;
        if (place.Cell.Plan.Kind != CellKind.Value)
        {
            File.ReportWithHelp(DiagnosticRules.CannotAssign, a.Target.Span, place.Cell.Use, File.Source(target.Span), place.Cell.What);
            return true;
        }

        if (Value(a, place.Cell.Plan.Type, target) is not { } value) return true;
        WarnIfIdle(a);
        statement = new CellStmt(File.Source(a.Span), File.Origin(a.Span), place.Cell.Index, place.Numbers, value);
        return true;
    }

    protected AdvanceStmt? Advance(AdvanceSyntax advance) =>
        new NameResolver(Scope).Epoch(advance.Epoch) is { } epoch
            ? new AdvanceStmt(File.Source(advance.Span), File.Origin(advance.Span), epoch.Index)
            : null;

    /// <summary><c>wait.add(latency);</c></summary>
    protected AverageStmt? Add(CallStatementSyntax statement)
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
            if (target is null || Scope.Names.Find(call.Target!.Text) is not BrokenSymbol) Nodes.Misplaced(File, statement, Scope.Where);
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
