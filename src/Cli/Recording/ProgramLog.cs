using System.IO.Pipes;

namespace CdmPolicy.Cli.Recording;

/// <summary>
/// The pipe into which valgrind writes its log. It ends with the program and not with the last process that holds the pipe open, since
/// what the program leaves running in the background holds it too.
/// </summary>
internal sealed class ProgramLog : Stream
{
    /// <summary>What no line of text holds.</summary>
    private const byte End = 0;

    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.Inheritable);
    private bool _ended;

    /// <summary>The number under which a child has the writing end.</summary>
    public string Descriptor => _pipe.GetClientHandleAsString();

    /// <summary>Ends the log behind all that is in it; waits until there is room.</summary>
    public void Finish()
    {
        try
        {
            using var end = new AnonymousPipeClientStream(PipeDirection.Out, _pipe.ClientSafePipeHandle);
            end.WriteByte(End);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody reads any more.
        }
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_ended) return 0;
        var count = _pipe.Read(buffer);
        var end = buffer[..count].IndexOf(End);
        _ended = count == 0 || end >= 0;
        return end < 0 ? count : end;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() { }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _pipe.Dispose();
        base.Dispose(disposing);
    }
}
