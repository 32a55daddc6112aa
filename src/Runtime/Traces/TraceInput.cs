using Microsoft.Win32.SafeHandles;
using ZstdSharp;

namespace CdmPolicy.Traces;

/// <summary>An opened trace file, unpacked on the way when it is zstd-compressed, whatever its name says.</summary>
public sealed class TraceInput : IDisposable
{
    private static ReadOnlySpan<byte> ZstdMagic => [0x28, 0xB5, 0x2F, 0xFD];

    private readonly FileStream? _file;
    private TraceBuilder? _builder;

    private TraceInput(string path, Stream stream)
    {
        Path = path;
        _file = stream as FileStream;
        Source = new ByteSource(stream, path);
        if (!Source.Rest.StartsWith(ZstdMagic)) return;

        IsPacked = true;
        var unpacked = new DecompressionStream(new UnreadBytes(Source), leaveOpen: false);
        try
        {
            Source = new ByteSource(unpacked, path);
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>The file's name without its folder and endings.</summary>
    public string Name
    {
        get
        {
            var name = System.IO.Path.GetFileName(Path);
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 ? name[..dot] : name;
        }
    }

    public bool IsPacked { get; }

    internal ByteSource Source { get; }

    /// <summary>The file itself, for reading it at several places at once; null when it is packed or no regular file.</summary>
    internal SafeFileHandle? Regular => !IsPacked && _file is { CanSeek: true } ? _file.SafeFileHandle : null;

    public static TraceInput Open(string path)
    {
        try
        {
            return new(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw TraceErrors.Unreadable(e, path, 0);
        }
    }

    /// <summary>A trace that is written while it is read, by a program for example; the path's endings name its format.</summary>
    public static TraceInput FromStream(string path, Stream stream) => new(path, stream);

    /// <summary>A trace that is in memory already.</summary>
    public static TraceInput FromBytes(string path, byte[] content) => new(path, new MemoryStream(content));

    public void Dispose() => Source.Dispose();

    /// <summary>The builder that collects this file's events, which the progress is told from.</summary>
    internal TraceBuilder NewBuilder(TraceReadOptions options) => _builder = new(Name, options.PageBytes, path: Path);

    internal void Report(Action<ReadProgress> progress)
    {
        var length = _file is { CanSeek: true } ? _file.Length : 0;
        Source.ChunkTaken = () => progress(new(_builder?.Count ?? 0, length > 0 ? Math.Min(1, _file!.Position / (double)length) : null));
    }

    /// <summary>What a source has not given out yet, as a stream.</summary>
    private sealed class UnreadBytes(ByteSource source) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => source.Position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var rest = source.Rest;
            var count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            source.Take(count);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() { }
        protected override void Dispose(bool disposing) => source.Dispose();
    }
}
