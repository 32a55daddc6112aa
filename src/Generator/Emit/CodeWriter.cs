using System.Text;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>Text of a C# file, line by line: four blanks a level, <c>\n</c> only, braces always closed.</summary>
/// <param name="mapLines">Write <c>#line</c> spans that lead back to the author's file.</param>
internal sealed class CodeWriter(bool mapLines)
{
    // What the C# compiler accepts in a #line span.
    private const int MaxLine = 16_707_565;
    private const int MaxColumn = 65_536;

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blank;
    private bool _opened;

    /// <summary>A line; without text a blank one, which is left out beside braces and other blank ones.</summary>
    public void Line(string text = "")
    {
        if (text.Length == 0)
        {
            _blank = !_opened;
            return;
        }

        Separate(text);
        _text.Append(' ', _depth * 4).Append(text).Append('\n');
        _opened = text is "{" or "[";
    }

    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines) Line(line);
    }

    /// <summary>The author's words above what they became.</summary>
    public void Comment(string text) => Line("// " + CSharpText.OneLine(text));

    /// <summary>Writes the head and an opening brace; disposing writes the closing one.</summary>
    public Scope Block(string head, string close = "}")
    {
        Line(head);
        return Braces(close);
    }

    public Scope Braces(string close = "}")
    {
        Line("{");
        _depth++;
        return new Scope(this, close);
    }

    public Scope Indent()
    {
        _depth++;
        return new Scope(this, null);
    }

    /// <summary>A line that errors and stack traces place in the author's file.</summary>
    public void Mapped(SourceRange origin, string text)
    {
        var mapped = mapLines && CanMap(origin);
        if (mapped)
        {
            Separate(text);
            _text.Append($"#line ({origin.Start.Line},{origin.Start.Column})-({origin.End.Line},{origin.End.Column})");
            if (_depth > 0) _text.Append($" {_depth * 4}");
            _text.Append($" \"{origin.Path}\"\n");
        }

        Line(text);
        if (mapped) _text.Append("#line default\n");
    }

    /// <exception cref="InvalidOperationException">A block is still open.</exception>
    public override string ToString() =>
        _depth == 0 ? _text.ToString() : throw new InvalidOperationException("a block of the generated code is open");

    private static bool CanMap(SourceRange origin) =>
        !string.IsNullOrEmpty(origin.Path) && origin.Path.IndexOfAny(['"', '\r', '\n']) < 0
        && origin.Start.Line >= 1 && origin.End.Line <= MaxLine
        && origin.Start.Column >= 1 && origin.Start.Column <= MaxColumn && origin.End.Column <= MaxColumn
        && (origin.End.Line > origin.Start.Line
            || (origin.End.Line == origin.Start.Line && origin.End.Column > origin.Start.Column));

    private void Separate(string next)
    {
        if (_blank && next[0] is not ('}' or ']') && next != "else") _text.Append('\n');
        _blank = false;
    }

    private void Close(string? text)
    {
        _depth--;
        if (text is null) return;
        Line(text);
        _blank = true;
    }

    /// <summary>Something open; the default value is nothing.</summary>
    internal readonly struct Scope(CodeWriter? writer, string? close) : IDisposable
    {
        public void Dispose() => writer?.Close(close);
    }
}
