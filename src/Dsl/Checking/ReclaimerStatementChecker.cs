using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the statements of a reclaimer's hook.</summary>
/// <param name="hook">The name of the hook.</param>
/// <param name="inScan">The statements stand in a scan.</param>
internal sealed class ReclaimerStatementChecker(Scope scope, Hands hands, string hook, bool inScan) : StatementChecker(scope)
{
    private static readonly string[] QueueCalls = ["push_front", "push_back", "remove"];
    private static readonly string[] GhostCalls = ["add", "remove", "drop"];

    private bool IsMiss => hook == "miss";

    protected override StatementChecker In(Scope inside) => new ReclaimerStatementChecker(inside, hands, hook, inScan);

    protected override Expr? Effect(ExpressionSyntax expression) => expression is NotSyntax not
        ? Effect(not.Operand) is { } inner ? Fold.Not(inner) : null
        : expression is CallSyntax { Target: { } target, Function.Text: "remove" } call
        && Scope.Names.Use(target.Text) is GhostSymbol ghost && Scope.Sees(Sight.Page) && TakesPage(call)
            ? new GhostRemoveExpr(ghost.Index)
            : null;

    protected override Stmt? Other(SyntaxNode node)
    {
        switch (node)
        {
            case ScanSyntax s:
                return Scan(s);
            case CallStatementSyntax c:
                return Call(c);
            case WordStatementSyntax { Word.Text: "evict" or "stop" } w when inScan && (hook is "victim" or "trim" || w.Word.Text == "stop"):
                return w.Word.Text == "evict"
                    ? new EvictStmt(File.Source(w.Span), File.Origin(w.Span))
                    : new StopStmt(File.Source(w.Span), File.Origin(w.Span));
            case WordStatementSyntax { Word.Text: "evict" or "stop" } w:
                File.ReportWithHelp(DiagnosticRules.StatementMisplaced, w.Word.Span,
                    w.Word.Text == "evict" ? "it stands in a `scan` of `victim` or `trim`" : "it stands in a `scan`", w.Word.Text, Scope.Where);
                return null;
            case WordStatementSyntax { Word.Text: "refuse" } w when IsMiss && !inScan:
                return new RefuseStmt(File.Source(w.Span), File.Origin(w.Span));
            case WordStatementSyntax { Word.Text: "refuse" } w:
                File.ReportWithHelp(DiagnosticRules.StatementMisplaced, w.Word.Span,
                    "it stands in `miss`, where the page is still on its way", w.Word.Text, Scope.Where);
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

        if (IsMiss)
        {
            File.NotBuilt(DiagnosticRules.ScanInMissNotBuilt, new Text.TextSpan(s.Span.Start, "scan".Length), "scan");
            return null;
        }

        var queue = Expressions.Queue(s.Queue, s.Index);
        var start = Start(s);
        var most = s.AtMost is null ? null : Expressions.Require(s.AtMost, ValueType.Count);
        var inside = Scope with { Sight = Scope.Sight | Sight.Page, Where = "a `scan`" };
        var body = new ReclaimerStatementChecker(inside, hands, hook, inScan: true).Check(s.Body);
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
        if (Scope.Names.Find(s.Queue.Text) is QueueSymbol { IsBuckets: true } && s.Index is null) return FromLowest(s);
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

    /// <summary>Buckets are walked in one way only: from the lowest up, each from its back.</summary>
    private (int Hand, bool TowardsFront)? FromLowest(ScanSyntax s)
    {
        var wrong = s.From.Text == "lowest" ? s.Towards : s.From;
        if (wrong is null) return (-1, true);
        if (Scope.Names.Use(wrong.Text) is HandSymbol hand) hands.Name(hand.Index);
        File.ReportWithHelp(DiagnosticRules.UnknownPlace, wrong.Span, $"write `scan {s.Queue.Text} from lowest`", wrong.Text);
        return null;
    }

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
        return Scope.Names.Use(call.Target.Text) is GhostSymbol ghost
            ? GhostCall(statement, call.Target, ghost)
            : QueueCall(statement, call.Target);
    }

    private Stmt? QueueCall(CallStatementSyntax statement, NameSyntax target)
    {
        var call = statement.Call;
        if (Expressions.Queue(target, call.Index) is not { } queue || !Knows(call, "the queue", QueueCalls) || !TakesPage(call)) return null;
        if (IsMiss)
        {
            File.ReportWithHelp(DiagnosticRules.PageOnItsWay, call.Span, "a page is put on a queue in `insert`", File.Source(call.Span));
            return null;
        }

        if (!HasPage(call)) return null;
        var (source, origin) = (File.Source(statement.Span), File.Origin(statement.Span));
        return call.Function.Text == "remove"
            ? new UnlinkStmt(source, origin, queue)
            : new PushStmt(source, origin, queue, call.Function.Text == "push_front");
    }

    private GhostStmt? GhostCall(CallStatementSyntax statement, NameSyntax target, GhostSymbol ghost)
    {
        var call = statement.Call;
        if (Array.IndexOf(Unbuilt.GhostCalls, call.Function.Text) >= 0)
        {
            File.NotBuilt(DiagnosticRules.CallNotBuilt, call.Span);
            return null;
        }

        if (!Knows(call, "the ghost", GhostCalls)) return null;
        var operation = call.Function.Text switch
        {
            "add" => GhostOperation.Add,
            "remove" => GhostOperation.Remove,
            _ => GhostOperation.Drop,
        };
        if (operation == GhostOperation.Drop && call.Arguments.Count > 0)
        {
            File.ReportWithHelp(DiagnosticRules.NotThePage, call.Span, $"write `{target.Text}.drop()`: the oldest goes");
            return null;
        }

        if (operation != GhostOperation.Drop && !(TakesPage(call) && HasPage(call))) return null;
        return new GhostStmt(File.Source(statement.Span), File.Origin(statement.Span), ghost.Index, operation);
    }

    private bool Knows(CallSyntax call, string what, string[] calls)
    {
        if (Array.IndexOf(calls, call.Function.Text) >= 0) return true;
        if (call.Function.Text.Length > 0)
            File.ReportWithHelp(DiagnosticRules.UnknownMember, call.Function.Span,
                Help.DidYouMeanOneOf(call.Function.Text, calls, "it has"), what, call.Target!.Text, call.Function.Text);
        return false;
    }

    private bool TakesPage(CallSyntax call)
    {
        if (call.Arguments.Count == 1 && call.Arguments[0] is WordSyntax { Text: "page" }) return true;
        if (!call.Arguments.Any(a => a is ErrorExpressionSyntax))
            File.ReportWithHelp(DiagnosticRules.NotThePage, call.Span, $"write `{call.Target!.Text}.{call.Function.Text}(page)`");
        return false;
    }

    private bool HasPage(CallSyntax call)
    {
        if (Scope.Sees(Sight.Page)) return true;
        File.ReportWithHelp(DiagnosticRules.NoPageHere, call.Arguments[0].Span, $"{Scope.Where} sees pages in a `scan`",
            File.Source(call.Span));
        return false;
    }
}
