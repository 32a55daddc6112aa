using System.Runtime.InteropServices;

namespace CdmPolicy.Traces;

/// <summary>
/// libCacheSim's oracleGeneral. Ids are page numbers; a file whose times are all zero is untimed, others have seconds
/// (see <see cref="OracleGeneralTimes"/>). It knows neither writes nor agents.
/// </summary>
internal sealed class OracleGeneralFormat : IWritableTraceFormat
{
    // A whole number of records that stays in the second-level cache.
    private const int RecordsPerChunk = 8192;

    public string Name => "oracleGeneral";

    public IReadOnlyList<string> Extensions => [".oracleGeneral", ".oracleGeneral.bin"];

    public TraceFidelity Fidelity { get; } =
        new(TraceSampling.Unknown, "requests for pages", "whole seconds, each spread evenly over its requests");

    public bool LooksLike(ReadOnlySpan<byte> start)
    {
        // The bound on the next request keeps text out, whose letters make a large number.
        var records = MemoryMarshal.Cast<byte, OracleGeneralRecord>(start);
        for (var i = 0; i < records.Length; i++)
            if (!records[i].FitsAt(i) || records[i].Next is > 1L << 40 and < long.MaxValue) return false;
        return records.Length > 0;
    }

    public Trace Read(TraceInput input, TraceReadOptions options)
    {
        var trace = input.Regular is { } file ? OracleGeneralFile.Read(input, file, options) : ReadStream(input, options);
        trace.Fidelity = trace.Times is null ? Fidelity with { Time = "none" } : Fidelity;
        return trace;
    }

    private static Trace ReadStream(TraceInput input, TraceReadOptions options)
    {
        var builder = input.NewBuilder(options);
        var buffer = new byte[RecordsPerChunk * OracleGeneralRecord.Bytes];
        while (input.Source.Read(buffer) is > 0 and var length)
        {
            foreach (ref readonly var record in MemoryMarshal.Cast<byte, OracleGeneralRecord>(buffer.AsSpan(0, length)))
            {
                if (!record.FitsAt(builder.Count)) throw Misfit(input.Path, builder.Count, record.Next);
                var time = record.Time * OracleGeneralRecord.NanosecondsPerSecond;
                if (time == builder.LastTime) builder.Add(record.Id);
                else if (time > builder.LastTime) builder.AddAt(time, record.Id);
                else throw Backwards(input.Path, builder.Count);
            }
            if (length % OracleGeneralRecord.Bytes != 0) throw Cut(input.Path, input.Source.Position);
        }
        var trace = builder.Build(options.Interval);
        if (trace.Times is { } times) OracleGeneralTimes.Spread(times);
        return trace;
    }

    public IReadOnlyList<string> Write(Trace trace, Stream target, string path, Action<double>? progress = null) =>
        OracleGeneralWriter.Write(trace, target, progress);

    /// <summary>The error for a file of this many bytes, which is no whole number of records.</summary>
    public static TraceException Cut(string path, long bytes)
    {
        var (whole, left) = Math.DivRem(bytes, OracleGeneralRecord.Bytes);
        return new($"the trace is cut in the middle of record {whole + 1}: {left} of its 24 bytes are there", path,
            TracePlace.AtByte(whole * OracleGeneralRecord.Bytes), "copy or record the file again");
    }

    public static TraceException Misfit(string path, long index, long next) =>
        new($"record {index + 1} says its page is next requested by record `{next}`, which is not after it", path,
            TracePlace.AtByte(index * OracleGeneralRecord.Bytes + 16), "the file is damaged or no oracleGeneral trace");

    public static TraceException Backwards(string path, long index) =>
        new($"record {index + 1} is earlier than the record before it", path,
            TracePlace.AtByte(index * OracleGeneralRecord.Bytes), "sort the trace by time");
}
