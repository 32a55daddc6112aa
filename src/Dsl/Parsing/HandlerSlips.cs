using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>What is written in <c>migration { … }</c> for a handler, or beside one.</summary>
internal static class HandlerSlips
{
    /// <summary><c>budget up = 20MB per 1s; on access { … }</c>: a handler behind it shows that no brace is missing.</summary>
    public static bool IsPolicyMember(TokenInput at) => at.Word is "budget" or "let" or "param" or "observe" or "never" && at.Next.Kind == TokenKind.Word
        && at.Next.Seek(TokenKind.Semicolon)?.Next is { Kind: TokenKind.Word } behind && HandlerGrammar.Handlers.Knows(behind.Word);

    public static readonly Parser<SyntaxNode> PolicyMember = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownHead, Homes.Of(at.Word), at.Word, "a handler");
        var member = PolicyGrammar.PolicyMembers.Parse(at);
        if (member.WasSuccessful) at.State.Strays.Add(member.Value);
        return Success<SyntaxNode>(new ErrorSyntax(at.Span), member.Remainder.At());
    };

    /// <summary><c>on every 20ms over ram { … }</c>, <c>on timer 20ms { … }</c></summary>
    public static bool IsOnTime(TokenInput at) => at.Is("on") && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Number;

    public static readonly Parser<SyntaxNode> OnTime = input =>
    {
        var word = input.At().Next;
        word.State.Report(word, DiagnosticRules.Expected, $"write `every {word.Next.Word} {{ … }}`, without `on`", "an event", word.Found());
        word.State.RepairedAt = word.Index;
        return HandlerGrammar.Every(word);
    };

    /// <summary><c>on access in pmem by cpu { … }</c></summary>
    public static readonly Parser<NameSyntax> LateAgent = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, $"who does it stands before `in`: `by {at.Next.Word} in TIERS`", "`{`", at.Found());
        return Success(at.Next.AsName(), at.Next.Next);
    };

    /// <summary>A limit in the wrong place, with what it counts; <paramref name="form"/> says where it stands.</summary>
    public static Parser<(ExpressionSyntax? Limit, NameSyntax? Unit)> Limit(string form) => input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, form, "`{`", at.Found());
        var limit = ExpressionGrammar.Sum(at.Next);
        var unit = limit.Remainder.At();
        var hasUnit = unit.Word is "pages" or "bytes";
        return Success(((ExpressionSyntax?)limit.Value, hasUnit ? unit.AsName() : null), hasUnit ? unit.Next : unit);
    };

    /// <summary><c>every 20ms over ram when ram.fill > 90% { … }</c>: a latch stands behind <c>while</c>.</summary>
    public static readonly Parser<Mark> WhenForWhile = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "did you mean `while`?", "`while`", at.Found());
        return AnyHead(at);
    };

    /// <summary><c>on access { on access { … } }</c>, unless a brace is missing before it.</summary>
    public static bool IsNested(TokenInput at) => at.Word is "on" or "every" or "after"
        && (at.Is("on") ? at.Next.Kind == TokenKind.Word && !RuleGrammar.IsGuard(at.Next) : at.Next.Kind == TokenKind.Number)
        && at.State.OpenBlocks.Contains(HandlerGrammar.Handlers) && at.State.Balance.IsEven(at);

    public static readonly Parser<SyntaxNode> Nested = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownHead, "handlers do not nest: each stands in `migration { … }` itself", at.Word, "a statement or a rule");
        var handler = HandlerGrammar.Handlers.Parse(at);
        var end = handler.Remainder.At();
        return Success<SyntaxNode>(new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, end.EndBefore))), end);
    };

    /// <summary><c>def on_access():</c>, <c>void on_access() {</c></summary>
    public static bool IsFunction(TokenInput at) => at.Next.Kind == TokenKind.Word && !at.Next.BeginsLine && at.Next.Next.Kind == TokenKind.OpenParen
        && at.Word is "def" or "fn" or "func" or "function" or "void" or "fun" or "sub" or "handler" or "event";

    public static readonly Parser<SyntaxNode> Function = input =>
    {
        var (at, name) = (input.At(), input.At().Next);
        var @event = name.Word.StartsWith("on", StringComparison.OrdinalIgnoreCase) ? name.Word.Substring(2).TrimStart('_') : name.Word;
        var known = HandlerGrammar.Events.Contains(@event);
        at.State.Report(at, DiagnosticRules.UnknownHead,
            known ? $"write `on {@event} {{ … }}`" : "what happens is answered by `on access { … }`, or `every 10ms over TIERS limit 4096 { … }`", at.Word, "a handler");
        var close = name.Next.SkipBalanced(TokenKind.OpenParen, TokenKind.CloseParen);
        var open = close.Kind == TokenKind.CloseParen ? close.Next : close;
        // The sign of a block was reported with its head.
        open.State.Quiet(open);
        var body = Blocks.Block(StatementGrammar.StatementsAndRules)(open);
        var span = TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, body.Value.End));
        return Success<SyntaxNode>(known
            ? new HandlerSyntax(span, new OnSyntax(TextSpan.FromBounds(at.Span.Start, name.Span.End), new NameSyntax(name.Span, @event), null, []), body.Value.Items)
            : new ErrorSyntax(span), body.Remainder.At());
    };
}
