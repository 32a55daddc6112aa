using System.Globalization;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Parsing;

internal sealed partial class Lexer
{
    private TokenKind Punctuation(char c) => (c, Peek(1), Peek(2)) switch
    {
        ('<', '-', '>') => Take(3, TokenKind.BothArrow),
        ('.', '.', _) => Take(2, TokenKind.DotDot),
        ('-', '>', _) => Take(2, TokenKind.Arrow),
        ('=', '>', _) => Take(2, TokenKind.Implies),
        ('=', '=', _) => Take(2, TokenKind.Equal),
        ('!', '=', _) => Take(2, TokenKind.NotEqual),
        ('<', '=', _) => Take(2, TokenKind.LessOrEqual),
        ('>', '=', _) => Take(2, TokenKind.GreaterOrEqual),
        ('+', '=', _) => Take(2, TokenKind.PlusAssign),
        ('-', '=', _) => Take(2, TokenKind.MinusAssign),
        ('*', '=', _) => Take(2, TokenKind.StarAssign),
        ('/', '=', _) => Take(2, TokenKind.SlashAssign),
        ('&', '&', _) => Take(2, TokenKind.AndAnd),
        ('|', '|', _) => Take(2, TokenKind.OrOr),
        ('&', _, _) => HalfOperator(TokenKind.AndAnd, "`&&`"),
        ('|', _, _) => HalfOperator(TokenKind.OrOr, "`||`", Alternatives()),
        ('\'', _, _) when Quoted() is > 0 and var length => InSingleQuotes(length),
        ('{', _, _) => Take(1, TokenKind.OpenBrace),
        ('}', _, _) => Take(1, TokenKind.CloseBrace),
        ('(', _, _) => Take(1, TokenKind.OpenParen),
        (')', _, _) => Take(1, TokenKind.CloseParen),
        ('[', _, _) => Take(1, TokenKind.OpenBracket),
        (']', _, _) => Take(1, TokenKind.CloseBracket),
        (';', _, _) => Take(1, TokenKind.Semicolon),
        (':', _, _) => Take(1, TokenKind.Colon),
        (',', _, _) => Take(1, TokenKind.Comma),
        ('.', _, _) => Take(1, TokenKind.Dot),
        ('#', _, _) => Take(1, TokenKind.Hash),
        ('=', _, _) => Take(1, TokenKind.Assign),
        ('+', _, _) => Take(1, TokenKind.Plus),
        ('-', _, _) => Take(1, TokenKind.Minus),
        ('*', _, _) => Take(1, TokenKind.Star),
        ('/', _, _) => Take(1, TokenKind.Slash),
        ('!', _, _) => Take(1, TokenKind.Not),
        ('<', _, _) => Take(1, TokenKind.Less),
        ('>', _, _) => Take(1, TokenKind.Greater),
        _ => Unexpected(),
    };

    private TokenKind Take(int length, TokenKind kind)
    {
        _position += length;
        return kind;
    }

    /// <summary>A single <c>&amp;</c> or <c>|</c> is reported and read as the operator that was surely meant.</summary>
    private TokenKind HalfOperator(TokenKind meant, string written, string? help = null)
    {
        _diagnostics.AddWithHelp(
            DiagnosticRules.UnexpectedCharacter, new TextSpan(_position, 1), help ?? $"did you mean {written}?",
            Describe(_position));
        return Take(1, help is null ? meant : TokenKind.Bad);
    }

    /// <summary><c>kind == file | anon</c> asks for one of two names.</summary>
    private string? Alternatives()
    {
        if (_tokens.Count < 3 || _tokens[^1].Kind != TokenKind.Word || _tokens[^2].Kind != TokenKind.Equal || _tokens[^3].Kind != TokenKind.Word) return null;
        var start = _position + 1;
        while (start < _text.Length && _text[start] == ' ') start++;
        var end = start;
        while (end < _text.Length && IsWordPart(_text[end])) end++;
        return end == start || !IsWordStart(_text[start]) ? null : $"write `{Of(_tokens[^3])} in {Of(_tokens[^1])}, {_text.Substring(start, end - start)}`";
    }

    private string Of(Token token) => _text.Substring(token.Span.Start, token.Span.Length);

