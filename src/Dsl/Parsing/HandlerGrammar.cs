using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Handlers: what starts them, and their bodies of statements and rules.</summary>
internal static class HandlerGrammar
{
    /// <summary><c>"migration" "{" { handler } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> Migration =
        from head in Head("migration")
        from body in Block(() => Handlers!)
        select new MigrationSyntax(head.To(body.End), head.Keyword, body.Items);

    /// <summary><c>"on" event [ "by" agent ] [ "in" tier { "," tier } ] [ latch ] handler-body ;</c></summary>
    private static readonly Parser<SyntaxNode> On =
        from head in Head("on")
        from @event in Decide(at => at.BeginsLine && at.Next.Kind is not (TokenKind.OpenBrace or TokenKind.OpenParen or TokenKind.Word or TokenKind.String) ? NoName("an event") : Name("an event"))
        from hint in Decide(at => @event.Text != "hint" || at.Is("by") || at.Is("in") || at.BeginsOnLine() ? Never<Mark>()
            : at.Kind == TokenKind.String ? QuotedHint! : AnyHead).Optional()
        from call in Decide(at => at.Kind == TokenKind.OpenParen ? StrayArguments! : Here)
        from agent in Keyword("by").Then(_ => Name("an agent")).Optional()
        from tiers in Slips.Preposition("in", "to", "from", "at", "on", "of", "over", "for").Then(_ => Names("a tier")).Optional()
        from late in Decide(at => at.Is("by") && at.Next.Kind == TokenKind.Word && agent.IsEmpty ? HandlerSlips.LateAgent : Parse.Return<NameSyntax?>(null))
        from end in EndHere
        from handler in RestOfHandler(
            head, new OnSyntax(head.To(end), @event, agent.GetOrDefault() ?? late, tiers.GetOrDefault()) { Hint = hint.IsEmpty ? null : hint.Get().Keyword })
        select handler;

    /// <summary><c>on access(cpu, pmem)</c></summary>
    private static readonly Parser<Mark> StrayArguments = input =>
    {
        var at = input.At();
        at.ReportMissing("`{`", form: "who and where is written `on access by AGENT in TIERS { … }`");
        var end = at.SkipBalanced(TokenKind.OpenParen, TokenKind.CloseParen);
        return Here(end.Kind == TokenKind.CloseParen ? end.Next : end);
    };

    private static readonly Parser<Mark> QuotedHint = input =>
    {
        var at = input.At();
        var name = at.Word.Trim('"');
        at.ReportMissing("the name of the hint", help: $"it stands without quotes: `on hint {name}`");
        return Success(new Mark(new NameSyntax(at.Span, name), ""), at.Next);
    };

    /// <summary><c>"every" expression [ "over" walk ] [ latch ] handler-body ;</c></summary>
    public static readonly Parser<SyntaxNode> Every =
        from head in Head("every")
        from period in Decide(at => at.Is("over") && at.Next.Kind == TokenKind.Word && !at.Next.Is("over") ? Missing : Sum)
        from handler in Pass(head, period, afterSamples: false)
        select handler;

    /// <summary><c>"after" expression "samples" [ "over" walk ] [ latch ] handler-body ;</c></summary>
    private static readonly Parser<SyntaxNode> After =
        from head in Head("after")
        from count in Expression
        from samples in Need("samples", " after their number")
        from handler in Pass(head, count, afterSamples: true)
        select handler;

    private static readonly (ExpressionSyntax? Limit, NameSyntax? Unit) NoLimit = (null, null);

    private static Parser<SyntaxNode> Pass(Mark head, ExpressionSyntax period, bool afterSamples) =>
        from early in Decide(at => at.Is("limit") ? HandlerSlips.Limit($"the limit stands behind the tiers: `over TIERS limit {at.Next.Word}`") : Parse.Return(NoLimit))
        from walk in Over.Optional()
        from end in EndHere
        from handler in RestOfHandler(
            head,
            (walk.IsEmpty
                ? new EverySyntax(head.To(end), period, [], null, null)
                : new EverySyntax(head.To(end), period, walk.Get().Tiers, early.Limit ?? walk.Get().Limit, early.Limit is null ? walk.Get().Unit : early.Unit) { BestBy = walk.Get().BestBy, Queue = walk.Get().Queue })
                with { AfterSamples = afterSamples })
        select handler;

    /// <summary><c>"." queue [ "[" sum "]" ] [ "from" end ] ;</c></summary>
    private static readonly Parser<QueueWalkSyntax> QueueWalk =
        from dot in Token(TokenKind.Dot)
        from queue in Name("a queue")
        from index in Decide(at => at.Kind == TokenKind.OpenBracket ? Bracketed : Parse.Return<ExpressionSyntax?>(null))
        from start in Keyword("from").Then(_ => Name("`back` or `front`")).Optional()
        from end in EndHere
        select new QueueWalkSyntax(new TextSpan(queue.Span.Start, Math.Max(0, end - queue.Span.Start)), queue, index, start.GetOrDefault());

