using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Statements of other languages: reported once, with what there is instead.</summary>
internal static class StatementSlips
{
    private static readonly HashSet<string> Heads =
        new(["if", "for", "scan", "advance", "suspend", "when", "otherwise"], StringComparer.Ordinal);

    /// <summary><c>int x = 1;</c>, <c>let x = 1;</c></summary>
    public static bool IsLocal(TokenInput at) => at.Next.Kind == TokenKind.Word && !at.Next.BeginsLine
        && at.Next.Next.Kind == TokenKind.Assign && !Heads.Contains(at.Word) && !RuleGrammar.IsGuard(at.Next);

    public static readonly Parser<SyntaxNode> Local = input =>
    {
        var (at, name) = (input.At(), input.At().Next);
        at.State.Report(at, DiagnosticRules.UnknownHead, at.Is("let")
            ? "`let` stands in the policy, not among statements"
            : $"there are no local variables: name an expression by `let {name.Word} = …;` in the policy, or keep a value in a field of the page",
            at.Word, "a statement");
        var end = name.SkipItem();
        return Success<SyntaxNode>(new LocalSyntax(Span(at, end), name.AsName()), end);
    };

    /// <summary>A label without its <c>:</c>, in a line of its own.</summary>
    public static readonly Parser<SyntaxNode> LoneWord = input =>
    {
        var at = input.At();
        var open = at.State.OpenBlocks;
        at.Next.ReportMissing("`;`", $" after `{at.Word}`", form: open.Count > 0 && open[open.Count - 1].Fits(at.Next) ? RuleSlips.Form : null);
        return Success<SyntaxNode>(new ErrorSyntax(at.Span), at.Next);
    };

    /// <summary><c>heat + 1;</c>, <c>heat == 1;</c></summary>
    public static bool IsValue(TokenInput at) => AssignmentFor(at.Next.Kind) is not null && !at.Next.BeginsLine && !Heads.Contains(at.Word)
        && at.Next.Next.Kind != TokenKind.Semicolon && at.Next.Seek(TokenKind.Semicolon) is not null;

    public static readonly Parser<SyntaxNode> Value = input =>
    {
        var at = input.At();
        var (sign, end) = (AssignmentFor(at.Next.Kind)!, at.Next.Seek(TokenKind.Semicolon)!);
        var value = at.Source.Substring(at.Next.Next.Span.Start, end.Span.End - at.Next.Next.Span.Start);
        at.Next.State.Report(at.Next, DiagnosticRules.Expected, $"write `{at.Word} {sign} {value}`", $"`{sign}`", at.Next.Found());
        return Success<SyntaxNode>(new ErrorSyntax(Span(at, end.Next)), end.Next);
    };

    private static string? AssignmentFor(TokenKind sign) => sign switch
    {
        TokenKind.Plus => "+=",
        TokenKind.Minus => "-=",
        TokenKind.Star => "*=",
        TokenKind.Slash => "/=",
        TokenKind.Equal => "=",
        _ => null,
    };

    /// <summary><c>return heat + 1;</c></summary>
    public static bool IsReturn(TokenInput at) => at.Is("return") && !at.Next.BeginsLine && !RuleGrammar.IsGuard(at.Next)
        && at.Next.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Not or TokenKind.OpenParen or TokenKind.String && at.Next.Seek(TokenKind.Semicolon) is not null;

    public static readonly Parser<SyntaxNode> Return = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownHead, "nothing is returned: a statement changes a field or a value, `NAME = EXPRESSION;`", at.Word, "a statement");
        var end = at.Next.Seek(TokenKind.Semicolon)!.Next;
        return Success<SyntaxNode>(new ErrorSyntax(Span(at, end)), end);
    };

    /// <summary><c>while (heat &lt; 3) { … }</c></summary>
    public static bool IsLoop(TokenInput at) =>
        at.Word is "while" or "foreach" or "until" && at.Next.Kind == TokenKind.OpenParen && at.Next.Seek(TokenKind.OpenBrace) != null;

    public static readonly Parser<SyntaxNode> Loop = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.UnknownHead, "every loop ends: write `for i in 0..3 { … }`", at.Word, "a statement");
        var end = at.Next.Seek(TokenKind.OpenBrace)!.SkipItem();
        return Success<SyntaxNode>(new ErrorSyntax(Span(at, end)), end);
    };

    /// <summary><c>if (write) heat += 1;</c>, unless a <c>}</c> in the same line says that its <c>{</c> was forgotten.</summary>
    public static bool IsBare(TokenInput at)
    {
        if (at.Kind != TokenKind.Word || at.BeginsLine || !IsAssignment(at.Next.Kind) || at.Seek(TokenKind.Semicolon) is not { } end) return false;
        return end.Next.Kind != TokenKind.CloseBrace || end.Next.BeginsLine;
    }

    public static readonly Parser<Body> Bare = input =>
    {
        var at = input.At();
        var semicolon = at.Seek(TokenKind.Semicolon)!;
        var statement = at.Source.Substring(at.Span.Start, semicolon.Span.End - at.Span.Start);
        at.State.Report(at, DiagnosticRules.Expected, $"write `{{ {statement} }}`", "`{`", at.Found());
        var result = StatementGrammar.Statements.Parse(at);
        return Success(new Body(new[] { result.WasSuccessful ? result.Value : new ErrorSyntax(at.Span) }.ToEquatableArray(), result.Remainder.At().EndBefore), result.Remainder.At());
    };

    private static bool IsAssignment(TokenKind kind) => kind is TokenKind.Assign or TokenKind.PlusAssign or TokenKind.MinusAssign
        or TokenKind.StarAssign or TokenKind.SlashAssign;

    private static TextSpan Span(TokenInput at, TokenInput end) => TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, end.EndBefore));
}
