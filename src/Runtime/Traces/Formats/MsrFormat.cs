using System.Globalization;
using System.Numerics;
using System.Text;

namespace CdmPolicy.Traces;

/// <summary>
/// The block traces of Microsoft Research Cambridge (SNIA): <c>128166372003061629,hm,1,Read,383496192,32768,413</c>, which is the time
/// as a Windows file time, host, disk, kind, offset and size in bytes, and the response time. Every page that a request
/// covers is accessed at its time; the disks of a trace lie apart from each other.
/// </summary>
internal sealed class MsrFormat : ITraceFormat
{
    private const string Form = "a line is `Timestamp,Hostname,DiskNumber,Type,Offset,Size,ResponseTime`, times in steps of 100 ns and `Type` `Read` or `Write`";
    private const int Columns = 7;

    /// <summary>1 January 1970 as a file time.</summary>
    private const ulong UnixEpoch = 116_444_736_000_000_000;

    /// <summary>No disk answers more at once; a damaged size would otherwise fill memory with pages.</summary>
    private const ulong MaxSize = 1UL << 32;

    public string Name => "MSR Cambridge table";

    public IReadOnlyList<string> Extensions => [".msr", ".msr.csv"];

    public TraceFidelity Fidelity { get; } = new(TraceSampling.Every, "requests to disks, each page that one covers", "of each request, in steps of 100 ns");

    /// <summary>Its files are called `.csv` as well, and no other table has these seven columns.</summary>
    public bool HasMagic(ReadOnlySpan<byte> start)
    {
        var end = start.IndexOf((byte)'\n');
        var line = (end < 0 ? start : start[..end]).TrimEnd((byte)'\r');
        return IsHeader(line) || TryParse(line, out _, out _) == 0;
    }

    public bool LooksLike(ReadOnlySpan<byte> start) => HasMagic(start);

    public Trace Read(TraceInput input, TraceReadOptions options)
    {
        var builder = input.NewBuilder(options);
        var lines = new LineReader(input.Source, input.Path);
        var disks = new AddressSpaces(options.PageBytes);
        var (shift, requests, empty) = (BitOperations.Log2((uint)options.PageBytes), 0L, new LeftOut());
        while (lines.TryRead(out var line))
        {
            if (line.Trim(" \t"u8).IsEmpty || (lines.Number == 1 && IsHeader(line))) continue;
            var place = new CsvPlace(input.Path, lines.Number);
            if (TryParse(line, out var request, out var help) is > 0 and var column)
                throw place.Error(column, $"{TextNumber.Quote(FieldAt(line, column))} is no {help}", Form);
            if (request.Time < builder.LastTime)
                throw place.Error(1, "the request is earlier than the one above", "sort the file by its first column: `sort -n -t, -k1,1`");
            if (!disks.TryPageOf(request.Disk, request.Offset, out var page))
                throw place.Error(1, $"the trace has more than {disks.Limit} disks");
            if (request.Size == 0)
            {
                empty.Add("requests of no bytes");
                continue;
            }

            requests++;
            var further = (request.Offset + request.Size - 1 >> shift) - (request.Offset >> shift);
            for (var i = 0UL; i <= further; i++) builder.AddAt(request.Time, page + i, request.Operation);
        }

        var trace = builder.Build(options.Interval);
        trace.Notes = [.. empty.Notes, $"{requests.ToString("#,0", CultureInfo.InvariantCulture)} requests became {trace.Count.ToString("#,0", CultureInfo.InvariantCulture)} accesses, one for each page"];
        return trace;
    }

    private static bool IsHeader(ReadOnlySpan<byte> line) => line.StartsWith("Timestamp,Hostname,"u8);

    /// <param name="Disk">The host and its disk as one number.</param>
    private readonly record struct Request(long Time, ulong Disk, byte Operation, ulong Offset, ulong Size);

    /// <summary>0, or the column of the field that is wrong; then <paramref name="expected"/> says what it is not.</summary>
    private static int TryParse(ReadOnlySpan<byte> line, out Request request, out string expected)
    {
        (request, expected) = (default, "");
        var fields = new CsvFields(line, (byte)',');
        var (time, host, disk, operation, offset, size) = (0L, 0UL, 0UL, Operation.Read, 0UL, 0UL);
        var count = 0;
        for (; fields.TryNext(out var field); count++)
        {
            var good = count switch
            {
                0 => TryTime(field, out time),
                1 => TryHost(field, out host),
                2 => TextNumber.TryParse(field, out disk) && disk < 1 << 16,
                3 => TryKind(field, out operation),
                4 => TextNumber.TryParse(field, out offset) && offset <= long.MaxValue - MaxSize,
                5 => TextNumber.TryParse(field, out size) && size <= MaxSize,
                6 => TextNumber.TryParse(field, out _),
                _ => false,
            };
            if (good) continue;
            expected = count switch
            {
                0 => "file time", 1 => "name of a host", 2 => "number of a disk", 3 => "kind of request",
                4 => "offset on a disk", 5 => "size of a request", 6 => "response time", _ => "eighth column of a request",
            };
            return fields.Column;
        }

        if (count < Columns)
        {
            expected = "whole request";
            return line.Length + 1;
        }

        request = new(time, host ^ disk, operation, offset, size);
        return 0;
    }

    /// <summary>Nanoseconds since 1970, since those since 1601 are more than a number holds; a time before is one that somebody made to start at 0.</summary>
    private static bool TryTime(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        if (!TextNumber.TryParse(text, out var ticks)) return false;
        if (ticks >= UnixEpoch) ticks -= UnixEpoch;
        if (ticks > long.MaxValue / 100) return false;
        time = (long)ticks * 100;
        return true;
    }

    /// <summary>A mixture of its letters (FNV-1a), whose last 16 bits are free for the disk.</summary>
    private static bool TryHost(ReadOnlySpan<byte> name, out ulong host)
    {
        host = 14695981039346656037;
        foreach (var letter in name) host = (host ^ letter) * 1099511628211;
        host &= ~0xffffUL;
        return name.Length is > 0 and <= AgentName.MaxLength;
    }

    private static bool TryKind(ReadOnlySpan<byte> word, out byte operation)
    {
        operation = Ascii.EqualsIgnoreCase(word, "write"u8) ? Operation.Write : Operation.Read;
        return operation == Operation.Write || Ascii.EqualsIgnoreCase(word, "read"u8);
    }

    private static ReadOnlySpan<byte> FieldAt(ReadOnlySpan<byte> line, int column)
    {
        if (column > line.Length) return line;
        var end = line[(column - 1)..].IndexOf((byte)',');
        return end < 0 ? line[(column - 1)..] : line.Slice(column - 1, end);
    }
}
