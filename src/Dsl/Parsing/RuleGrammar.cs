using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Rules, and sections that are lists of rules.</summary>
internal static class RuleGrammar
{
    /// <summary><c>label ":" ( "when" expression | "otherwise" ) "=>" outcome ";" ;</c></summary>
    public static readonly Parser<SyntaxNode> Rule = Decide(at =>
        RuleSlips.HelpForNoRule(at) is { } help ? RuleSlips.Skip(help) : WholeRule!);

    private static readonly Parser<SyntaxNode> WholeRule =
        from start in Here
        from label in Decide(at => IsGuard(at) && at.Next.Kind != TokenKind.Colon ? NoLabel! : at.Kind == TokenKind.Word ? AnyHead.Select(label => label.Keyword) : Name("the label of the rule"))
        from colon in Decide(at => label.Text.Length == 0 || at.Kind == TokenKind.Implies ? Tokens.Here : Need(TokenKind.Colon).Then(_ => Tokens.Here))
        from condition in Decide(at => at.Is("otherwise") ? Otherwise! : at.Kind == TokenKind.Implies ? NoGuard! : RuleSlips.IsOtherwise(at) ? RuleSlips.Otherwise : When!)
        from implies in Decide(at => Need(TokenKind.Implies, form: RuleSlips.HelpForArrow(at))).Then(_ => OutcomeGrammar.SkipUnlessOutcome)
        from outcome in OutcomeGrammar.Outcome
        from end in outcome.EndsWithBlock ? Token(TokenKind.Semicolon).Optional().Then(_ => EndHere)
            : Decide(at => RuleSlips.IsLateRefusal(at) ? RuleSlips.LateRefusal : RuleSlips.IsLateCondition(at) ? RuleSlips.SkipLateCondition : End("the outcome"))
        select (SyntaxNode)new RuleSyntax(start.To(end), start.Doc, label, condition, outcome.Node);

    private static readonly Parser<ExpressionSyntax?> When =
        from when in Decide(at => Need("when", " or `otherwise`", RuleSlips.HelpForWhen(at), "if"))
        from condition in Expression
        select condition;

    /// <summary><c>rest => ram</c></summary>
    private static readonly Parser<ExpressionSyntax?> NoGuard = input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, "write `NAME: otherwise => …`, or `NAME: when CONDITION => …`", "`:` and `when` or `otherwise`", at.Found());
        return Success<ExpressionSyntax?>(null, at);
    };

    private static readonly Parser<ExpressionSyntax?> Otherwise =
        from otherwise in Keyword("otherwise")
        select (ExpressionSyntax?)null;

    private static readonly Parser<NameSyntax> NoLabel = input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, $"a rule has a name: `NAME: {at.Word} …`", "a label and `:`", at.Found());
        // A rule that lacks its `=>` too is one mistake.
        if (at.Is("otherwise") && at.Next.Kind != TokenKind.Implies) at.State.Quiet(at.Next);
        return Success(new NameSyntax(new TextSpan(at.Span.Start, 0), ""), at);
    };

    private static readonly Members Rules = new Members("a rule") { Form = "rules stand in braces: `{ rest: otherwise => TIER; }`" }.Shape(RuleSlips.IsPrefixed, RuleSlips.Prefixed).Shape(IsRule, Rule).Clearly(ClearlyRule).Hint(RuleSlips.HelpForWord);

    /// <summary><c>keyword "{" { rule } "}" ;</c></summary>
    public static Parser<PlacementSyntax> Section(string keyword) =>
        from head in Head(keyword)
        from body in Block(Rules)
        select new PlacementSyntax(head.To(body.End), head.Keyword, body.Items);

    /// <summary>Whether a rule begins here: a label, or the guard of a rule that has none.</summary>
    public static bool IsRule(TokenInput at) =>
        at.Next.Kind is TokenKind.Colon or TokenKind.Implies || (IsGuard(at.Next) && !at.Next.Next.Is("for")) || (IsGuard(at) && at.Next.Kind != TokenKind.Assign);

    /// <summary>A label with its guard.</summary>
    public static bool ClearlyRule(TokenInput at) => at.Next.Kind == TokenKind.Colon && IsGuard(at.Next.Next);

    public static bool IsGuard(TokenInput at) => at.Is("when") || at.Is("otherwise");
}
