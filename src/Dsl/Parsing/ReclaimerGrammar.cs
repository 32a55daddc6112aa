using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Blocks;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.ExpressionGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Eviction algorithms: parameters, structures and hooks.</summary>
internal static class ReclaimerGrammar
{
    /// <summary><c>"reclaimer" name [ "(" parameter { "," parameter } ")" ] "{" { reclaimer-member } "}" ;</c></summary>
    public static readonly Parser<SyntaxNode> Reclaimer =
        from head in Head("reclaimer")
        from name in HeadName("the name of the reclaimer")
        from parameters in Decide(at => at.Kind == TokenKind.OpenParen ? Parameters! : Parse.Return(NoParameters))
        from body in StrayBraces.Block(() => ReclaimerMembers!)
        select new ReclaimerSyntax(head.To(body.End), head.Doc, name, parameters, body.Items);

    private static readonly EquatableArray<ParameterSyntax> NoParameters = [];

    private static readonly Parser<EquatableArray<ParameterSyntax>> Parameters =
        from open in Token(TokenKind.OpenParen)
        from parameters in Decide(at => at.Kind == TokenKind.CloseParen
            ? Parse.Return(Enumerable.Empty<ParameterSyntax>())
            : SeparatedBy(Parameter!, TokenKind.Comma))
        from close in Need(TokenKind.CloseParen)
        select parameters.ToEquatableArray();

    /// <summary><c>name ":" type [ "=" sum ] [ "in" sum ".." sum ] ;</c></summary>
    private static readonly Parser<ParameterSyntax> Parameter =
        from name in Name("the name of a parameter")
        from colon in Need(TokenKind.Colon, " and the type of the parameter")
        from type in Name("the type of the parameter")
        from value in Token(TokenKind.Assign).Then(_ => Sum).Optional()
        from range in Keyword("in").Then(_ => Bounds).Optional()
        from end in EndHere
        select new ParameterSyntax(
            new TextSpan(name.Span.Start, Math.Max(0, end - name.Span.Start)), name, type, value.GetOrDefault())
        {
            Range = range.GetOrDefault(),
        };

    /// <summary><c>"queue" name [ "[" expression "]" ] ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Queue =
        from head in Head("queue")
        from name in Name("the name of the queue")
        from length in Decide(at =>
            at.Kind == TokenKind.OpenBracket ? Bracketed : Parse.Return<ExpressionSyntax?>(null))
        from end in End("the queue")
        select new QueueSyntax(head.To(end), name, length);

    /// <summary><c>"buckets" name "by" field ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Buckets =
        from head in Head("buckets")
        from name in Name("the name of the buckets")
        from word in Need("by", " and a page field")
        from field in Name("a page field")
        from end in End("the buckets")
        select new BucketsSyntax(head.To(end), name, field);

    /// <summary><c>"hand" name ";" ;</c></summary>
    private static readonly Parser<SyntaxNode> Hand =
        from head in Head("hand")
        from name in Name("the name of the hand")
        from end in End("the hand")
        select new HandSyntax(head.To(end), name);

    /// <summary><c>"ghost" name "(" expression ")" ( ";" | "{" { field } "}" ) ;</c></summary>
    private static readonly Parser<SyntaxNode> Ghost =
        from head in Head("ghost")
        from name in Name("the name of the ghost")
        from capacity in InParentheses
        from body in Decide(at => at.Kind == TokenKind.OpenBrace || FieldGrammar.Fields.Begin(at)
            ? Block(FieldGrammar.Fields)
            : End("the ghost").Select(end => new Body([], end)))
        select new GhostSyntax(head.To(body.End), name, capacity, body.Items);

    /// <summary><c>hook-name "{" { statement } "}" ;</c></summary>
    private static Parser<SyntaxNode> Hook(string name) =>
        from head in Head(name)
        from body in Block(() => StatementGrammar.Statements)
        select new HookSyntax(head.To(body.End), head.Keyword, body.Items);

    /// <summary><c>"every" expression "{" { statement } "}" ;</c></summary>
    private static readonly Parser<SyntaxNode> EveryHook =
        from head in Head("every")
        from period in Expression
        from end in EndHere
        from body in Block(() => StatementGrammar.Statements)
        select new EveryHookSyntax(head.To(body.End), head.To(end), period, body.Items);

    public static readonly Members ReclaimerMembers = new Members("a part of a reclaimer") { Declares = LostNames.OfReclaimer }
        .OnLine(LineHeads.OfReclaimer)
        .Head("queue", Queue)
        .Head("hand", Hand)
        .Head("ghost", Ghost)
        .Head("buckets", Buckets)
        .Head("state", StateGrammar.State)
        .Head("page", FieldGrammar.PageBlock)
        .Head("miss", Hook("miss"))
        .Head("insert", Hook("insert"))
        .Head("access", Hook("access"))
        .Head("trim", Hook("trim"))
        .Head("victim", Hook("victim"))
        .Head("remove", Hook("remove"))
        .Head("every", EveryHook);
}
