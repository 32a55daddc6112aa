using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Where a construct begins: its offset, the doc text above it, and its head word.</summary>
internal readonly record struct Mark(NameSyntax Keyword, string Doc)
{
    public TextSpan To(int end) => TextSpan.FromBounds(Keyword.Span.Start, Math.Max(end, Keyword.Span.End));
}

/// <summary>The smallest parsers, one token each.</summary>
/// <remarks>
/// Two families. <see cref="Token"/>, <see cref="Keyword"/> and <see cref="Head"/> fail on another token and consume
/// nothing, so Sprache's <c>Or</c>, <c>Optional</c> and <c>Many</c> decide by them. <c>Need</c>, <see cref="Name"/> and
/// <see cref="End"/> come after that decision: they never fail, but report what is missing and go on without it.
/// </remarks>
internal static class Tokens
{
    public static TokenInput At(this IInput input) => (TokenInput)input;

    public static IResult<T> Success<T>(T value, TokenInput next) => Result.Success(value, next);

    public static IResult<T> Failure<T>(TokenInput at, string? expected)
    {
        if (expected != null) at.State.CouldBe(at, expected);
        return Result.Failure<T>(at, "unexpected token", NoExpectations);
    }

    /// <summary>The parser that the next token calls for.</summary>
    public static Parser<T> Decide<T>(Func<TokenInput, Parser<T>> choose) => input => choose(input.At())(input);

    /// <summary>Fails on every token; for <c>Decide</c> where an optional part cannot begin.</summary>
    public static Parser<T> Never<T>() => input => Failure<T>(input.At(), null);

    public static Parser<TextSpan> Token(TokenKind kind) => input =>
    {
        var at = input.At();
        return at.Kind == kind ? Success(at.Span, at.Next) : Failure<TextSpan>(at, Phrases.Quote(kind));
    };

    public static Parser<NameSyntax> Keyword(string word) => input =>
    {
        var at = input.At();
        return at.Is(word) ? Success(at.AsName(), at.Next) : Failure<NameSyntax>(at, $"`{word}`");
    };

    /// <summary>The word that begins a construct, right or misspelt and already reported.</summary>
    public static Parser<Mark> Head(string word) => input =>
    {
        var at = input.At();
        return at.Is(word) || at.State.RepairedAt == at.Index
            ? Success(at.MarkAs(word), at.Next)
            : Failure<Mark>(at, $"`{word}`");
    };

    /// <summary>Any word at the begin of a construct.</summary>
    public static readonly Parser<Mark> AnyHead = input =>
    {
        var at = input.At();
        return at.Kind == TokenKind.Word ? Success(at.MarkAs(at.Word), at.Next) : Failure<Mark>(at, "a word");
    };

    /// <summary>Where the next token stands, without taking it.</summary>
    public static readonly Parser<Mark> Here = input => Success(input.At().MarkAs(""), input.At());

    /// <summary>Where the last token ended, without taking one.</summary>
    public static readonly Parser<int> EndHere = input => Success(input.At().EndBefore, input.At());

    public static Parser<TextSpan> Need(TokenKind kind, string after = "", string? form = null) => input =>
    {
        var at = input.At();
        if (at.Kind == kind) return Success(at.Span, at.Next);
        if (IsSlipFor(kind, at.Kind))
        {
            at.State.Report(at, Diagnostics.DiagnosticRules.Expected, null, Phrases.Quote(kind) + after, at.Found());
            return Success(at.Span, at.Next);
        }

        at.ReportMissing(Phrases.Quote(kind), after, form: form);
        var ahead = IsWorthSeeking(kind) ? at.Seek(kind) : null;
        return Success((ahead ?? at).Span, ahead?.Next ?? at);
    };

    /// <param name="form">How the construct is written, where no near word helps.</param>
    /// <param name="instead">Words that are easily written for this one.</param>
    public static Parser<NameSyntax> Need(string word, string after = "", string? form = null, params string[] instead) => input =>
    {
        var at = input.At();
        if (at.Is(word)) return Success(at.AsName(), at.Next);
        var isOther = at.Kind == TokenKind.Word && instead.Contains(at.Word);
        at.ReportMissing($"`{word}`", after, form: form ?? (isOther ? $"did you mean `{word}`?" : null));
        // A misspelt word that something can follow is taken for the right one.
        var misspelt = at.Kind == TokenKind.Word && (isOther || Suggestions.Nearest(at.Word, [word]) != null);
        return Success(at.AsName(), misspelt ? at.Next : at);
    };

    /// <summary>A name; where none stands it is reported, and its text is empty.</summary>
    public static Parser<NameSyntax> Name(string what, string? form = null) => input =>
    {
        var at = input.At();
        if (at.Kind == TokenKind.Word && !at.BeginsNext()) return Success(at.AsName(), at.Next);
        if (at.IsStraySign() && at.Next.Kind == TokenKind.Word && (at.Next.Next.Kind is TokenKind.Semicolon or TokenKind.OpenParen || at.Next.Next.BeginsLine))
        {
            at.ReportStraySign(what);
            return Success(at.Next.AsName(), at.Next.Next);
        }

        return NoName(what, form)(at);
    };

