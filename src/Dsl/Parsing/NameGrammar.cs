using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Expressions that begin with a word.</summary>
internal static class NameGrammar
{
    private static readonly EquatableArray<ExpressionSyntax> NoneGiven = [];

    /// <summary><c>"pinned" [ "long" | "short" ] ;</c></summary>
    public static readonly Parser<ExpressionSyntax> Pinned =
        from start in AnyHead
        from @class in Keyword("long").Or(Keyword("short")).Optional()
        from end in EndHere
        select new PinnedSyntax(start.To(end), @class.GetOrDefault());

    /// <summary><c>word</c></summary>
    private static readonly Parser<ExpressionSyntax> Plain =
        from head in AnyHead
        select new WordSyntax(head.Keyword.Span, head.Keyword.Text);

    /// <summary><c>"(" [ expression { "," expression } ] ")" ;</c></summary>
    public static readonly Parser<EquatableArray<ExpressionSyntax>> Arguments = Nesting.Nested(
        input => input.At().Next.Kind == TokenKind.CloseParen ? NoArguments!(input) : SomeArguments!(input),
        _ => NoneGiven);

    private static readonly Parser<EquatableArray<ExpressionSyntax>> NoArguments =
        from open in Token(TokenKind.OpenParen)
        from close in Token(TokenKind.CloseParen)
        select NoneGiven;

    private static readonly Parser<EquatableArray<ExpressionSyntax>> SomeArguments =
        from open in Token(TokenKind.OpenParen)
        from arguments in SeparatedBy(ExpressionGrammar.Expression, TokenKind.Comma)
        from close in Need(TokenKind.CloseParen)
        select arguments.ToEquatableArray();

    /// <summary><c>name "(" … ")"</c></summary>
    public static readonly Parser<CallSyntax> Call =
        from head in AnyHead
        from arguments in Arguments
        from end in EndHere
        select new CallSyntax(head.To(end), null, head.Keyword, arguments);

    /// <summary><c>name "." name [ "(" … ")" | "from" name | "long" | "short" | "[" sum "]" | "." name [ "(" … ")" ] ] ;</c></summary>
    public static readonly Parser<ExpressionSyntax> Member =
        from head in AnyHead
        from dot in Token(TokenKind.Dot)
        from member in Name("a name after `.`")
        from value in Decide(at => at.Kind switch
        {
            TokenKind.OpenParen => RestOfMethod(head, member),
            TokenKind.OpenBracket => Element(head, member),
            TokenKind.Dot => RestOfPart(head, member),
            _ => RestOfMember(head, member),
        })
        select value;

    /// <summary><c>name "[" sum "]" [ "." name [ "(" … ")" ] ] ;</c></summary>
    public static readonly Parser<ExpressionSyntax> Index =
        from head in AnyHead
        from index in ExpressionGrammar.Bracketed
        from member in Decide(at => at.Kind == TokenKind.Dot ? MemberOf(head, index) : Element(head, index))
        select member;

    private static Parser<ExpressionSyntax> MemberOf(Mark head, ExpressionSyntax index) =>
        from dot in Token(TokenKind.Dot)
        from name in Name("a name after `.`")
        from arguments in Decide(at =>
            at.Kind == TokenKind.OpenParen ? Arguments.Select(a => (EquatableArray<ExpressionSyntax>?)a) : Parse.Return<EquatableArray<ExpressionSyntax>?>(null))
        from end in EndHere
        select arguments is { } given
            ? new CallSyntax(head.To(end), head.Keyword, name, given) { Index = index }
            : (ExpressionSyntax)new MemberSyntax(head.To(end), head.Keyword, name, null) { Index = index };

    private static Parser<ExpressionSyntax> Element(Mark head, ExpressionSyntax index) =>
        from end in EndHere
        select new ElementSyntax(head.To(end), null, head.Keyword, index);

    private static Parser<ExpressionSyntax> Element(Mark head, NameSyntax name) =>
        from index in ExpressionGrammar.Bracketed
        from end in EndHere
        select new ElementSyntax(head.To(end), head.Keyword, name, index);

    private static Parser<ExpressionSyntax> RestOfPart(Mark head, NameSyntax name) =>
        from dot in Token(TokenKind.Dot)
        from part in Name("a name after `.`")
        from arguments in Decide(at =>
            at.Kind == TokenKind.OpenParen ? Arguments.Select(a => (EquatableArray<ExpressionSyntax>?)a) : Parse.Return<EquatableArray<ExpressionSyntax>?>(null))
        from end in EndHere
        select arguments is { } given
            ? new CallSyntax(head.To(end), name, part, given) { Owner = head.Keyword }
            : (ExpressionSyntax)new MemberSyntax(head.To(end), head.Keyword, name, null) { Part = part };

    /// <summary>The parser for a word that is followed by a token of this kind.</summary>
    public static Parser<ExpressionSyntax> Named(TokenKind next) => next switch
    {
        TokenKind.Dot => Member,
        TokenKind.OpenParen => Call,
        TokenKind.OpenBracket => Index,
        _ => Plain,
    };

    /// <summary><c>bound to T</c>, <c>asks for T</c>, <c>prefers T</c></summary>
    public static Parser<ExpressionSyntax> Request(string? preposition) =>
        from head in AnyHead
        from word in preposition == null ? Parse.Return(head.Keyword) : Keyword(preposition)
        from tier in Name("a tier")
        select new RequestSyntax(head.To(tier.Span.End), head.Keyword, tier);

    private static Parser<ExpressionSyntax> RestOfMethod(Mark head, NameSyntax method) =>
        from arguments in Arguments
        from end in EndHere
        select new CallSyntax(head.To(end), head.Keyword, method, arguments);

    private static Parser<ExpressionSyntax> RestOfMember(Mark head, NameSyntax member) => input =>
    {
        var at = input.At();
        var from = at.Is("from") && at.Next.Kind == TokenKind.Word ? at.Next.AsName() : null;
        var pins = member.Text == "pinned" && (at.Is("long") || at.Is("short")) ? at.AsName() : null;
        var span = head.To((from ?? pins ?? member).Span.End);
        return Success(
            new MemberSyntax(span, head.Keyword, member, from) { Pins = pins },
            from != null ? at.Next.Next : pins != null ? at.Next : at);
    };
}
