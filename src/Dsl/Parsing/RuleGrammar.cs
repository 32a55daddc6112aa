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
    public static readonly Parser<SyntaxNode> Rule =
        from start in Here
        from label in Decide(at => IsGuard(at) && at.Next.Kind != TokenKind.Colon ? NoLabel! : Name("the label of the rule"))
        from colon in Decide(at => label.Text.Length > 0 ? Need(TokenKind.Colon) : Parse.Return(at.Span))
        from condition in Decide(at => at.Is("otherwise") ? Otherwise! : When!)
        from implies in Need(TokenKind.Implies).Then(_ => OutcomeGrammar.SkipUnlessOutcome)
        from outcome in OutcomeGrammar.Outcome
        from end in outcome.EndsWithBlock ? Token(TokenKind.Semicolon).Optional().Then(_ => EndHere) : End("the outcome")
        select (SyntaxNode)new RuleSyntax(start.To(end), start.Doc, label, condition, outcome.Node);

    private static readonly Parser<ExpressionSyntax?> When =
        from when in Decide(at => Need(
            "when", " or `otherwise`", at.Is("if") ? "did you mean `when`?" : at.Is("else") ? "did you mean `otherwise`?" : null, "if"))
        from condition in Expression
        select condition;

    private static readonly Parser<ExpressionSyntax?> Otherwise =
        from otherwise in Keyword("otherwise")
        select (ExpressionSyntax?)null;

    private static readonly Parser<NameSyntax> NoLabel = input =>
    {
        var at = input.At();
        at.ReportMissing("a label", $" and `:` before `{at.Word}`");
        return Success(new NameSyntax(new TextSpan(at.Span.Start, 0), ""), at);
    };

    private static readonly Members Rules = new Members("a rule").Shape(IsRule, Rule).Clearly(ClearlyRule);

    /// <summary><c>keyword "{" { rule } "}" ;</c></summary>
    public static Parser<PlacementSyntax> Section(string keyword) =>
        from head in Head(keyword)
        from body in Block(Rules)
        select new PlacementSyntax(head.To(body.End), head.Keyword, body.Items);

    /// <summary>Whether a rule begins here: a label, or the guard of a rule that has none.</summary>
    public static bool IsRule(TokenInput at) =>
        at.Next.Kind == TokenKind.Colon || IsGuard(at.Next) || (IsGuard(at) && at.Next.Kind != TokenKind.Assign);

    /// <summary>A label with its guard.</summary>
    public static bool ClearlyRule(TokenInput at) => at.Next.Kind == TokenKind.Colon && IsGuard(at.Next.Next);

    private static bool IsGuard(TokenInput at) => at.Is("when") || at.Is("otherwise");
}
