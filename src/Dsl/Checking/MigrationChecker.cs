using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the handlers of the <c>migration</c> section.</summary>
internal sealed class MigrationChecker(PolicyContext context)
{
    private readonly Dictionary<string, RuleSyntax> _labels = new(StringComparer.Ordinal);

    private readonly List<(int Tick, QueueWalkSyntax Queue)> _walks = [];

    private int _latches;

    public List<HandlerPlan> Access { get; } = [];

    public List<HandlerPlan> Fault { get; } = [];

    public List<HandlerPlan> HintFault { get; } = [];

    /// <summary>By event and hint, in the order of their first handlers.</summary>
    public List<(EventKind Kind, string Hint, List<HandlerPlan> Handlers)> Events { get; } = [];

    public List<HandlerPlan> WriteFault { get; } = [];

    public List<TickPlan> Ticks { get; } = [];

    /// <summary>False when a handler was too wrong to be part of the plan: then faults may only seem unanswered.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Check(MigrationSyntax section)
    {
        foreach (var node in section.Handlers)
        {
            switch (node)
            {
                case HandlerSyntax { Trigger: OnSyntax on } handler:
                    On(handler, on);
                    break;
                case HandlerSyntax { Trigger: EverySyntax every } handler:
                    Every(handler, every);
                    break;
                default:
                    IsComplete = false;
                    context.Misplaced(node, "migration");
                    break;
            }
        }
    }

    private void On(HandlerSyntax handler, OnSyntax on)
    {
        var name = on.Event.Text;
        if (Kind(name) is not { } kind)
        {
            UnknownEvent(on.Event);
            return;
        }

        var agent = on.By is null ? -1 : context.Resolver.Agent(on.By);
        var tiers = context.Resolver.Tiers(on.In);
        var tiersGood = on.In.Count == 0 || tiers.Count > 0;
        var mask = on.In.Count == 0 ? -1 : Mask(tiers);
        var sight = kind switch
        {
            ListKind.Access => context.Observed.AccessSight(mask),
            ListKind.HintFault => Sight.HintFault,
            ListKind.Event => EventSight(name),
            _ => Sight.Fault,
        };
        if (!IsWellFormed(handler, on))
        {
            IsComplete = false;
            return;
        }

        context.View = mask;
        var (statements, rules) = Body(handler, kind, sight, $"an `on {name}` handler");
        context.View = -1;
        var latch = Latch(handler);
        if (on.By is not null && kind != ListKind.Event && (sight & Sight.Event) == 0)
        {
            context.File.ReportWithHelp(DiagnosticRules.NotObserved, on.By.Span, ExpressionChecker.WhoTells(Sight.Event),
                $"by {on.By.Text}", $"an `on {name}` handler");
        }

        if (agent is null || !tiersGood || HasBrokenHead(handler))
        {
            IsComplete = false;
            return;
        }

        context.Lists.Add(new RuleList(
            kind, $"`on {name}`", handler, mask == -1 ? context.AllTiers : mask,
            agent == -1 ? context.AllAgents : 1L << agent.Value, rules, IsWhole(handler, rules)) { Latch = latch, Statements = statements });
        var plan = new HandlerPlan(
            context.File.Source(on.Span), context.File.Origin(on.Span), agent.Value, mask, statements, Numbers(rules)) { Latch = latch };
        (kind == ListKind.Event ? Handlers(Event(name), on.Hint?.Text ?? "") : PlansOf(kind)).Add(plan);
    }

    private List<HandlerPlan> PlansOf(ListKind kind) => kind switch
    {
        ListKind.Access => Access,
        ListKind.Fault => Fault,
        ListKind.WriteFault => WriteFault,
        _ => HintFault,
    };

    private static ListKind? Kind(string name) => name switch
    {
        "access" => ListKind.Access,
        "fault" => ListKind.Fault,
        "hint_fault" => ListKind.HintFault,
        "write_fault" => ListKind.WriteFault,
        "pin" or "unpin" or "hint" or "arrive" or "failure" or "offline" => ListKind.Event,
        _ => null,
    };

    private static EventKind Event(string name) => name switch
    {
        "pin" => EventKind.Pin,
        "unpin" => EventKind.Unpin,
        "hint" => EventKind.Hint,
        "arrive" => EventKind.Arrive,
        "failure" => EventKind.Failure,
        _ => EventKind.Offline,
    };

    /// <summary>Pages arrive, cannot move and lose their tier without anybody's doing, too: there is no agent to speak of.</summary>
    private static Sight EventSight(string name) => name switch
    {
        "pin" => Sight.Pinning,
        "unpin" or "hint" => Sight.Pass | Sight.Event,
        _ => Sight.Pass,
    };

