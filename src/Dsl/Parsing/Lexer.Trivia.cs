using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Parsing;

internal sealed partial class Lexer
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>White space and comments; what the parser never sees and the formatter keeps.</summary>
    private void SkipTrivia()
    {
        if (_position == 0 && Peek() == ByteOrderMark) _position++;
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(Peek())) _position++;
            else if (Peek() == '/' && Peek(1) == '/') SkipLineComment();
            else if (Peek() == '/' && Peek(1) == '*') SkipBlockComment();
            else return;
        }
    }

    private void SkipLineComment()
    {
        while (_position < _text.Length && Peek() is not ('\r' or '\n')) _position++;
    }

    private void SkipBlockComment()
    {
        var end = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
        if (end < 0) _diagnostics.Add(DiagnosticRules.UnterminatedComment, new TextSpan(_position, 2));
        _position = end < 0 ? _text.Length : end + 2;
    }
}