    /// <summary>The name in the head of a declaration, which a block or one of these words follows: anything else begins the next line.</summary>
    public static Parser<NameSyntax> HeadName(string what, params string[] followers) => Decide(at =>
        at.Kind == TokenKind.Word && at.BeginsLine && (at.Next.Kind == TokenKind.Number || at.Next.Kind == TokenKind.Word && !followers.Contains(at.Next.Word))
            ? NoName(what) : Name(what));

    /// <summary>Reports that a name is missing here.</summary>
    public static Parser<NameSyntax> NoName(string what, string? form = null) => input =>
    {
        var at = input.At();
        if (what.StartsWith("the name of the ", StringComparison.Ordinal)) at.State.Nameless |= at.State.Declared;
        at.ReportMissing(what, form: form);
        return Success(new NameSyntax(new TextSpan(at.Span.Start, 0), ""), at);
    };

    /// <summary>One or more names with commas between.</summary>
    public static Parser<EquatableArray<NameSyntax>> Names(string what) =>
        SeparatedBy(Name(what), TokenKind.Comma).Select(names => names.ToEquatableArray());

    public static Parser<IEnumerable<T>> SeparatedBy<T>(Parser<T> item, TokenKind separator) =>
        from first in item
        from rest in Decide(at => at.IsCommaForEnd() ? Never<TextSpan>() : Token(separator)).Then(_ => item).Many()
        select new[] { first }.Concat(rest);

    /// <summary>A comma behind which the next member of the block begins, or nothing more.</summary>
    public static bool IsCommaForEnd(this TokenInput at) =>
        at.Kind == TokenKind.Comma && (at.Next.Kind is TokenKind.CloseBrace or TokenKind.EndOfFile || at.Next.Kind == TokenKind.Word && !at.Next.Is("if")
            && at.Next.Next.Kind is TokenKind.Word or TokenKind.Number && !at.Next.Next.FollowsName() && at.Next.BeginsItem());

    /// <summary>The semicolon of a construct; yields where the construct ends. Without one, skips what does not belong.</summary>
    public static Parser<int> End(string after) => input =>
    {
        var at = input.At();
        if (at.Kind == TokenKind.Semicolon) return Success(at.Span.End, at.Next);
        if (at.IsCommaForEnd())
        {
            at.State.Report(at, Diagnostics.DiagnosticRules.Expected, null, $"`;` after {after}", at.Found());
            return Success(at.Span.End, at.Next);
        }

        // A block whose opening brace was reported as missing before.
        if (at.Kind == TokenKind.OpenBrace && at.State.BraceIsMissing) at.State.Quiet(at);
        var begins = at.EndsItem() || at.BeginsItem();
        at.ReportMissing("`;`", $" after {after}", next: begins);
        var next = begins ? at : at.SkipItem();
        return Success(next.EndBefore, next);
    };

    /// <summary>The operator <c>in</c>, which a set follows; anywhere else the word can only be a name.</summary>
    public static bool IsInOperator(this TokenInput at) => at.Is("in") && at.Next.Kind switch
    {
        TokenKind.Star or TokenKind.Slash or TokenKind.Plus or TokenKind.Minus or TokenKind.CloseParen or TokenKind.CloseBracket
            or TokenKind.Semicolon or TokenKind.Comma or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Equal or TokenKind.NotEqual
            or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => false,
        _ => true,
    };

    public static NameSyntax AsName(this TokenInput at) => new(at.Span, at.Word);

    private static Mark MarkAs(this TokenInput at, string word) =>
        new(new NameSyntax(at.Span, word), DocComments.Read(at.Source, at.Token));

    /// <summary>Tokens that end an expression: what stands before them is the rest of one that broke off.</summary>
    private static bool IsWorthSeeking(TokenKind kind) =>
        kind is TokenKind.Implies or TokenKind.CloseParen or TokenKind.CloseBracket;

    /// <summary>One token easily written for another.</summary>
    private static bool IsSlipFor(TokenKind needed, TokenKind found) => (needed, found) switch
    {
        (TokenKind.Implies, TokenKind.Arrow or TokenKind.Assign or TokenKind.Colon) => true,
        (TokenKind.Arrow, TokenKind.Implies or TokenKind.Comma or TokenKind.BothArrow) => true,
        (TokenKind.Colon, TokenKind.Assign or TokenKind.Implies) => true,
        (TokenKind.Assign, TokenKind.Colon or TokenKind.Equal) => true,
        (TokenKind.CloseParen, TokenKind.CloseBracket) => true,
        (TokenKind.CloseBracket, TokenKind.CloseParen) => true,
        _ => false,
    };

    private static readonly string[] NoExpectations = [];
}
