namespace CdmPolicy.Traces;

/// <summary>The project's own format: everything a <see cref="Trace"/> holds, small, and checked block by block.</summary>
internal sealed class CompactFormat : IWritableTraceFormat
{
    public string Name => "compact trace";

    public IReadOnlyList<string> Extensions => [".cdmt"];

    public bool HasMagic(ReadOnlySpan<byte> start) => start.StartsWith(CompactLayout.Magic);

    public bool LooksLike(ReadOnlySpan<byte> start) => HasMagic(start);

    public Trace Read(TraceInput input, TraceReadOptions options) => CompactReader.Read(input);

    public IReadOnlyList<string> Write(Trace trace, Stream target, string path, Action<double>? progress = null)
    {
        var writer = new CompactWriter(target);
        writer.Write(trace, progress);
        return [];
    }
}
