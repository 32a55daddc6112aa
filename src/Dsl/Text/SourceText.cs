namespace CdmPolicy.Dsl.Text;

/// <summary>A half-open range of character offsets.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>The smallest span that covers both.</summary>
    public TextSpan Cover(TextSpan other) =>
        FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));

    public override string ToString() => $"[{Start}..{End})";
}

/// <summary>A line and a column, both from 1; the column counts UTF-16 units.</summary>
public readonly record struct LinePosition(int Line, int Column);

/// <summary>A place in a file as an author reads it.</summary>
public readonly record struct SourceRange(string Path, LinePosition Start, LinePosition End)
{
    public override string ToString() => $"{Path}({Start.Line},{Start.Column})";
}

/// <summary>The text of one <c>.cdmp</c> file with its path and line starts.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    public SourceText(string path, string content)
    {
        Path = path;
        Content = content;
        _lineStarts = FindLineStarts(content);
    }

    public string Path { get; }

    public string Content { get; }

    public int Length => Content.Length;

    public int LineCount => _lineStarts.Length;

    public string Slice(TextSpan span) => Content.Substring(span.Start, span.Length);

    public LinePosition GetPosition(int offset)
    {
        var line = Array.BinarySearch(_lineStarts, offset);
        if (line < 0) line = ~line - 1;
        return new LinePosition(line + 1, offset - _lineStarts[line] + 1);
    }

    public SourceRange GetRange(TextSpan span) => new(Path, GetPosition(span.Start), GetPosition(span.End));

    /// <summary>The text of a line, counted from 1, without its line break.</summary>
    public string GetLine(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] : Content.Length;
        return Content.Substring(start, end - start).TrimEnd('\r', '\n');
    }

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < content.Length; i++)
            if (content[i] == '\n') starts.Add(i + 1);
        return starts.ToArray();
    }
}