    /// <summary><c>( tiers | tier "." queue [ "[" sum "]" ] [ "from" end ] ) "limit" n [ "pages" | "bytes" ] [ "best" "by" expression ] ;</c></summary>
    private static readonly Parser<Walk> Over =
        from over in Slips.Preposition("over", "in", "for", "on", "of", "through", "across", "to", "from")
        from tiers in Names("a tier")
        from queue in QueueWalk!.Optional()
        from limit in Keyword("limit").Then(_ => Expression).Optional()
        from unit in Keyword("pages").Or(Keyword("bytes")).Optional()
        from best in Best.Optional()
        select new Walk(
            tiers, limit.GetOrDefault(), unit.GetOrDefault(),
            best.GetOrDefault(), queue.GetOrDefault());

    private static readonly Parser<ExpressionSyntax> Best =
        from best in Keyword("best")
        from preposition in Need("by", " after `best`")
        from score in Expression
        select score;

    /// <summary><c>"while" expression [ "until" expression ] ;</c></summary>
    private static readonly Parser<LatchSyntax> Latch =
        from head in Decide(at => at.Is("when") ? HandlerSlips.WhenForWhile : Head("while"))
        from condition in Expression
        from until in Keyword("until").Then(_ => Expression).Optional()
        from end in EndHere
        select new LatchSyntax(head.To(end), condition, until.GetOrDefault());

    public static readonly Members Handlers = new Members("a handler")
        .OnLine(LineHeads.OfHandlers)
        .Shape(HandlerSlips.IsPolicyMember, HandlerSlips.PolicyMember)
        .Shape(HandlerSlips.IsFunction, HandlerSlips.Function)
        .Shape(HandlerSlips.IsOnTime, HandlerSlips.OnTime)
        .Head("on", On)
        .Head("every", Every)
        .Head("after", After)
        .Hint(HelpForHandler);

    public static readonly HashSet<string> Events = new(
        ["access", "fault", "hint_fault", "write_fault", "pin", "unpin", "hint", "arrive", "failure", "offline"], StringComparer.Ordinal);

    private static string? HelpForHandler(TokenInput at) =>
        Events.Contains(at.Word) ? $"write `on {at.Word} {{ … }}`"
        : Events.Contains(at.Next.Word) && at.Next.Kind == TokenKind.Word ? $"write `on {at.Next.Word} {{ … }}`"
        : at.Next.Kind == TokenKind.Colon || RuleGrammar.IsGuard(at) ? "a rule stands in a handler: `on access { … }`, or `every 10ms over TIERS limit 4096 { … }`"
        : null;

    private static Parser<SyntaxNode> RestOfHandler(Mark head, TriggerSyntax trigger) =>
        from latch in Latch.Optional()
        from late in Decide(at => at.Is("limit") && trigger is EverySyntax { Limit: null, Over.Count: > 0 } ? HandlerSlips.Limit($"the limit stands before the condition: `limit {at.Next.Word} while …`") : Parse.Return(NoLimit))
        from stray in Decide(at => IsStray(at) ? SkipToBlock : Parse.Return(0))
        from body in Block(() => StatementGrammar.StatementsAndRules)
        select new HandlerSyntax(head.To(body.End), late.Limit is { } limit && trigger is EverySyntax every ? every with { Limit = limit, LimitUnit = late.Unit } : trigger, body.Items) { Latch = latch.GetOrDefault() };

    /// <summary>Words before the block that belong to something else: <c>limit 64 pages budget up {</c></summary>
    private static bool IsStray(TokenInput at) => at.Kind == TokenKind.Word && !at.BeginsLine && at.Seek(TokenKind.OpenBrace) != null;

    private static readonly Parser<int> SkipToBlock = input =>
    {
        var at = input.At();
        var isBudget = at.Word is "budget" or "within" && at.Next.Kind is TokenKind.Word or TokenKind.Number;
        at.ReportMissing("`{`", help: isBudget ? $"a budget stands behind an outcome: `=> TIER within {(at.Next.Kind == TokenKind.Word ? at.Next.Word : "20MB per 1s")}`" : null);
        return Success(0, at.Seek(TokenKind.OpenBrace)!);
    };

    private sealed record Walk(
        EquatableArray<NameSyntax> Tiers, ExpressionSyntax? Limit, NameSyntax? Unit, ExpressionSyntax? BestBy, QueueWalkSyntax? Queue);
}
