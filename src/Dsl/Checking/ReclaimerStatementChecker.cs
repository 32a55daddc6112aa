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
    private static readonly string[] GhostCalls = ["add", "remove", "take", "drop"];

    private bool IsMiss => hook == "miss";

    protected override StatementChecker In(Scope inside) => new ReclaimerStatementChecker(inside, hands, hook, inScan);

    protected override Expr? Effect(ExpressionSyntax expression) => expression is NotSyntax not
        ? Effect(not.Operand) is { } inner ? Fold.Not(inner) : null
        : expression is CallSyntax { Target: { } target, Function.Text: "remove" or "take" } call
        && Scope.Names.Use(target.Text) is GhostSymbol ghost
            ? TakesPage(call) && HasPage(call, Needs(call)) ? new GhostRemoveExpr(ghost.Index, call.Function.Text == "take") : Fold.False
            : null;

    /// <summary>What a call on a ghost works with: <c>take</c> gives fields back to the page.</summary>
    private static Sight Needs(CallSyntax call) => call.Function.Text == "take" ? Sight.Page : Sight.Identity;

    /// <summary><c>stack.near = true;</c></summary>
    protected override bool AssignsState(AssignSyntax a, out Stmt? statement)
    {
        statement = null;
        if (a.Place is not MemberSyntax { Index: null, Part: null } place || Scope.Names.Use(place.Target.Text) is not GhostSymbol ghost) return AssignsCell(a, out statement);
        if (ghost.Fields.Find(place.Member.Text) is not FieldSymbol field)
        {
            // A wrong member is named as it is where it is read; the count is no field.
            if (Expressions.Check(place) is TypedOperand)
                File.ReportWithHelp(DiagnosticRules.CannotAssign, place.Span, "only the fields of a ghost are assigned", a.Target.Text, "a count");
            return true;
        }

        if (!Scope.Sees(Sight.Identity))
            File.ReportWithHelp(DiagnosticRules.NoPageHere, place.Span, $"{Scope.Where} sees pages in a `scan`", a.Target.Text);
        else if (Value(a, field.Type, place) is { } value)
            statement = new GhostAssignStmt(File.Source(a.Span), File.Origin(a.Span), ghost.Index, field.Index, value);
        return true;
    }

    protected override Stmt? Other(SyntaxNode node)
    {
        switch (node)
        {
            case ScanSyntax s:
                return Scan(s);
            case CallStatementSyntax { Call.Target: { } target } c when Scope.Names.Find(target.Text) is CellSymbol:
                return Add(c);
            case CallStatementSyntax c:
                return Call(c);
            case AdvanceSyntax advance:
                return Advance(advance);
            case WordStatementSyntax { Word.Text: "evict" or "stop" } w when inScan && (hook is "victim" or "trim" && Scope.Sees(Sight.Frame) || w.Word.Text == "stop"):
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

    private Stmt? Scan(ScanSyntax s)
    {
        if (inScan)
        {
            File.Report(DiagnosticRules.NestedScan, new Text.TextSpan(s.Span.Start, Math.Min("scan".Length, s.Span.Length)));
            return null;
        }

        if (s.Index is null && Scope.Names.Use(s.Queue.Text) is GhostSymbol ghost) return GhostScan(s, ghost);
        var queue = Expressions.Queue(s.Queue, s.Index);
        var start = Start(s);
        var most = s.AtMost is null ? null : Expressions.Require(s.AtMost, ValueType.Count);
        var inside = Scope with { Sight = Scope.Sight | Sight.Resident, Where = "a `scan`" };
        var body = new ReclaimerStatementChecker(inside, hands, hook, inScan: true).Check(s.Body);
        if (queue is null || start is not var (hand, towardsFront) || (s.AtMost is not null && most is null)) return null;
        if (hand >= 0) hands.Use(hand, s, queue.Value, towardsFront);
        return new ScanStmt(HeadOf(s), File.Origin(s.Span), queue.Value, hand, towardsFront, most, StepFactor: 1, body);
    }

    private string HeadOf(ScanSyntax s)
    {
        var head = File.Text.Content.IndexOf('{', s.From.Span.End);
        return File.Source(Text.TextSpan.FromBounds(s.Span.Start, head < 0 || head > s.Span.End ? s.Span.End : head));
    }

    /// <summary>The body sees which page it is, and the ghosts.</summary>
    private GhostScanStmt? GhostScan(ScanSyntax s, GhostSymbol ghost)
    {
        var start = Start(s);
        var most = s.AtMost is null ? null : Expressions.Require(s.AtMost, ValueType.Count);
        var inside = Scope with { Sight = (Scope.Sight & ~Sight.Resident) | Sight.Identity, Where = "a `scan` of a ghost" };
        var body = new ReclaimerStatementChecker(inside, hands, hook, inScan: true).Check(s.Body);
        if (start is not var (hand, towardsFront) || (s.AtMost is not null && most is null)) return null;
        if (hand < 0) return new GhostScanStmt(HeadOf(s), File.Origin(s.Span), ghost.Index, towardsFront, most, StepFactor: 1, body);
        File.ReportWithHelp(DiagnosticRules.UnknownPlace, s.From.Span, "a ghost is walked from its `front` or its `back`", s.From.Text);
        return null;
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
        if (!HasPage(call, Sight.Identity)) return null;
        if (!Scope.Sees(Sight.Frame))
        {
            File.ReportWithHelp(DiagnosticRules.PageOnItsWay, call.Span,
                IsMiss && !inScan ? "a page is put on a queue in `insert`" : null, File.Source(call.Span), ExpressionChecker.PageOnItsWay(Scope));
            return null;
        }

        var (source, origin) = (File.Source(statement.Span), File.Origin(statement.Span));
        return call.Function.Text == "remove"
            ? new UnlinkStmt(source, origin, queue)
            : new PushStmt(source, origin, queue, call.Function.Text == "push_front");
    }

    private GhostStmt? GhostCall(CallStatementSyntax statement, NameSyntax target, GhostSymbol ghost)
    {
        var call = statement.Call;
        if (!Knows(call, "the ghost", GhostCalls)) return null;
        var operation = call.Function.Text switch
        {
            "add" => GhostOperation.Add,
            "remove" => GhostOperation.Remove,
            "take" => GhostOperation.Take,
            _ => GhostOperation.Drop,
        };
        if (operation == GhostOperation.Drop && call.Arguments.Count > 0)
        {
            File.ReportWithHelp(DiagnosticRules.NotThePage, call.Span, $"write `{target.Text}.drop()`: the oldest goes");
            return null;
        }

        if (operation != GhostOperation.Drop && !(TakesPage(call) && HasPage(call, Needs(call)))) return null;
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

    private bool HasPage(CallSyntax call, Sight needed)
    {
        if (Scope.Sees(needed)) return true;
        if (Scope.Sees(Sight.Identity))
        {
            File.ReportWithHelp(DiagnosticRules.PageOnItsWay, call.Span, $"`{call.Target!.Text}.remove(page)` needs none", File.Source(call.Span),
                ExpressionChecker.PageOnItsWay(Scope));
            return false;
        }

        File.ReportWithHelp(DiagnosticRules.NoPageHere, call.Arguments[0].Span, $"{Scope.Where} sees pages in a `scan`",
            File.Source(call.Span));
        return false;
    }
}
