using System.Globalization;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>The loop of C: <c>for (int i = 0; i &lt; 4; i++) { … }</c></summary>
internal static class LoopSlips
{
    public static bool IsOfC(TokenInput at) => at.Is("for") && at.Next.Kind == TokenKind.OpenParen;

    public static readonly Parser<SyntaxNode> OfC = input =>
    {
        var at = input.At();
        at.Next.State.Report(at.Next, DiagnosticRules.Expected, $"write `for {Bounds(at.Next)} {{ … }}`", "the name of the counter", at.Next.Found());
        var end = at.Next;
        while (end.Kind is not (TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.EndOfFile) && !end.StartsDeclaration()) end = end.Next;
        if (end.Kind == TokenKind.OpenBrace) end = end.SkipBlock();
        return Tokens.Success<SyntaxNode>(new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, end.EndBefore))), end);
    };

    /// <summary>The same range, where both of its ends are numbers; else any.</summary>
    private static string Bounds(TokenInput open)
    {
        var name = open.Next.Next.Kind == TokenKind.Word ? open.Next.Next : open.Next;
        var low = name.Next.Next;
        var compare = low.Next.Next.Next;
        var isWhole = name.Next.Kind == TokenKind.Assign && low.Next.Kind == TokenKind.Semicolon && low.Next.Next.Word == name.Word
            && compare.Kind is TokenKind.Less or TokenKind.LessOrEqual;
        if (!isWhole || !TryRead(low, out var from) || !TryRead(compare.Next, out var to)) return "i in 0..3";
        var last = compare.Kind == TokenKind.Less ? to - 1 : to;
        return string.Format(CultureInfo.InvariantCulture, "{0} in {1}..{2}", name.Word, from, Math.Max(from, last));
    }

    private static bool TryRead(TokenInput at, out int value) =>
        int.TryParse(at.Word, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
