using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
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
        from name in HeadName("the name of the policy", "for", "on", "of", "over", "using", "with", "in", "extends")
        from @for in Slips.Preposition("for", "on", "of", "over", "using", "with", "in", "extends").Or(Need("for", " and a hierarchy", "write `policy NAME for HIERARCHY { … }`"))
        from hierarchy in Decide(at => at.BeginsLine && LineHeads.IsSection(at) ? NoName("the name of a hierarchy") : HeadName("the name of a hierarchy"))
        from body in StrayBraces.Block(() => PolicyMembers!)
        from strays in PolicySlips.Strays
        select new PolicySyntax(head.To(body.End), head.Doc, name, hierarchy, body.Items.Concat(strays).ToEquatableArray());

    /// <summary><c>"param" name ":" type "=" sum [ "in" set ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Param =
        from head in Head("param")
        from typed in Decide(at => at.Next.Kind == TokenKind.Word && TypeNames.Find(at.Word) is not null ? TypeFirst! : NameAndType!)
        from early in Decide(at => at.Is("in") ? RangeFirst(typed.Name, typed.Type) : Never<SetSyntax>()).Optional()
        from assign in Need(TokenKind.Assign, " and the default value")
        from value in Sum
        from late in Keyword("in").Then(_ => Set).Optional()
        let set = early.IsEmpty ? late : early
        from end in End("the parameter")
        select new ParamSyntax(head.To(end), head.Doc, typed.Name, typed.Type, value, set.GetOrDefault());

    private static readonly Parser<(NameSyntax Name, NameSyntax Type)> NameAndType =
        from name in Name("the name of the parameter")
        from type in Decide(at => at.Kind == TokenKind.Assign ? PolicySlips.TypeLeftOut(name) : ParamType!)
        select (name, type);

    /// <summary><c>param count hot = 4</c></summary>
    private static readonly Parser<(NameSyntax Name, NameSyntax Type)> TypeFirst = input =>
    {
        var (at, name) = (input.At(), input.At().Next);
        name.State.Report(name, Diagnostics.DiagnosticRules.Expected, $"the name comes first: `param {name.Word} : {at.Word} = …`", "`:` and the type of the parameter", name.Found());
        return Success((name.AsName(), at.AsName()), name.Next);
    };

    private static readonly Parser<NameSyntax> ParamType =
        from colon in Need(TokenKind.Colon, " and the type of the parameter")
        from type in Name("the type of the parameter")
        select type;

    /// <summary><c>param hot : count in 1..60 = 4</c></summary>
    private static Parser<SetSyntax> RangeFirst(NameSyntax name, NameSyntax type) => input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, $"the range stands behind the default: `param {name} : {type} = 4 in 1..60`",
            "`=` and the default value", at.Found());
        return Set(at.Next);
    };

    /// <summary><c>"budget" name "=" expression "per" expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Budget =
        from head in Head("budget")
        from name in Name("the name of the budget")
        from type in Decide(at => PolicySlips.IsType(at) ? PolicySlips.TypeOfBudget(name) : Parse.Return(0))
        from assign in Need(TokenKind.Assign)
        from amount in Expression
        from counted in Decide(at => Parse.Return(BudgetSlips.IsCounted(at)))
        from period in counted ? BudgetSlips.Period : Need("per", " and a time", FormOf(amount), "every").Then(_ => Expression)
        from end in End("the budget")
        select new BudgetSyntax(head.To(end), head.Doc, name, counted || IsPace(amount, period) ? new ErrorExpressionSyntax(amount.Span) : amount, period);

    private const string BudgetForm = "write `AMOUNT per TIME`: `20MB per 1s`";

    /// <summary>With the author's own amount, where a rate stands for it.</summary>
    public static string FormOf(ExpressionSyntax amount) => amount is BinarySyntax { Operator: BinaryOperator.Divide, Left: NumberSyntax a, Right: NumberSyntax t }
        ? $"write `{a.Digits}{a.Suffix} per {t.Digits}{t.Suffix}`"
        : amount is NumberSyntax number && number.Suffix.EndsWith("/s", StringComparison.Ordinal)
        ? $"write `{number.Digits}{number.Suffix.Substring(0, number.Suffix.Length - 2)} per 1s`" : BudgetForm;

    /// <summary><c>20MB/s</c> alone: what is wrong with it is that no window is given.</summary>
    public static bool IsPace(ExpressionSyntax amount, ExpressionSyntax period) =>
        (amount is NumberSyntax number && number.Suffix.EndsWith("/s", StringComparison.Ordinal) || amount is BinarySyntax { Operator: BinaryOperator.Divide, Right: NumberSyntax })
        && period is ErrorExpressionSyntax;

    /// <summary><c>"let" name "=" expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Let =
        from head in Head("let")
        from name in Name("a name")
        from call in Decide(at => at.Kind == TokenKind.OpenParen ? PolicySlips.ArgumentsOfLet(name) : Parse.Return(false))
        from type in Decide(at => PolicySlips.IsType(at) ? PolicySlips.TypeOfLet(name) : Parse.Return(0))
        from assign in Need(TokenKind.Assign)
        from value in Expression
        from end in End("the expression")
        select new LetSyntax(head.To(end), head.Doc, name, call ? new ErrorExpressionSyntax(value.Span) : value);

    /// <summary><c>"never" expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Never =
        from head in Head("never")
        from label in Decide(at => at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.Colon ? NoLabel! : Here)
        from condition in Decide(at => at.Kind == TokenKind.OpenBrace ? InBraces! : Expression)
        from end in Decide(at => condition is ErrorExpressionSyntax && at.EndBefore == condition.Span.End ? EndHere : End("the contract"))
        select new NeverSyntax(head.To(end), condition);

    /// <summary><c>never LABEL: …</c></summary>
    private static readonly Parser<Mark> NoLabel = input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, "a contract has no name: `never in gpu && pinned long;`", "a condition", at.Found());
        return Here(at.Next.Next);
    };

    /// <summary><c>never { … }</c></summary>
    private static readonly Parser<ExpressionSyntax> InBraces = input =>
    {
        var at = input.At();
        at.State.Report(at, Diagnostics.DiagnosticRules.Expected, "a contract is one condition without braces: `never in gpu && pinned long;`", "a value", at.Found());
        var end = at.SkipBlock();
        return Success(new ErrorExpressionSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, end.EndBefore))), end);
    };

    public static readonly Members PolicyMembers = new Members("a part of a policy") { Declares = LostNames.Values }
        .Instead(at => at.Word is "const" or "var" or "config" or "option" or "parameter" && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Colon, "param")
        .Instead(at => at.Word is "quota" or "throttle" or "ratelimit" && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.Assign, "budget")
        .Instead(at => at.Word is "demotion" or "eviction" && at.Next.Kind == TokenKind.Word && at.Next.Next.Kind == TokenKind.OpenBrace, "reclaim", "did you mean `reclaim`?")
        .Shape(PolicySlips.IsVariable, PolicySlips.Variable)
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
