namespace CdmPolicy.Traces;

/// <summary>The lines of a text, as bytes without their ends; no string is made of them.</summary>
internal sealed class LineReader(ByteSource source, string path)
{
    /// <summary>No format has longer lines; a binary file read as text has.</summary>
    public const int MaxLength = 1 << 16;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly byte[] _joined = new byte[MaxLength];

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var rest = source.Rest;
        line = rest;
        if (rest.IsEmpty) return false;
        Number++;
        var end = rest.IndexOf((byte)'\n');
        if (end >= 0)
        {
            line = rest[..end];
            source.Take(end + 1);
        }
        else
        {
            line = JoinChunks(rest);
        }
        if (Number == 1 && line.StartsWith(ByteOrderMark)) line = line[ByteOrderMark.Length..];
        if (line is [.., (byte)'\r']) line = line[..^1];
        return true;
    }

    /// <summary>A line that goes on in the next chunk, or the last one without an end.</summary>
    private ReadOnlySpan<byte> JoinChunks(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var piece = end < 0 ? rest : rest[..end];
            if (length + piece.Length > MaxLength)
                throw new TraceException($"the line is longer than {MaxLength} bytes", path, TracePlace.AtLine(Number),
                    "the file is no text");
            piece.CopyTo(_joined.AsSpan(length));
            length += piece.Length;
            source.Take(end < 0 ? piece.Length : end + 1);
            if (end >= 0) break;
            rest = source.Rest;
        }
        return _joined.AsSpan(0, length);
    }
}
