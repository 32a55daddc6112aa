using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Policies and their small members; the sections have grammars of their own.</summary>
internal static class PolicyGrammar
{
    /// <summary><c>"policy" name "for" hierarchy "{" { policy-member } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> Policy =
        from head in Head("policy")
        from name in Name("the name of the policy")
        from @for in Need("for", " and a hierarchy")
        from hierarchy in Name("the name of a hierarchy")
        from body in Block(() => PolicyMembers!)
        select new PolicySyntax(head.To(body.End), head.Doc, name, hierarchy, body.Items);

    /// <summary><c>"param" name ":" type "=" sum [ "in" set ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Param =
        from head in Head("param")
        from name in Name("the name of the parameter")
        from colon in Need(TokenKind.Colon, " and the type of the parameter")
        from type in Name("the type of the parameter")
        from assign in Need(TokenKind.Assign, " and the default value")
        from value in Sum
        from set in Keyword("in").Then(_ => Set).Optional()
        from end in End("the parameter")
        select new ParamSyntax(head.To(end), head.Doc, name, type, value, set.GetOrDefault());

    /// <summary><c>"budget" name "=" expression "per" expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Budget =
        from head in Head("budget")
        from name in Name("the name of the budget")
        from assign in Need(TokenKind.Assign)
        from amount in Expression
        from per in Need("per", " and a time", "write `AMOUNT per TIME`: `20MB per 1s`", "every")
        from period in Expression
        from end in End("the budget")
        select new BudgetSyntax(head.To(end), head.Doc, name, IsPace(amount, period) ? new ErrorExpressionSyntax(amount.Span) : amount, period);

    /// <summary><c>20MB/s</c> alone: what is wrong with it is that no window is given.</summary>
    private static bool IsPace(ExpressionSyntax amount, ExpressionSyntax period) =>
        amount is NumberSyntax number && number.Suffix.EndsWith("/s", StringComparison.Ordinal) && period is ErrorExpressionSyntax;

    /// <summary><c>"let" name "=" expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Let =
        from head in Head("let")
        from name in Name("a name")
        from assign in Need(TokenKind.Assign)
        from value in Expression
        from end in End("the expression")
        select new LetSyntax(head.To(end), head.Doc, name, value);

    /// <summary><c>"never" expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Never =
        from head in Head("never")
        from condition in Expression
        from end in End("the contract")
        select new NeverSyntax(head.To(end), condition);

    public static readonly Members PolicyMembers = new Members("a part of a policy")
        .Head("param", Param)
        .Head("state", StateGrammar.State)
        .Head("page", FieldGrammar.PageBlock)
        .Head("budget", Budget)
        .Head("observe", ObserverGrammar.Observe)
        .Head("let", Let)
        .Head("placement", RuleGrammar.Section("placement"))
        .Head("migration", HandlerGrammar.Migration)
        .Head("reclaim", ReclaimGrammar.Reclaim)
        .Head("pin", RuleGrammar.Section("pin").Select(s => (SyntaxNode)new PinSyntax(s.Span, s.Keyword, s.Rules)))
        .Head("never", Never);
}
