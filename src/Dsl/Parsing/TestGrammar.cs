using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Tests: what is given, what happens, what is expected of the policy.</summary>
internal static class TestGrammar
{
    /// <summary><c>"test" string "for" policy "{" { step } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> Test =
        from head in Head("test")
        from name in Decide(at => at.Kind == TokenKind.Word && at.Next.Is("for") ? BareName! : CommonGrammar.NeedString("the name of the test in quotes"))
        from @for in Need("for", " and a policy")
        from policy in HeadName("the name of a policy")
        from body in StrayBraces.Block(() => Steps!)
        select new TestSyntax(head.To(body.End), name, policy, body.Items);

    private static readonly Parser<TextSpan> BareName = input =>
    {
        var at = input.At();
        at.ReportMissing("the name of the test in quotes", help: $"write `\"{at.Word}\"`");
        return Success(new TextSpan(at.Span.Start, 0), at.Next);
    };

    /// <summary><c>"page" name [ kind ] [ "huge" ] [ "of" tenant ] [ wish ] [ "in" tier ] ( ";" | "{" { name "=" expression ";" } "}" ) ;</c></summary>
    private static Parser<SyntaxNode> GivenPage(Mark given) =>
        from name in Name("the name of the page")
        from kind in Decide(at => at.Kind == TokenKind.Word && !at.Is("in") && at.Word is not ("huge" or "of" or "bound" or "asks" or "prefers")
            ? Name("the kind of the page") : Never<NameSyntax>()).Optional()
        from huge in Keyword("huge").Optional()
        from tenant in TenantGrammar.Of.Optional()
        from wish in WorkloadGrammar.Wish.Optional()
        from tier in Keyword("in").Then(_ => Name("a tier")).Optional()
        from body in Decide(at => StatementSlips.IsBare(at) ? StatementSlips.Bare : at.Kind == TokenKind.OpenBrace ? Block(Values!) : End("the page").Select(end => new Body([], end)))
        select new GivenPageSyntax(
            given.To(body.End), name, kind.GetOrDefault(), tenant.GetOrDefault(), wish.GetOrDefault(), tier.GetOrDefault(),
            body.Items) { Huge = huge.GetOrDefault() };

    /// <summary><c>tier "filled" sum ";" | agent "." stat "=" expression ";" | parameter-or-value "=" expression ";" ;</c></summary>
    private static Parser<SyntaxNode> GivenName(Mark given) =>
        from name in Decide(at => at.Next.Kind != TokenKind.Dot && at.BeginsNext() ? NothingGiven! : AnyHead)
        from rest in Decide(at =>
            at.Kind == TokenKind.Dot ? WorkloadGrammar.RestOfSetting(given, name)
            : at.Kind == TokenKind.Assign ? GivenParameter(given, name)
            : GivenFill(given, name))
        select rest;

    private static readonly Parser<Mark> NothingGiven =
        from start in Here
        from name in Name("`page`, a tier, an agent or a parameter")
        select start with { Keyword = name };

    private static readonly Parser<SyntaxNode> PageWithoutGiven = Decide(at =>
    {
        at.State.Report(at, DiagnosticRules.UnknownHead, $"write `given page {at.Next.Word} …`", "page", "a step of a test");
        return from start in Here from word in Keyword("page") from page in GivenPage(start) select page;
    });

    private static Parser<SyntaxNode> GivenParameter(Mark given, Mark name) =>
        from assign in Need(TokenKind.Assign)
        from value in Expression
        from end in End("the value")
        select new GivenParameterSyntax(given.To(end), name.Keyword, value);

    private static Parser<SyntaxNode> GivenFill(Mark given, Mark name) =>
        from filled in Decide(at => Need("filled", $" after `{name.Keyword.Text}`", at.Kind == TokenKind.Number ? $"write `given {name.Keyword.Text} filled {at.Word}`" : null, "full", "at", "fill"))
        from amount in Sum
        from stray in Decide(at => at.Word is "full" or "filled" or "used" && at.Next.Kind == TokenKind.Semicolon ? AnyHead : Here)
        from end in End("what is given")
        select new GivenFillSyntax(given.To(end), name.Keyword, amount);

