using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the statements of a reclaimer's hook.</summary>
internal sealed class ReclaimerStatementChecker(Scope scope, Hands hands, bool isVictim, bool inScan) : StatementChecker(scope)
{
    private static readonly string[] QueueCalls = ["push_front", "push_back", "remove"];

    protected override Stmt? Other(SyntaxNode node)
    {
        switch (node)
        {
            case ScanSyntax s:
                return Scan(s);
            case CallStatementSyntax c:
                return Call(c);
            case WordStatementSyntax { Word.Text: "evict" or "stop" } w when inScan:
                return w.Word.Text == "evict"
                    ? new EvictStmt(File.Source(w.Span), File.Origin(w.Span))
                    : new StopStmt(File.Source(w.Span), File.Origin(w.Span));
            case WordStatementSyntax { Word.Text: "evict" or "stop" } w:
                File.ReportWithHelp(DiagnosticRules.StatementMisplaced, w.Word.Span, "it stands in a `scan` of `victim`",
                    w.Word.Text, Scope.Where);
                return null;
            default:
                return base.Other(node);
        }
    }

    private ScanStmt? Scan(ScanSyntax s)
    {
        if (inScan)
        {
            File.Report(DiagnosticRules.NestedScan, new Text.TextSpan(s.Span.Start, "scan".Length));
            return null;
        }

        if (!isVictim)
        {
            File.NotBuilt(DiagnosticRules.ScanOutsideVictimNotBuilt, new Text.TextSpan(s.Span.Start, "scan".Length), "scan outside victim");
            return null;
        }

        var queue = s.Queue.Text.Length == 0 ? null : new NameResolver(Scope).Queue(s.Queue);
        var start = Start(s);
        var most = s.AtMost is null ? null : Expressions.Require(s.AtMost, ValueType.Count);
        var inside = Scope with { Sight = Scope.Sight | Sight.Page, Where = "a `scan`" };
        var body = new ReclaimerStatementChecker(inside, hands, isVictim, inScan: true).Check(s.Body);
        if (queue is null || start is not var (hand, towardsFront) || (s.AtMost is not null && most is null)) return null;
        if (hand >= 0) hands.Use(hand, s, queue.Value, towardsFront);
        var head = File.Text.Content.IndexOf('{', s.From.Span.End);
        var source = File.Source(Text.TextSpan.FromBounds(s.Span.Start, head < 0 || head > s.Span.End ? s.Span.End : head));
        return new ScanStmt(source, File.Origin(s.Span), queue.Value, hand, towardsFront, most, StepFactor: 1, body);
    }

    /// <summary>The hand, or -1, and the direction: away from an end, and towards the front unless a hand is told otherwise.</summary>
    private (int Hand, bool TowardsFront)? Start(ScanSyntax s)
    {
        if (s.From.Text.Length == 0) return null;
        var towards = s.Towards?.Text;
        if (towards is not (null or "front" or "back"))
        {
            File.ReportWithHelp(DiagnosticRules.UnknownPlace, s.Towards!.Span,
                Help.DidYouMeanOneOf(towards, ["front", "back"], "the ends"), towards);
            return null;
        }

        if (Scope.Names.Use(s.From.Text) is HandSymbol hand)
        {
            hands.Name(hand.Index);
            return (hand.Index, towards != "back");
        }

        if (s.From.Text is not ("front" or "back"))
        {
            File.ReportWithHelp(DiagnosticRules.UnknownPlace, s.From.Span,
                Help.DidYouMeanOneOf(s.From.Text, Scope.Names.Names<HandSymbol>().Concat(["front", "back"]), "it starts from"),
                s.From.Text);
            return null;
        }

        if (s.From.Text != towards) return (-1, s.From.Text == "back");
        File.Report(DiagnosticRules.ContradictingDirection, s.Towards!.Span, towards);
        return null;
    }

    /// <summary>The queue that the author gave as an argument, or a word for one.</summary>
    private string QueueAmong(IEnumerable<ExpressionSyntax> arguments) =>
        arguments.OfType<WordSyntax>().Select(w => w.Text).FirstOrDefault(w => Scope.Names.Find(w) is QueueSymbol) ?? "QUEUE";

    private Stmt? Call(CallStatementSyntax statement)
    {
        var call = statement.Call;
        if (call.Target is null)
        {
            if (Array.IndexOf(QueueCalls, call.Function.Text) < 0) Nodes.Misplaced(File, statement, Scope.Where);
            else
                File.ReportWithHelp(DiagnosticRules.StatementMisplaced, call.Function.Span,
                    $"write `{QueueAmong(call.Arguments)}.{call.Function.Text}(page)`", call.Function.Text, Scope.Where);
            return null;
        }

        if (Scope.Names.Find(call.Target.Text) is BrokenSymbol || call.Target.Text.Length == 0) return null;
        if (new NameResolver(Scope).Queue(call.Target) is not { } queue) return null;
        if (Array.IndexOf(QueueCalls, call.Function.Text) < 0)
        {
            if (call.Function.Text.Length > 0)
                File.ReportWithHelp(DiagnosticRules.UnknownMember, call.Function.Span,
                    Help.DidYouMeanOneOf(call.Function.Text, QueueCalls, "it has"), "the queue", call.Target.Text,
                    call.Function.Text);
            return null;
        }

        if (call.Arguments.Count != 1 || call.Arguments[0] is not WordSyntax { Text: "page" })
        {
            if (!call.Arguments.Any(a => a is ErrorExpressionSyntax))
                File.ReportWithHelp(DiagnosticRules.NotThePage, call.Span,
                    $"write `{call.Target.Text}.{call.Function.Text}(page)`");
            return null;
        }

        if (!Scope.Sees(Sight.Page))
        {
            File.ReportWithHelp(DiagnosticRules.NoPageHere, call.Arguments[0].Span, "`victim` sees pages in a `scan`",
                File.Source(call.Span));
            return null;
        }

        var (source, origin) = (File.Source(statement.Span), File.Origin(statement.Span));
        return call.Function.Text == "remove"
            ? new UnlinkStmt(source, origin, queue)
            : new PushStmt(source, origin, queue, call.Function.Text == "push_front");
    }
}
