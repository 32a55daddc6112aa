using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Cuts a file into tokens without losing a character: trivia and text of all tokens give the file back.</summary>
internal sealed partial class Lexer
{
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<Token> _tokens = [];
    private int _position;

    private Lexer(string text, DiagnosticBag diagnostics)
    {
        _text = text;
        _diagnostics = diagnostics;
    }

    /// <summary>All tokens in order, the last one <see cref="TokenKind.EndOfFile"/>.</summary>
    public static IReadOnlyList<Token> Lex(SourceText source, DiagnosticBag diagnostics)
    {
        var lexer = new Lexer(source.Content, diagnostics);
        if (!lexer.RejectBinary()) lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        TokenKind kind;
        do
        {
            var triviaStart = _position;
            SkipTrivia();
            var start = _position;
            kind = Next();
            _tokens.Add(new Token(kind, triviaStart, TextSpan.FromBounds(start, _position)));
        }
        while (kind != TokenKind.EndOfFile);
    }

    private char Peek(int ahead = 0) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    private TokenKind Next()
    {
        if (_position >= _text.Length) return TokenKind.EndOfFile;
        var c = _text[_position];
        if (IsWordStart(c)) return Word();
        if (IsDigit(c)) return Number();
        if (c == '"') return String();
        return Punctuation(c);
    }

    private TokenKind Word()
    {
        while (IsWordPart(Peek())) _position++;
        return TokenKind.Word;
    }

    /// <summary><c>1_000</c>, <c>2.5</c>, <c>4KiB</c>, <c>10%</c>, <c>400GB/s</c>; <c>1..60</c> is three tokens.</summary>
    private TokenKind Number()
    {
        SkipDigits();
        if (Peek() == '.' && IsDigit(Peek(1)))
        {
            _position++;
            SkipDigits();
        }
        if (Peek() == '%')
        {
            _position++;
            return TokenKind.Number;
        }
        while (IsWordPart(Peek())) _position++;
        if (Peek() == '/' && Peek(1) == 's' && !IsWordPart(Peek(2))) _position += 2;
        return TokenKind.Number;
    }

    private void SkipDigits()
    {
        while (IsDigit(Peek()) || Peek() == '_') _position++;
    }

    private TokenKind String()
    {
        var start = _position++;
        while (_position < _text.Length && Peek() is not ('"' or '\r' or '\n')) _position++;
        if (Peek() == '"') _position++;
        else _diagnostics.Add(DiagnosticRules.UnterminatedString, TextSpan.FromBounds(start, _position));
        return TokenKind.String;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsWordStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_';

    private static bool IsWordPart(char c) => IsWordStart(c) || IsDigit(c);
}