    /// <summary>How long a text in single quotes is that begins here and ends in its line, or 0.</summary>
    private int Quoted()
    {
        var end = _position + 1;
        while (end < _text.Length && _text[end] is not ('\'' or '\n' or '\r' or ';' or '"' or '{')) end++;
        return end < _text.Length && _text[end] == '\'' ? end + 1 - _position : 0;
    }

    private TokenKind InSingleQuotes(int length)
    {
        _diagnostics.AddWithHelp(DiagnosticRules.UnexpectedCharacter, new TextSpan(_position, 1), HelpForQuoted(length - 2) ?? Intended(_position), Describe(_position));
        return Take(length, TokenKind.String);
    }

    /// <summary>Names and kinds have no quotes at all; the names of tests and reasons have double ones.</summary>
    private string? HelpForQuoted(int length)
    {
        var name = _text.Substring(_position + 1, length);
        if (length == 0 || !IsWordStart(name[0]) || !name.All(IsWordPart)) return null;
        if (_tokens.Count > 0 && Of(_tokens[^1]) == "test" || _tokens.Count > 2 && _tokens[^3].Kind == TokenKind.Hash) return null;
        return $"a {(TypeNames.Kinds.Contains(name) ? "kind" : "name")} stands without quotes: `{name}`";
    }

    /// <summary>One token and one diagnostic for a whole run of characters that begin nothing.</summary>
    private TokenKind Unexpected()
    {
        var start = _position++;
        while (_position < _text.Length && BeginsNothing(_text[_position])) _position++;
        _diagnostics.AddWithHelp(
            DiagnosticRules.UnexpectedCharacter, TextSpan.FromBounds(start, _position), Intended(start), Describe(start));
        return TokenKind.Bad;
    }

    /// <summary>What other languages use the character for, or null.</summary>
    private string? Intended(int at) => _text[at] switch
    {
        '%' when _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Number && char.IsDigit(_text[_tokens[^1].Span.End - 1]) =>
            $"write `{_text.Substring(_tokens[^1].Span.Start, _tokens[^1].Span.Length)}%`, without a blank",
        '%' => "there is no remainder; an array wraps its index by itself",
        '\'' => "a string stands in double quotes",
        '?' => "write `if CONDITION then A else B`",
        '$' or '@' => "a name is written alone",
        '^' or '~' => "conditions are joined with `&&`, `||` and `!`",
        _ => null,
    };

    private static bool BeginsNothing(char c) =>
        !IsWordStart(c) && !IsDigit(c) && !char.IsWhiteSpace(c) && "\"{}()[];:,.#=+-*/!<>&|".IndexOf(c) < 0;

    /// <summary>The character in backticks, or its code point where it has no shape of its own.</summary>
    private string Describe(int at)
    {
        var c = _text[at];
        if (char.IsHighSurrogate(c) && at + 1 < _text.Length && char.IsLowSurrogate(_text[at + 1]))
            return $"`{_text.Substring(at, 2)}`";
        return char.IsControl(c) || char.IsSurrogate(c) || c == '`' || char.GetUnicodeCategory(c) == UnicodeCategory.Format
            ? $"the character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)}"
            : $"`{c}`";
    }

    /// <summary>
    /// A picture or a program given by mistake deserves one answer, not thousands: a NUL, or one character in ten that is
    /// a control character or could not be decoded, makes the whole file a single bad token.
    /// </summary>
    private bool RejectBinary()
    {
        var (strange, first) = (0, -1);
        for (var i = 0; i < _text.Length; i++)
        {
            var c = _text[i];
            if (c != '\uFFFD' && (!char.IsControl(c) || char.IsWhiteSpace(c))) continue;
            if (first < 0 || (c == '\0' && _text[first] != '\0')) first = i;
            strange++;
        }
        if (first < 0 || (_text[first] != '\0' && strange * 10L <= _text.Length)) return false;
        _diagnostics.Add(DiagnosticRules.NotText, new TextSpan(first, 1), Describe(first));
        _tokens.Add(new Token(TokenKind.Bad, 0, new TextSpan(0, _text.Length)));
        _tokens.Add(new Token(TokenKind.EndOfFile, _text.Length, new TextSpan(_text.Length, 0)));
        return true;
    }
}
