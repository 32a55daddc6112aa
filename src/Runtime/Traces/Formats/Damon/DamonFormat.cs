using System.IO.Compression;

namespace CdmPolicy.Traces;

/// <summary>
/// Records of DAMON, the data access monitor of Linux: damo's <c>damon.data</c> (JSON, mostly packed by zlib), the text of
/// <c>damo report access --raw_form</c>, and the tracepoint <c>damon_aggregated</c> as <c>perf script</c> prints it.
/// <see cref="DamonPlayer"/> says how regions become accesses.
/// </summary>
internal sealed class DamonFormat : ITraceFormat
{
    private const int Looked = 1 << 12;

    public string Name => "DAMON record";

    public IReadOnlyList<string> Extensions => ["damon.data", ".damon", ".damon.txt", ".damon.json"];

    public TraceFidelity Fidelity { get; } = new(
        TraceSampling.Sampled, "regions of pages, each page accessed as often as samples found its region accessed",
        "spread evenly over each aggregation interval");

    private enum Kind { None, Packed, Json, Report, Tracepoints }

    public bool LooksLike(ReadOnlySpan<byte> start) => KindOf(start) != Kind.None;

    public Trace Read(TraceInput input, TraceReadOptions options)
    {
        var start = input.Source.Rest;
        var record = (IsZlib(start) ? Kind.Packed : KindOf(start)) switch
        {
            Kind.Packed => DamonJson.Read(Unpack(input), input.Path),
            Kind.Json => DamonJson.Read(Content(input), input.Path),
            Kind.Tracepoints => new DamonTracepoints(input.Path).Read(new LineReader(input.Source, input.Path)),
            _ => new DamonReport(input.Path).Read(new LineReader(input.Source, input.Path)),
        };
        return DamonPlayer.Play(record, input, options);
    }

    private static Kind KindOf(ReadOnlySpan<byte> start)
    {
        if (IsZlib(start)) return KindOf(Beginning(start)) == Kind.Json ? Kind.Packed : Kind.None;
        start = start[..Math.Min(start.Length, Looked)].TrimStart(" \t\r\n"u8);
        if (start is [(byte)'[', ..]) return start.IndexOf("\"snapshots\""u8) >= 0 ? Kind.Json : Kind.None;
        if (start.StartsWith("base_time_absolute:"u8) || start.StartsWith("monitoring_start:"u8)) return Kind.Report;
        return start.IndexOf("damon_aggregated: target_id="u8) >= 0 ? Kind.Tracepoints : Kind.None;
    }

    /// <summary>The header of a zlib stream with a window of 32 KiB, whose two bytes check each other.</summary>
    private static bool IsZlib(ReadOnlySpan<byte> start) => start is [0x78, var flags, ..] && (0x7800 + flags) % 31 == 0;

    private static byte[] Beginning(ReadOnlySpan<byte> packed)
    {
        var beginning = new byte[Looked];
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            return beginning[..stream.ReadAtLeast(beginning, Looked, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return [];
        }
    }

    private static byte[] Content(TraceInput input)
    {
        using var content = new MemoryStream();
        for (var rest = input.Source.Rest; !rest.IsEmpty; rest = input.Source.Rest)
        {
            Append(content, rest, input.Path);
            input.Source.Take(rest.Length);
        }

        return content.ToArray();
    }

    private static byte[] Unpack(TraceInput input)
    {
        using var packed = new MemoryStream(Content(input));
        using var content = new MemoryStream();
        try
        {
            using var stream = new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: true);
            var chunk = new byte[ByteSource.ChunkBytes];
            while (stream.Read(chunk) is > 0 and var length) Append(content, chunk.AsSpan(0, length), input.Path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new TraceException("the zlib-compressed data is damaged", input.Path, TracePlace.AtByte(packed.Position), "copy or record the file again");
        }

        return content.ToArray();
    }

    private static void Append(MemoryStream content, ReadOnlySpan<byte> chunk, string path)
    {
        if (content.Length + chunk.Length > Array.MaxLength)
            throw new TraceException("the record is larger than 2 GiB", path, TracePlace.None, "record for a shorter time");
        content.Write(chunk);
    }
}