    private bool IsWellFormed(HandlerSyntax handler, OnSyntax on)
    {
        if (on.Event.Text == "hint" && on.Hint is null)
        {
            context.File.ReportWithHelp(DiagnosticRules.HintWithoutName, on.Event.Span, "write `on hint NAME`, as traces and workloads give it");
            return false;
        }

        if (on.Event.Text != "arrive" || handler.Body.OfType<RuleSyntax>().FirstOrDefault() is not { } rule) return true;
        context.File.ReportWithHelp(DiagnosticRules.ArrivalWithRules, rule.Label.Span, "a rule belongs to the event that should move the page on");
        return false;
    }

    private List<HandlerPlan> Handlers(EventKind kind, string hint)
    {
        var known = Events.FindIndex(e => e.Kind == kind && e.Hint == hint);
        if (known < 0)
        {
            Events.Add((kind, hint, []));
            known = Events.Count - 1;
        }

        return Events[known].Handlers;
    }

    private static readonly string[] EventNames =
        ["access", "fault", "hint_fault", "write_fault", "pin", "unpin", "hint", "arrive", "failure", "offline"];

    private void UnknownEvent(NameSyntax name)
    {
        IsComplete = false;
        if (name.Text.Length > 0)
            context.File.ReportWithHelp(DiagnosticRules.UnknownEvent, name.Span,
                Elsewhere.Event(name.Text) ?? Help.DidYouMeanOneOf(name.Text, EventNames, "the events"), name.Text);
    }

    private void Every(HandlerSyntax handler, EverySyntax every)
    {
        var constants = context.Expressions(Sight.Parameters, "a period");
        var period = every.AfterSamples
            ? Positive.Constant(constants, context.File, every.Period, ValueType.Count, "a number of samples")
            : Positive.Constant(constants, context.File, every.Period, ValueType.Time, "a period");
        if (every.AfterSamples && !context.Observed.TakesSamples)
            context.File.ReportWithHelp(DiagnosticRules.NoSamples, every.Span, $"write `{Observers.Of(ObserverKind.Sample).Form}`");
        if (every.Over.Count == 0)
        {
            Alone(handler, every, period);
            return;
        }

        var tiers = every.Queue is null ? context.Resolver.Tiers(every.Over) : QueueWalks.Tier(context, every);
        var limit = Limit(every);
        var word = every.AfterSamples ? "after" : "every";
        context.View = Mask(tiers);
        var (statements, rules) = Body(handler, ListKind.Pass, Sight.Pass, $"an `{word}` handler");
        var best = every.BestBy is null ? null : context.Expressions(Sight.Pass, "`best by`").Number(every.BestBy);
        context.View = -1;
        var latch = Latch(handler);
        if (period is null || limit is null || tiers.Count == 0 || HasBrokenHead(handler)) return;
        context.Lists.Add(new RuleList(ListKind.Pass, $"`{word}`", handler, Mask(tiers), -1, rules, IsWhole(handler, rules)) { Latch = latch, Statements = statements });
        Add(every, period.Value, new TickPlan(
            context.File.Source(every.Span), context.File.Origin(every.Span), 0, tiers.ToEquatableArray(), limit,
            statements, Numbers(rules)) { Latch = latch, BestBy = best });
        if (every.Queue is { } queue) _walks.Add((Ticks.Count - 1, queue));
    }

    /// <summary>The queues that are walked, once the reclaimers are known that have them.</summary>
    public void FindQueues(IReadOnlyList<ReclaimPlan> sections)
    {
        foreach (var (tick, queue) in _walks)
            if (QueueWalks.Find(context, sections, Ticks[tick].Over[0], queue) is { } walk) Ticks[tick] = Ticks[tick] with { Queue = walk };
    }

    /// <summary>Without pages there are only statements, about the policy's own state.</summary>
    private void Alone(HandlerSyntax handler, EverySyntax every, long? period)
    {
        if (handler.Body.OfType<RuleSyntax>().FirstOrDefault() is { } rule)
        {
            context.File.ReportWithHelp(DiagnosticRules.EveryWithoutPages, rule.Label.Span, "write `every 50ms over TIERS limit 4096`");
            return;
        }

        var scope = context.Scope(Sight.Parameters | Sight.Machine, $"an `{(every.AfterSamples ? "after" : "every")}` handler without `over`");
        var statements = new HandlerStatementChecker(scope).Check(handler.Body);
        var latch = Latch(handler);
        if (period is null || HasBrokenHead(handler)) return;
        Add(every, period.Value, new TickPlan(
            context.File.Source(every.Span), context.File.Origin(every.Span), 0, [], Fold.True, statements, []) { Latch = latch });
    }

