using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
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
    private static readonly string[] Choices = ["nearest", "roomiest", "interleave"];

    private sealed record TargetList(EquatableArray<NameSyntax> Names, NameSyntax? Choice, EquatableArray<ShareSyntax> Shares);

    private sealed record RefusalClause(RefusalSyntax OnRefusal, NameSyntax? Exchange, ExpressionSyntax? Condition);

    private sealed record ThenClause(NameSyntax Word, EquatableArray<SyntaxNode> Accepted, EquatableArray<SyntaxNode> Refused);

    /// <summary><c>targets [ "within" budget ] [ "or" … ] [ "keep" "shadow" ] [ "then" block [ "else" block ] ] ;</c></summary>
    public static readonly Parser<Outcome> Outcome =
        from start in Here
        from targets in Decide(at => IsSpecial(at) ? SpecialTargets! : SeemsSpecial(at) ? MistakenTargets! : PlainTargets!)
        from within in Within.Optional()
        from refusal in Refusal.Optional()
        from shadow in Shadow.Optional()
        from late in Decide(at => at.Is("within") && within.IsEmpty && !(refusal.IsEmpty && shadow.IsEmpty)
            ? OutcomeSlips.LateWithin(refusal.IsEmpty ? "keep" : "or") : Parse.Return<WithinSyntax?>(null))
        from then in Then.Optional()
        from end in EndHere
        select new Outcome(
            new OutcomeSyntax(start.To(end), targets.Names, within.GetOrDefault() ?? late, refusal.GetOrDefault()?.OnRefusal ?? RefusalSyntax.None)
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
        from bracket in Decide(at => at.Kind == TokenKind.OpenBracket && at.Next.Kind == TokenKind.Word ? StrayBracket! : Here)
        from first in Decide(at => OutcomeSlips.IsCall(at) ? OutcomeSlips.Call : Name("a tier or another outcome"))
        from rest in Decide(at => IsSeparator(at) ? Separator! : at.Kind == TokenKind.Comma ? Never<int>() : Token(TokenKind.Comma).Select(_ => 0)).Then(_ => Name("a tier or another outcome")).Many()
        from close in Decide(at => at.Kind == TokenKind.CloseBracket ? Token(TokenKind.CloseBracket) : Parse.Return(at.Span))
        select new TargetList(new[] { first }.Concat(rest).ToEquatableArray(), null, []);

    /// <summary><c>[ram, pmem]</c></summary>
    private static readonly Parser<Mark> StrayBracket = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "the tiers of a rule stand without brackets: `=> ram, pmem`", "a tier or another outcome", at.Found());
        return Here(at.Next);
    };

    /// <summary>A comma, or what is written for one between two tiers.</summary>
    private static bool IsSeparator(TokenInput at) => at.Kind == TokenKind.Comma
        ? !RuleSlips.IsLateBudget(at)
        : at.Next.Kind == TokenKind.Word && !at.Next.BeginsLine
            && !(at.Is("then") && StatementSlips.IsBare(at.Next))
            && (at.Kind is TokenKind.Arrow or TokenKind.OrOr or TokenKind.Plus or TokenKind.Slash or TokenKind.Greater || at.Is("then") || at.Is("else") || at.Is("and"));

    private static readonly Parser<int> Separator = input =>
    {
        var at = input.At();
        if (at.Kind != TokenKind.Comma)
            at.State.Report(at, DiagnosticRules.Expected, "the tiers of a rule are tried in order and separated by `,`: `=> ram, pmem`", "`,`", at.Found());
        return Success(0, at.Next);
    };

    /// <summary><c>( "nearest" | "roomiest" | "interleave" ) name [ ":" sum ] { "," name [ ":" sum ] } ;</c></summary>
    private static readonly Parser<TargetList> SpecialTargets =
        from head in AnyHead
        from shares in SeparatedBy(Share!, TokenKind.Comma)
        select new TargetList(shares.Select(s => s.Name).ToEquatableArray(), head.Keyword, shares.ToEquatableArray());

    /// <summary>Two words in a row, the first of which chooses nothing: <c>closest ram, pmem</c>, <c>move to ram</c>.</summary>
    private static readonly Parser<TargetList> MistakenTargets = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownWord,
            Elsewhere.Choice(at.Word) ?? Suggestions.DidYouMean(at.Word, Choices),
            at.Word, "a way to choose among tiers");
        while (SeemsSpecial(at)) at = at.Next;
        return SeparatedBy(Share!, TokenKind.Comma).Select(s => new TargetList(s.Select(x => x.Name).ToEquatableArray(), null, []))(at);
    };

    private static bool SeemsSpecial(TokenInput at) => at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.Word && !at.Next.BeginsLine
        && (Elsewhere.Choice(at.Word) ?? Suggestions.Nearest(at.Word, Choices)) != null && (!at.Next.IsContinuation() || at.Next.Is("to") && Elsewhere.Choice(at.Word) != null) && !at.Next.Is("keep") && !at.Next.Is("if") && !at.Next.Is("when");

    private static readonly Parser<ShareSyntax> Share =
        from start in Here
        from name in Name("a tier or a group")
        from weight in Token(TokenKind.Colon).Then(_ => Sum).Optional()
        from end in EndHere
        select new ShareSyntax(start.To(end), name, weight.GetOrDefault());

    /// <summary><c>"within" ( name | sum "per" sum ) ;</c> behind it an <c>or</c> is the outcome's.</summary>
    public static readonly Parser<WithinSyntax> Within =
        from head in Head("within")
        from amount in Sum
        from within in Decide(at => amount is WordSyntax word && !at.Is("per")
            ? Parse.Return(new WithinSyntax(head.To(word.Span.End), new NameSyntax(word.Span, word.Text), null, null))
            : Period(head, amount))
        select within;

    private static Parser<WithinSyntax> Period(Mark head, ExpressionSyntax amount) =>
        from counted in Decide(at => Parse.Return(BudgetSlips.IsCounted(at)))
        from period in counted ? BudgetSlips.Period : Need("per", " and a time", PolicyGrammar.FormOf(amount)).Then(_ => Sum)
        select new WithinSyntax(head.To(period.Span.End), null, counted || PolicyGrammar.IsPace(amount, period) ? new ErrorExpressionSyntax(amount.Span) : amount, period);

    /// <summary><c>"or" ( "next" | "stop" | "exchange" [ "when" expression ] ) ;</c></summary>
    private static readonly Parser<RefusalClause> Refusal =
        from word in Keyword("or")
        from tier in Decide(at => OutcomeSlips.IsTier(at) ? OutcomeSlips.Tier : Here)
        from what in tier.Keyword.Text.Length > 0 ? Parse.Return(tier.Keyword with { Text = "" }) : Keyword("next").Or(Keyword("stop")).Or(Decide(at =>
            Need("exchange", " after `or`", instead: at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.Semicolon ? at.Word : "")))
        from condition in Decide(at => what.Text == "exchange" ? ExchangeCondition! : Parse.Return<ExpressionSyntax?>(null))
        select what.Text switch
        {
            "exchange" => new RefusalClause(RefusalSyntax.None, new NameSyntax(word.Span.Cover(what.Span), "or exchange"), condition),
            "" => new RefusalClause(RefusalSyntax.None, null, null),
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
        from then in Decide(at => at.Kind == TokenKind.OpenBrace && at.State.At(at.Index - 1).Kind == TokenKind.Word ? OutcomeSlips.ThenLeftOut : Keyword("then"))
        from accepted in Decide(at => StatementSlips.IsBare(at) ? StatementSlips.Bare : BlockBeforeElse(() => StatementGrammar.Statements))
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
