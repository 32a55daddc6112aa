using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Statements of handlers and hooks.</summary>
internal static class StatementGrammar
{
    /// <summary><c>name ( "=" | "+=" | "-=" | "*=" | "/=" ) expression ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Assign =
        from target in AnyHead
        from sign in AnyToken
        from value in Expression
        from whole in Decide(at => Parse.Return(at.State.IsCut(at) ? new ErrorExpressionSyntax(value.Span) : value))
        from end in End("the assignment")
        select new AssignSyntax(target.To(end), target.Keyword, Assignment(sign.Kind)!.Value, sign.Span, whole);

    /// <summary><c>"if" "(" expression ")" block [ "else" ( block | if ) ] ;</c></summary>
    private static readonly Parser<SyntaxNode> If =
        from head in Head("if")
        from condition in InParentheses
        from rule in Decide(at => at.Kind == TokenKind.Implies ? RuleInIf! : Here)
        from then in Decide(at => StatementSlips.IsBare(at) ? StatementSlips.Bare : BlockBeforeElse(() => Statements!))
        from otherwise in Decide(at => BeginsElse(at) ? Else! : Parse.Return(NoElse))
        from end in EndHere
        select new IfSyntax(head.To(end), condition, then.Items, otherwise);

    private static readonly Parser<Mark> RuleInIf = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "what moves a page is a rule: `NAME: when CONDITION => TIER;`", "`{`", at.Found());
        return Here(at);
    };

    private static readonly EquatableArray<SyntaxNode> NoElse = [];

    private static readonly Parser<EquatableArray<SyntaxNode>> Else =
        from word in Need("else")
        from otherwise in Decide(at => at.Is("if") ? ElseIf!
            : (StatementSlips.IsBare(at) ? StatementSlips.Bare : Block(() => Statements!)).Select(body => body.Items))
        select otherwise;

    /// <summary>A chain of <c>else if</c> nests in the tree, so it counts as nesting here.</summary>
    private static readonly Parser<EquatableArray<SyntaxNode>> ElseIf = Nesting.Nested(
        If.Select(nested => new EquatableArray<SyntaxNode>(nested)),
        at => new EquatableArray<SyntaxNode>(new ErrorSyntax(at.Span)),
        SkipIf);

    private static TokenInput SkipIf(TokenInput at)
    {
        at = at.SkipConstruct();
        while (at.IsElse()) at = at.SkipConstruct();
        return at;
    }

    /// <summary>The word itself, or a misspelt one that leads to a block as it does.</summary>
    private static bool BeginsElse(TokenInput at) => at.Is("else")
        || (at.Kind == TokenKind.Word && at.Next.Kind == TokenKind.OpenBrace
            && Suggestions.Nearest(at.Word, ["else"]) != null);

    /// <summary><c>"scan" queue "from" place [ "towards" end ] [ "at" "most" sum ] block ;</c></summary>
    private static readonly Parser<SyntaxNode> Scan =
        from head in Head("scan")
        from queue in Name("a queue")
        from index in Decide(at =>
            at.Kind == TokenKind.OpenBracket ? Bracketed : Parse.Return<ExpressionSyntax?>(null))
        from word in Need("from", " and `front`, `back` or a hand")
        from place in Name("`front`, `back` or a hand")
        from towards in Keyword("towards").Then(_ => Name("`front` or `back`")).Optional()
        from most in Keyword("at").Then(_ => Need("most", " after `at`")).Then(_ => Sum).Optional()
        from body in Block(() => Statements!)
        select new ScanSyntax(head.To(body.End), queue, place, towards.GetOrDefault(), most.GetOrDefault(), body.Items)
        {
            Index = index,
        };

    /// <summary><c>"for" name "in" sum ".." sum block ;</c></summary>
    private static readonly Parser<SyntaxNode> For =
        from head in Head("for")
        from name in Name("the name of the counter")
        from word in Need("in", " and the range")
        from bounds in Bounds
        from body in Block(() => Statements!)
        select new ForSyntax(head.To(body.End), name, bounds, body.Items);

    /// <summary><c>name "(" … ")" ";" | name "." name "(" … ")" ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Call =
        from head in Here
        from call in Decide(at => NameGrammar.Named(at.Next.Kind))
        from statement in call is CallSyntax known ? RestOfCall(head, known) : RestOfTarget(head, call)
        select statement;

    private static Parser<SyntaxNode> RestOfCall(Mark head, CallSyntax call) =>
        from end in End("the call")
        select new CallStatementSyntax(head.To(end), call);

    /// <summary>An assignment to <c>x[i]</c> or <c>a.b</c>.</summary>
    private static Parser<SyntaxNode> RestOfTarget(Mark head, ExpressionSyntax target) => Decide(at =>
        Assignment(at.Kind) != null ? AssignTo(head, target) : CallExpected(head, target));

    private static Parser<SyntaxNode> AssignTo(Mark head, ExpressionSyntax target) =>
        from sign in AnyToken
        from value in Expression
        from end in End("the assignment")
        select new AssignSyntax(
            head.To(end), new NameSyntax(target.Span, NameOf(target)), Assignment(sign.Kind)!.Value, sign.Span, value)
        {
            Place = target,
        };

    private static string NameOf(ExpressionSyntax target) => target switch
    {
        MemberSyntax member => $"{member.Target}.{member.Member}",
        ElementSyntax { Owner: null } element => element.Name.Text,
        ElementSyntax element => $"{element.Owner}.{element.Name}",
        _ => "",
    };

    private static Parser<SyntaxNode> CallExpected(Mark head, ExpressionSyntax target) => input =>
    {
        var at = input.At();
        at.State.CouldBe(at, "`=`");
        at.ReportMissing(target is ElementSyntax ? "`=`" : "`(`");
        var end = End("the statement")(at);
        return Success((SyntaxNode)new ErrorSyntax(head.To(end.Value)), end.Remainder.At());
    };

    /// <summary>A block whose head is no statement: its head is reported, its inside is still read.</summary>
    private static readonly Parser<SyntaxNode> StrayBlock =
        from head in AnyHead
        from body in Block(() => Statements!)
        select new ErrorSyntax(head.To(body.End));

    private static Parser<SyntaxNode> ReportStrayBlock(TokenInput at)
    {
        var help = at.Is("else") ? "an `else` stands behind the `}` of its `if`" : null;
        at.State.Report(at, DiagnosticRules.UnknownHead, help, at.Word, "a statement");
        return StrayBlock;
    }

    /// <summary><c>"advance" epoch ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Advance =
        from head in Head("advance")
        from epoch in Name("an epoch")
        from end in End("the statement")
        select new AdvanceSyntax(head.To(end), epoch);

    /// <summary><c>"suspend" label "for" sum ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Suspend =
        from head in Head("suspend")
        from label in Name("the label of a rule")
        from word in Need("for", " and a time")
        from time in Sum
        from end in End("the statement")
        select new SuspendSyntax(head.To(end), label, time);

    /// <summary><c>word ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Word = Decide(at => at.Next.BeginsNext() ? StatementSlips.LoneWord : WholeWord!);

    private static readonly Parser<SyntaxNode> WholeWord =
        from head in AnyHead
        from end in End($"`{head.Keyword.Text}`")
        select new WordStatementSyntax(head.To(end), head.Keyword);

    /// <summary><c>heat++;</c>, which is no statement: reported once, with what it is written as.</summary>
    private static readonly Parser<SyntaxNode> Step = input =>
    {
        var at = input.At();
        var sign = at.Next.Kind == TokenKind.Plus ? "+=" : "-=";
        at.Next.ReportMissing($"`{sign}`", help: $"write `{at.Word} {sign} 1;`");
        var end = End("the statement")(at.Next.Next.Next);
        return Success((SyntaxNode)new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, end.Value)), end.Remainder.At());
    };

    private static bool IsStep(TokenInput at) =>
        at.Next.Kind is TokenKind.Plus or TokenKind.Minus && at.Next.Next.Kind == at.Next.Kind;

    public static readonly Members Statements = Common("a statement");

    public static readonly Members StatementsAndRules =
        Common("a statement or a rule").Shape(RuleSlips.IsPrefixed, RuleSlips.Prefixed).Shape(RuleGrammar.IsRule, RuleGrammar.Rule).Clearly(RuleGrammar.ClearlyRule);

    /// <summary>Two words in a row are no statement: <c>move ram;</c></summary>
    private static bool IsCommand(TokenInput at) => at.Next.Kind is TokenKind.Word or TokenKind.Number or TokenKind.String && !at.Next.BeginsLine
        && at.Next.Next.Kind is TokenKind.Semicolon or TokenKind.Comma or TokenKind.Word;

    private static Members Common(string what) => new Members(what)
        .OnLine(LineHeads.OfStatements)
        .Hint(at => !IsCommand(at) ? null : Elsewhere.Choice(at.Word) is not null
            ? "what moves a page is a rule: `NAME: when CONDITION => TIER;`" : Elsewhere.Head(at.Word))
        .Shape(HandlerSlips.IsNested, HandlerSlips.Nested)
        .Shape(IsStep, Step)
        .Shape(StatementSlips.IsValue, StatementSlips.Value)
        .Shape(StatementSlips.IsReturn, StatementSlips.Return)
        .Shape(StatementSlips.IsLocal, StatementSlips.Local)
        .Shape(StatementSlips.IsLoop, StatementSlips.Loop)
        .Shape(LoopSlips.IsOfC, LoopSlips.OfC)
        .Shape(at => Assignment(at.Next.Kind) != null, Assign)
        .Shape(at => at.Next.Kind is TokenKind.Dot or TokenKind.OpenBracket, Call)
        .Head("if", If)
        .Head("scan", Scan)
        .Head("advance", Advance)
        .Head("suspend", Suspend)
        .Head("for", For)
        .Clearly(at => Assignment(at.Next.Kind) != null || at.Next.Kind is TokenKind.Dot or TokenKind.OpenBracket or TokenKind.Semicolon)
        .Otherwise(Decide(at => at.Next.Kind switch
        {
            TokenKind.OpenParen => Call,
            TokenKind.OpenBrace => ReportStrayBlock(at),
            _ => Word,
        }));

    private static readonly Parser<Token> AnyToken = input => Success(input.At().Token, input.At().Next);

    private static AssignmentOperator? Assignment(TokenKind kind) => kind switch
    {
        TokenKind.Assign => AssignmentOperator.Set,
        TokenKind.PlusAssign => AssignmentOperator.Add,
        TokenKind.MinusAssign => AssignmentOperator.Subtract,
        TokenKind.StarAssign => AssignmentOperator.Multiply,
        TokenKind.SlashAssign => AssignmentOperator.Divide,
        _ => null,
    };
}
