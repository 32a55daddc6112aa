using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>The right side of a rule.</summary>
/// <param name="EndsWithBlock">Whether it ends with <c>}</c>, after which the semicolon may be left out.</param>
internal sealed record Outcome(OutcomeSyntax Node, bool EndsWithBlock);

/// <summary>Outcomes: where to, within what, and what if it is refused.</summary>
internal static class OutcomeGrammar
{
    private sealed record TargetList(EquatableArray<NameSyntax> Names, NameSyntax? Choice, EquatableArray<ShareSyntax> Shares);

    private sealed record RefusalClause(RefusalSyntax OnRefusal, NameSyntax? Exchange, ExpressionSyntax? Condition);

    private sealed record ThenClause(NameSyntax Word, EquatableArray<SyntaxNode> Accepted, EquatableArray<SyntaxNode> Refused);

    /// <summary><c>targets [ "within" budget ] [ "or" … ] [ "keep" "shadow" ] [ "then" block [ "else" block ] ] ;</c></summary>
    public static readonly Parser<Outcome> Outcome =
        from start in Here
        from targets in Decide(at => IsSpecial(at) ? SpecialTargets! : PlainTargets!)
        from within in Within.Optional()
        from refusal in Refusal.Optional()
        from shadow in Shadow.Optional()
        from then in Then.Optional()
        from end in EndHere
        select new Outcome(
            new OutcomeSyntax(start.To(end), targets.Names, within.GetOrDefault(), refusal.GetOrDefault()?.OnRefusal ?? RefusalSyntax.None)
            {
                Extras = Extras(start.To(end), targets, refusal.GetOrDefault(), shadow.GetOrDefault(), then.GetOrDefault()),
            },
            !then.IsEmpty);

    private static OutcomeExtrasSyntax? Extras(
        TextSpan span, TargetList targets, RefusalClause? refusal, NameSyntax? shadow, ThenClause? then) =>
        (targets.Choice ?? refusal?.Exchange ?? shadow ?? then?.Word) is null
            ? null
            : new OutcomeExtrasSyntax(span)
            {
                Choice = targets.Choice,
                Shares = targets.Shares,
                Exchange = refusal?.Exchange,
                ExchangeWhen = refusal?.Condition,
                Shadow = shadow,
                Then = then?.Word,
                Accepted = then?.Accepted ?? [],
                Refused = then?.Refused ?? [],
            };

    private static readonly Parser<TargetList> PlainTargets =
        from names in Names("a tier or another outcome")
        select new TargetList(names, null, []);

    /// <summary><c>( "nearest" | "roomiest" | "interleave" ) name [ ":" sum ] { "," name [ ":" sum ] } ;</c></summary>
    private static readonly Parser<TargetList> SpecialTargets =
        from head in AnyHead
        from shares in SeparatedBy(Share!, TokenKind.Comma)
        select new TargetList(shares.Select(s => s.Name).ToEquatableArray(), head.Keyword, shares.ToEquatableArray());

    private static readonly Parser<ShareSyntax> Share =
        from start in Here
        from name in Name("a tier or a group")
        from weight in Token(TokenKind.Colon).Then(_ => Sum).Optional()
        from end in EndHere
        select new ShareSyntax(start.To(end), name, weight.GetOrDefault());

    /// <summary><c>"within" ( name | sum "per" sum ) ;</c> behind it an <c>or</c> is the outcome's.</summary>
    private static readonly Parser<WithinSyntax> Within =
        from head in Head("within")
        from amount in Sum
        from within in Decide(at => amount is WordSyntax word && !at.Is("per")
            ? Parse.Return(new WithinSyntax(head.To(word.Span.End), new NameSyntax(word.Span, word.Text), null, null))
            : Period(head, amount))
        select within;

    private static Parser<WithinSyntax> Period(Mark head, ExpressionSyntax amount) =>
        from per in Need("per", " and a time")
        from period in Sum
        select new WithinSyntax(head.To(period.Span.End), null, amount, period);

    /// <summary><c>"or" ( "next" | "stop" | "exchange" [ "when" expression ] ) ;</c></summary>
    private static readonly Parser<RefusalClause> Refusal =
        from word in Keyword("or")
        from what in Keyword("next").Or(Keyword("stop")).Or(Decide(at =>
            Need("exchange", " after `or`", instead: at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.Semicolon ? at.Word : "")))
        from condition in Decide(at => what.Text == "exchange" ? ExchangeCondition! : Parse.Return<ExpressionSyntax?>(null))
        select what.Text switch
        {
            "exchange" => new RefusalClause(RefusalSyntax.None, new NameSyntax(word.Span.Cover(what.Span), "or exchange"), condition),
            "stop" => new RefusalClause(RefusalSyntax.Stop, null, null),
            _ => new RefusalClause(RefusalSyntax.Next, null, null),
        };

    private static readonly Parser<ExpressionSyntax?> ExchangeCondition =
        from condition in Keyword("when").Then(_ => Expression).Optional()
        select condition.GetOrDefault();

    private static readonly Parser<NameSyntax> Shadow =
        from keep in Keyword("keep")
        from shadow in Need("shadow", " after `keep`")
        select new NameSyntax(keep.Span.Cover(shadow.Span), "keep shadow");

    private static readonly Parser<ThenClause> Then =
        from then in Keyword("then")
        from accepted in BlockBeforeElse(() => StatementGrammar.Statements)
        from refused in Keyword("else").Then(_ => Block(() => StatementGrammar.Statements)).Optional()
        select new ThenClause(then, accepted.Items, refused.IsEmpty ? [] : refused.Get().Items);

    /// <summary>Behind a missing <c>=></c>: what cannot be an outcome is skipped, quietly, to the end of the rule.</summary>
    public static readonly Parser<int> SkipUnlessOutcome = input =>
    {
        var at = input.At();
        var end = at.EndBefore;
        var follows = at.State.At(Math.Max(0, at.Index - 1)).Kind is TokenKind.Implies or TokenKind.Arrow or TokenKind.Colon;
        if (follows || at.Kind != TokenKind.Word || at.EndsItem()) return Success(end, at);
        if (at.Next.Kind is TokenKind.Semicolon or TokenKind.Comma || at.Next.IsContinuation()) return Success(end, at);
        var semicolon = at.Seek(TokenKind.Semicolon);
        if (semicolon == null) return Success(end, at);
        semicolon.State.Quiet(semicolon);
        return Success(end, semicolon);
    };

    /// <summary>A word that chooses among tiers, and is not the name of one.</summary>
    private static bool IsSpecial(TokenInput at) =>
        (at.Is("nearest") || at.Is("roomiest") || at.Is("interleave"))
        && at.Next.Kind == TokenKind.Word && !at.Next.Is("within") && !at.Next.Is("or") && !at.Next.Is("keep")
        && !at.Next.Is("then");
}