    private static readonly Parser<SyntaxNode> Given =
        from head in Head("given")
        from step in Decide(at => at.Is("page") && at.Next.Kind == TokenKind.Word ? Keyword("page").Then(_ => GivenPage(head))
            : TestSlips.IsPage(at) ? TestSlips.PageLeftOut.Then(_ => GivenPage(head)) : GivenName(head))
        select step;

    /// <summary><c>agent ( "reads" | "writes" ) page [ sum "times" ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Access =
        from agent in AnyHead
        from verb in Name("`reads`, `writes` or `reclaims`")
        from page in Name("a page")
        from times in Decide(at => TestSlips.IsTimes(at) ? TestSlips.Times : at.Kind is TokenKind.Number or TokenKind.OpenParen ? Repeats! : Never<ExpressionSyntax>()).Optional()
        from end in End("the access")
        select new TestAccessSyntax(agent.To(end), agent.Keyword, verb, page, times.GetOrDefault());

    private static readonly Parser<ExpressionSyntax> Repeats =
        from count in Sum
        from times in Need("times", form: count is NumberSyntax number ? $"write `{number.Digits} times`" : null)
        select count;

    /// <summary><c>"after" sum ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> After =
        from head in Head("after")
        from time in Sum
        from end in End("the time")
        select new AfterSyntax(head.To(end), time);

    /// <summary><c>"run" workload ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Run =
        from head in Head("run")
        from workload in Name("a workload")
        from end in End("the workload")
        select new RunSyntax(head.To(end), workload);

    /// <summary><c>"expect" expression [ "by" [ section "." ] label ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Expect =
        from head in Head("expect")
        from condition in Expression
        from first in Keyword("by").Then(_ => Name("the label of a rule")).Optional()
        from second in Decide(at => !first.IsEmpty && at.Kind == TokenKind.Dot
            ? Token(TokenKind.Dot).Then(_ => Name("the label of a rule")) : Never<NameSyntax>()).Optional()
        from end in End("the expectation")
        select new ExpectSyntax(
            head.To(end), condition, second.IsEmpty ? null : first.Get(), second.IsEmpty ? first.GetOrDefault() : second.Get());

    private static readonly Members Values = new Members("a value of the page")
        .Clearly(at => at.Next.Kind == TokenKind.Assign)
        .Otherwise(
            from name in AnyHead
            from assign in Need(TokenKind.Assign)
            from value in Expression
            from end in End("the value")
            select (SyntaxNode)new AssignSyntax(name.To(end), name.Keyword, AssignmentOperator.Set, assign, value));

    public static readonly Members Steps = new Members("a step of a test") { Declares = LostNames.Pages }
        .OnLine(LineHeads.OfTest)
        .Clearly(LineHeads.OfAct)
        .Shape(at => at.Next.Kind == TokenKind.Dot, WorkloadGrammar.Setting)
        .Shape(at => HappeningGrammar.IsActor(at) && at.Next.Is("reclaims"), WorkloadGrammar.Request)
        .Shape(HappeningGrammar.IsNobody, HappeningGrammar.Nobody)
        .Shape(HappeningGrammar.Begins, HappeningGrammar.Happening)
        .Shape(HappeningGrammar.SeemsToBegin, HappeningGrammar.Misspelt)
        .Shape(at => HappeningGrammar.IsActor(at) && at.Next.Word is "reads" or "writes", Access)
        .Shape(HappeningGrammar.SeemsToAccess, HappeningGrammar.WithMisspeltVerb(Access))
        .Shape(at => at.Is("page") && at.Next.Kind == TokenKind.Word, PageWithoutGiven)
        .Instead(at => at.Word is "assert" or "check" or "verify" or "require" or "assertTrue" && at.Next.Kind != TokenKind.Semicolon, "expect", "did you mean `expect`?")
        .Head("given", Given)
        .Head("after", After)
        .Head("run", Run)
        .Head("expect", Expect);
}
