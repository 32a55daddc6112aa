using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Says in words what was expected and what was found.</summary>
internal static class Phrases
{
    private const int LongestQuote = 40;

    /// <summary>Reports that <paramref name="needed"/> is missing, with whatever else could stand here.</summary>
    /// <param name="form">Help where nothing better is known: how the construct is written.</param>
    /// <param name="next">Whether what follows begins here.</param>
    /// <remarks>Where the line or the block ends instead, the place is behind the last token: there the piece is missing.</remarks>
    public static void ReportMissing(this TokenInput at, string needed, string after = "", string? help = null, string? form = null, bool next = false)
    {
        // At the end of a line or block only the missing piece itself helps; elsewhere the token may be a typo for any.
        IReadOnlyList<string> others = at.EndsItem() ? [] : at.State.AlternativesAt(at);
        var words = others.Where(o => o != needed).Concat([needed]).ToArray();
        if (at.Is("and") || at.Is("or")) help ??= at.Is("and") ? "did you mean `&&`?" : "did you mean `||`?";
        if (at.Kind == TokenKind.String && TypeNames.Kinds.FirstOrDefault(k => at.Word == $"\"{k}\"") is { } kind) help ??= $"a kind stands without quotes: `{kind}`";
        if (at.Kind == TokenKind.Word)
            help ??= Suggestions.DidYouMean(at.Word, words.Where(w => w[0] == '`').Select(w => w.Trim('`')));
        if (at.Kind == TokenKind.Minus && at.Span.Start == at.EndBefore && at.Index > 0 && at.State.At(at.Index - 1).Kind == TokenKind.Word)
            help ??= "a name has letters, digits and `_`, and no `-`";
        help ??= form;
        if (at.EndsItem() && at.Index > 0)
        {
            if (at.BeginsLine) at.State.BreakOff(at);
            at.State.ReportUnder(at, new TextSpan(at.EndBefore, 0), DiagnosticRules.Expected, help, needed + after, at.FoundBehind());
        }
        else if (next && help is null)
        {
            at.State.ReportUnder(at, new TextSpan(at.EndBefore, 0), DiagnosticRules.Expected, help, needed + after, at.Found());
        }
        else
        {
            at.State.Report(at, DiagnosticRules.Expected, help, Join(words) + after, at.Found());
        }
    }

    /// <summary>Reports a token that begins nothing of what a block holds.</summary>
    public static void ReportOdd(this TokenInput at, string expected) =>
        at.State.Report(at, DiagnosticRules.Expected, null, expected, at.Found());

    /// <summary>What stands behind the token before this one, as a reader of that line sees it.</summary>
    private static string FoundBehind(this TokenInput at) =>
        at.Kind != TokenKind.EndOfFile && at.BeginsLine ? "the end of the line" : at.Found();

    public static string Found(this TokenInput at) => at.Kind == TokenKind.EndOfFile
        ? "the end of the file"
        : at.Word.Length <= LongestQuote ? $"`{at.Word}`" : $"`{at.Word.Substring(0, LongestQuote)}…`";

    public static string Join(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[words.Count - 1]}";

    public static string Quote(TokenKind kind) => $"`{Spelling(kind)}`";

    private static string Spelling(TokenKind kind) => kind switch
    {
        TokenKind.OpenBrace => "{",
        TokenKind.CloseBrace => "}",
        TokenKind.OpenParen => "(",
        TokenKind.CloseParen => ")",
        TokenKind.OpenBracket => "[",
        TokenKind.CloseBracket => "]",
        TokenKind.Semicolon => ";",
        TokenKind.Colon => ":",
        TokenKind.Comma => ",",
        TokenKind.Dot => ".",
        TokenKind.DotDot => "..",
        TokenKind.Arrow => "->",
        TokenKind.BothArrow => "<->",
        TokenKind.Implies => "=>",
        TokenKind.Assign => "=",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "the grammar asks for no such token"),
    };
}
