using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Expressions. They never fail: what cannot be read is reported and becomes an error node.</summary>
internal static class ExpressionGrammar
{
    /// <summary>With every operator.</summary>
    public static readonly Parser<ExpressionSyntax> Expression =
        OperatorClimber.Climb(Binding.Or, () => Operand!, () => Set!);

    /// <summary>With <c>+ - * /</c> alone, where <c>in</c> or a comparison would belong to something else.</summary>
    public static readonly Parser<ExpressionSyntax> Sum =
        OperatorClimber.Climb(Binding.Sum, () => Operand!, () => Set!);

    /// <summary><c>set = sum ".." sum | name { "," name } ;</c></summary>
    public static readonly Parser<SetSyntax> Set = Decide(at =>
        SetSlips.IsBraced(at) ? SetSlips.Braced : SetSlips.IsRangeCall(at) ? SetSlips.RangeCall : WholeSet!);

    private static readonly Parser<SetSyntax> WholeSet =
        from low in Sum
        from set in RestOfRange(low).Or(RestOfNames(low))
        select set;

    /// <summary><c>lo..hi</c> where nothing else may stand.</summary>
    public static readonly Parser<RangeSetSyntax> Bounds =
        from low in Sum
        from range in Decide(at => at.Kind != TokenKind.DotDot && low is BinarySyntax { Operator: BinaryOperator.Subtract } hyphen ? SetSlips.Hyphen(hyphen) : To(low))
        select range;

    private static Parser<RangeSetSyntax> To(ExpressionSyntax low) =>
        from dots in Need(TokenKind.DotDot)
        from high in Sum
        select new RangeSetSyntax(low.Span.Cover(high.Span), low, high);

    /// <summary><c>( expression )</c>; the closing parenthesis is asked for only where the opening one stands.</summary>
    public static readonly Parser<ExpressionSyntax> InParentheses = input =>
        input.At().Kind == TokenKind.OpenParen ? Group!(input) : Bare!(input);

    private static readonly Parser<ExpressionSyntax> Group = Nesting.Nested(
        from open in Token(TokenKind.OpenParen)
        from inner in Expression
        from close in Need(TokenKind.CloseParen)
        select inner,
        at => new ErrorExpressionSyntax(at.Span));

    /// <summary>A group as an operand covers its parentheses, so that its text can be shown.</summary>
    private static readonly Parser<ExpressionSyntax> Grouped =
        from start in Here
        from inner in Group
        from end in EndHere
        select inner with { Span = start.To(end) };

    /// <summary><c>[ sum ]</c></summary>
    public static readonly Parser<ExpressionSyntax> Bracketed = Nesting.Nested(
        from open in Token(TokenKind.OpenBracket)
        from inner in Sum
        from close in Need(TokenKind.CloseBracket)
        select inner,
        at => new ErrorExpressionSyntax(at.Span));

    private static readonly Parser<ExpressionSyntax> Bare =
        from open in Need(TokenKind.OpenParen, form: "it stands in parentheses: `if (CONDITION) { … }`")
        from inner in Expression
        from close in Token(TokenKind.CloseParen).Optional()
        select inner;

    /// <summary><c>"if" expression "then" expression "else" expression ;</c></summary>
    private static readonly Parser<ExpressionSyntax> Conditional = Nesting.Nested<ExpressionSyntax>(
        from start in Head("if")
        from condition in Expression
        from then in Need("then", " after the condition")
        from whenTrue in Expression
        from otherwise in Need("else", " after the first value")
        from whenFalse in Expression
        select new ConditionalSyntax(start.To(whenFalse.Span.End), condition, whenTrue, whenFalse),
        at => new ErrorExpressionSyntax(at.Span));

    /// <summary>What one token begins; a word by what follows it.</summary>
    private static readonly Parser<ExpressionSyntax> Operand = input => input.At().Kind switch
    {
        TokenKind.Number => NumberGrammar.Number(input),
        TokenKind.OpenParen => Grouped!(input),
        TokenKind.String when OperandSlips.IsQuotedName(input.At()) => OperandSlips.QuotedName(input),
        TokenKind.Word when !input.At().BeginsNext() => AtWord(input.At())(input),
        _ => Missing!(input),
    };

    private static Parser<ExpressionSyntax> AtWord(TokenInput at) => at.Word switch
    {
        "if" => Conditional,
        "in" when !at.IsInOperator() => NameGrammar.Named(at.Next.Kind),
        "in" or "then" or "else" => Missing!,
        "pinned" => NameGrammar.Pinned,
        "bound" when at.Next.Is("to") => NameGrammar.Request("to"),
        "asks" when at.Next.Is("for") => NameGrammar.Request("for"),
        "bound" when OperandSlips.IsRequest(at, "for", "on", "with") => OperandSlips.Request("to"),
        "asks" when OperandSlips.IsRequest(at, "to") => OperandSlips.Request("for"),
        "prefers" when at.Next.Kind == TokenKind.Word && !IsReserved(at.Next.Word) => NameGrammar.Request(null),
        _ => NameGrammar.Named(at.Next.Kind),
    };

    public static readonly Parser<ExpressionSyntax> Missing = input =>
    {
        var at = input.At();
        var help = at.Kind == TokenKind.Not ? "`!` binds loosely: put the negation in parentheses" : OperandSlips.Help(at);
        at.State.CouldBe(at, "a value");
        at.ReportMissing("a value", help: help, form: at.Kind == TokenKind.OpenBracket ? "a range is written `1..60`, and names stand without brackets" : null);
        return Success(new ErrorExpressionSyntax(new TextSpan(at.Span.Start, 0)), at);
    };

    private static Parser<SetSyntax> RestOfRange(ExpressionSyntax low) =>
        from dots in Token(TokenKind.DotDot)
        from high in Sum
        select new RangeSetSyntax(low.Span.Cover(high.Span), low, high);

    private static Parser<SetSyntax> RestOfNames(ExpressionSyntax first) => input =>
    {
        if (first is not WordSyntax word)
        {
            if (first is BinarySyntax { Operator: BinaryOperator.Subtract, Left: NumberSyntax, Right: NumberSyntax } hyphen) return SetSlips.Hyphen(hyphen)(input);
            if (first is ErrorExpressionSyntax) return Success(new NameSetSyntax(first.Span, []), input.At());
            input.At().ReportMissing("`..`", " and the end of the range", form: first is BinarySyntax { Operator: BinaryOperator.Subtract } ? "a range is written `1..60`" : null);
            return Success<SetSyntax>(new RangeSetSyntax(first.Span, first, new ErrorExpressionSyntax(new TextSpan(first.Span.End, 0))), input.At());
        }
        var rest = Token(TokenKind.Comma).Then(_ => Name("a name")).Many()(input);
        var names = new[] { new NameSyntax(word.Span, word.Text) }.Concat(rest.Value).ToEquatableArray();
        return Success(new NameSetSyntax(first.Span.Cover(names[names.Count - 1].Span), names), rest.Remainder.At());
    };

    private static bool IsReserved(string word) => word is "in" or "if" or "then" or "else" or "or" or "by" or "until" or "while" or "pages" or "bytes";
}
