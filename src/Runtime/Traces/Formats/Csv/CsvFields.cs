namespace CdmPolicy.Traces;

/// <summary>The fields of one line, one after the other, with the blanks around them taken off.</summary>
/// <param name="separator">A comma, a tab, or a blank, which stands for any run of blanks and tabs.</param>
internal ref struct CsvFields(ReadOnlySpan<byte> line, byte separator)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private int _at = 0;

    /// <summary>Where the field read last starts, in bytes from 1.</summary>
    public int Column { get; private set; } = 1;

    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (separator == ' ') SkipBlanks();
        if (_at > _line.Length || separator == ' ' && _at == _line.Length) return false;
        var rest = _line[_at..];
        var end = separator == ' ' ? rest.IndexOfAny((byte)' ', (byte)'\t') : rest.IndexOf(separator);
        if (end < 0) end = rest.Length;
        var start = 0;
        while (start < end && IsBlank(rest[start])) start++;
        Column = _at + start + 1;
        _at += end + 1;
        while (end > start && IsBlank(rest[end - 1])) end--;
        field = rest[start..end];
        return true;
    }

    public static byte SeparatorOf(ReadOnlySpan<byte> line) =>
        line.Contains((byte)',') ? (byte)',' : line.Contains((byte)'\t') ? (byte)'\t' : (byte)' ';

    private void SkipBlanks()
    {
        while (_at < _line.Length && IsBlank(_line[_at])) _at++;
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';
}
