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
        field = rest[..end].TrimStart(" \t"u8);
        Column = _at + end - field.Length + 1;
        field = field.TrimEnd(" \t"u8);
        _at += end + 1;
        return true;
    }

    public static byte SeparatorOf(ReadOnlySpan<byte> line) =>
        line.Contains((byte)',') ? (byte)',' : line.Contains((byte)'\t') ? (byte)'\t' : (byte)' ';

    private void SkipBlanks()
    {
        while (_at < _line.Length && _line[_at] is (byte)' ' or (byte)'\t') _at++;
    }
}
