namespace CdmPolicy.Traces;

/// <summary>
/// The bytes of a stream in large chunks. The next chunk is read (and unpacked) by another thread while the caller works
/// on this one.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    public const int ChunkBytes = 1 << 18;

    private readonly Stream _stream;
    private readonly string _path;
    private byte[] _front = new byte[ChunkBytes];
    private byte[]? _back;
    private int _used;
    private int _length;
    private bool _ended;
    private Task<int>? _next;

    public ByteSource(Stream stream, string path)
    {
        _stream = stream;
        _path = path;
        NextChunk();
    }

    /// <summary>Called before each further chunk, if set.</summary>
    public Action? ChunkTaken { get; set; }

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>The unread rest of this chunk; empty only at the end.</summary>
    public ReadOnlySpan<byte> Rest
    {
        get
        {
            if (_used == _length && !_ended) NextChunk();
            return _front.AsSpan(_used, _length - _used);
        }
    }

    public void Take(int count)
    {
        _used += count;
        Position += count;
    }

    /// <summary>Fills the target as far as the bytes go and returns how many there were.</summary>
    public int Read(Span<byte> target)
    {
        var filled = 0;
        while (filled < target.Length)
        {
            var rest = Rest;
            if (rest.IsEmpty) break;
            var count = Math.Min(rest.Length, target.Length - filled);
            rest[..count].CopyTo(target[filled..]);
            Take(count);
            filled += count;
        }
        return filled;
    }

    public void Dispose()
    {
        // The stream may not go away under a read that is still under way.
        try
        {
            _next?.Wait();
        }
        catch (AggregateException)
        {
            // Nobody will ask for these bytes.
        }
        _stream.Dispose();
    }

    private void NextChunk()
    {
        ChunkTaken?.Invoke();
        try
        {
            _length = _next is null ? Fill(_front) : _next.GetAwaiter().GetResult();
            if (_next is not null) (_front, _back) = (_back!, _front);
        }
        catch (Exception e) when (e is not TraceException)
        {
            _ended = true;
            _length = _used = 0;
            throw TraceErrors.Unreadable(e, _path, Position);
        }
        _used = 0;
        _ended = _length < ChunkBytes;
        if (_ended)
        {
            _next = null;
            return;
        }
        var target = _back ??= new byte[ChunkBytes];
        _next = Task.Run(() => Fill(target));
    }

    private int Fill(byte[] target) => _stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
}