    private void Add(EverySyntax every, long period, TickPlan tick) =>
        Ticks.Add(every.AfterSamples ? tick with { AfterSamples = period } : tick with { PeriodNs = period });

    /// <summary>A latch is of the handler, not of a page, so it sees none.</summary>
    private LatchPlan? Latch(HandlerSyntax handler)
    {
        if (handler.Latch is not { } latch) return null;
        var conditions = context.Expressions(Sight.Parameters | Sight.Machine, "a latch");
        var on = conditions.Condition(latch.While);
        var off = latch.Until is null ? null : conditions.Condition(latch.Until);
        return on is null ? null : new LatchPlan(context.File.Source(latch.Span), context.File.Origin(latch.Span), _latches++, on, off);
    }

    /// <summary>A limit in pages: a count, or bytes, whose unit may be said again behind it.</summary>
    private Expr? Limit(EverySyntax every)
    {
        var checker = context.Expressions(Sight.Parameters, "a limit");
        if (every.Limit is null)
        {
            if (!HierarchyChecker.HasSyntaxErrors(context.File, every.Span))
                context.File.ReportWithHelp(DiagnosticRules.MissingLimit, every.Span,
                    "add `limit 4096 pages` behind the tiers");
            return null;
        }

        var operand = checker.Check(every.Limit);
        if (operand is LiteralOperand { Unit: ValueType.Rate or ValueType.Ratio })
        {
            context.File.ReportWithHelp(DiagnosticRules.WrongType, every.Limit.Span,
                "a pass looks at so many pages or bytes: `limit 4096 pages`, `limit 16MiB`; how fast pages move is said by `within 20MB per 1s`",
                context.File.Source(every.Limit.Span), operand is LiteralOperand { Unit: ValueType.Rate } ? "a rate" : "a ratio", "a number of pages or bytes");
            return null;
        }

        var isBytes = operand is LiteralOperand { Unit: ValueType.Bytes } or TypedOperand { Expr.Type: ValueType.Bytes };
        var limit = (every.LimitUnit?.Text, isBytes) switch
        {
            ("bytes", false) => checker.Convert(operand, ValueType.Count) is { } count
                ? Fold.Pages(Fold.Product(ValueType.Bytes, count, new ConstantExpr(ValueType.Bytes, 1), 1), context.Hierarchy.PageBytes)
                : null,
            (null or "bytes", true) => checker.Convert(operand, ValueType.Bytes) is { } bytes
                ? Fold.Pages(bytes, context.Hierarchy.PageBytes)
                : null,
            _ => checker.Convert(operand, ValueType.Count),
        };
        if (limit is null or { Range.Min: > 0 }) return limit;
        var help = limit is ConstantExpr ? "a pass looks at whole pages" : "a pass looks at whole pages, and the ranges of the parameters allow for none";
        context.File.ReportWithHelp(DiagnosticRules.MustBePositive, every.Limit.Span, help, "a limit");
        return null;
    }

    private (EquatableArray<Stmt> Statements, List<CheckedRule> Rules) Body(
        HandlerSyntax handler, ListKind kind, Sight sight, string where)
    {
        var statements = new HandlerStatementChecker(context.Scope(sight, where)).Check(handler.Body.Where(n => n is not RuleSyntax));
        var rules = new RuleChecker(context, kind, sight, where, "migration", _labels).Check(handler.Body);
        IsComplete &= IsWhole(handler, rules);
        return (statements, rules);
    }

    /// <summary>An error of the grammar before the body: which pages and agents the handler is for is not known.</summary>
    private bool HasBrokenHead(HandlerSyntax handler)
    {
        var body = context.File.Text.Content.IndexOf('{', handler.Trigger.Span.End);
        var end = body < 0 || body > handler.Span.End ? handler.Span.End : body;
        return context.File.Tree.HasErrorWithin(handler.Span.Start, end);
    }

    private static bool IsWhole(HandlerSyntax handler, List<CheckedRule> rules) =>
        rules.Count == handler.Body.Count(n => n is RuleSyntax or UnsupportedSyntax or ErrorSyntax);

    private static long Mask(IEnumerable<int> tiers) => tiers.Aggregate(0L, (mask, tier) => mask | 1L << tier);

    private static EquatableArray<int> Numbers(IEnumerable<CheckedRule> rules) =>
        rules.Select(r => r.Number).ToEquatableArray();
}
