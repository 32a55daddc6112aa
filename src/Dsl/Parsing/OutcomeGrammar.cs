using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>The right side of a rule.</summary>
/// <param name="Unbuilt">The first part of it that is not built yet.</param>
/// <param name="EndsWithBlock">Whether it ends with <c>}</c>, after which the semicolon may be left out.</param>
internal sealed record Outcome(OutcomeSyntax Node, NameSyntax? Unbuilt, bool EndsWithBlock);

/// <summary>Outcomes: where to, within what, and what if it is refused.</summary>
internal static class OutcomeGrammar
{
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
            new OutcomeSyntax(
                start.To(end), targets.Names, within.GetOrDefault(),
                refusal.IsEmpty ? RefusalSyntax.None : refusal.Get().OnRefusal),
            targets.Unbuilt ?? (refusal.IsEmpty ? null : refusal.Get().Unbuilt)
                ?? shadow.GetOrDefault() ?? then.GetOrDefault(),
            !then.IsEmpty);

    private static readonly Parser<(EquatableArray<NameSyntax> Names, NameSyntax? Unbuilt)> PlainTargets =
        from names in Names("a tier or another outcome")
        select (names, (NameSyntax?)null);

    /// <summary><c>"nearest" group | "roomiest" group | "interleave" tier ":" n { "," tier ":" n } ;</c></summary>
    private static readonly Parser<(EquatableArray<NameSyntax> Names, NameSyntax? Unbuilt)> SpecialTargets =
        from head in AnyHead
        from names in SeparatedBy(Share!, TokenKind.Comma)
        select (names.ToEquatableArray(), (NameSyntax?)head.Keyword);

    private static readonly Parser<NameSyntax> Share =
        from name in Name("a tier or a group")
        from weight in Token(TokenKind.Colon).Then(_ => Sum).Optional()
        select name;

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
    private static readonly Parser<(RefusalSyntax OnRefusal, NameSyntax? Unbuilt)> Refusal =
        from word in Keyword("or")
        from what in Keyword("next").Or(Keyword("stop")).Or(Keyword("exchange")).Or(Need("next", " after `or`"))
        from condition in Decide(at => what.Text == "exchange" ? ExchangeCondition! : Parse.Return(at.Index))
        select what.Text switch
        {
            "exchange" => (RefusalSyntax.None, new NameSyntax(word.Span.Cover(what.Span), "or exchange")),
            "stop" => (RefusalSyntax.Stop, null),
            _ => (RefusalSyntax.Next, (NameSyntax?)null),
        };

    private static readonly Parser<int> ExchangeCondition =
        from condition in Keyword("when").Then(_ => Expression).Optional()
        from end in EndHere
        select end;

    private static readonly Parser<NameSyntax> Shadow =
        from keep in Keyword("keep")
        from shadow in Need("shadow", " after `keep`")
        select new NameSyntax(keep.Span.Cover(shadow.Span), "keep shadow");

    private static readonly Parser<NameSyntax> Then =
        from then in Keyword("then")
        from accepted in BlockBeforeElse(() => StatementGrammar.Statements)
        from refused in Keyword("else").Then(_ => Block(() => StatementGrammar.Statements)).Optional()
        select then;

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
