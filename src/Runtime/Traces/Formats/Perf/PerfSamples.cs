using System.Globalization;
using System.Text;

namespace CdmPolicy.Traces;

/// <summary>Turns lines of <c>perf script</c> into events.</summary>
internal sealed class PerfSamples(TraceBuilder builder, int pageBytes)
{
    private const string Form =
        "print the samples with `perf script --ns -F comm,pid,tid,cpu,time,event,addr,data_src`, or with `addr` alone where there is no `data_src`";

    private readonly AddressSpaces _spaces = new(pageBytes);
    private bool? _timed;
    private long _untold;

    public LeftOut LeftOut { get; } = new();

    public IReadOnlyList<string> Notes => _untold == 0
        ? LeftOut.Notes
        : [.. LeftOut.Notes, $"{_untold.ToString("#,0", CultureInfo.InvariantCulture)} samples tell neither load nor store and count as loads"];

    public void Add(ReadOnlySpan<byte> line, CsvPlace place)
    {
        var isSample = line.IndexOf("PERF_RECORD_"u8) < 0;
        if (!PerfLine.TryParse(line, out var sample))
        {
            if (!isSample)
            {
                LeftOut.Add("records that are no samples");
                return;
            }

            throw place.Error(1, $"{TextNumber.Quote(line.Trim((byte)' '))} names no event", Form);
        }

        if (!isSample)
        {
            AddMapping(line, sample);
            return;
        }

        if ((_timed ??= sample.HasTime) != sample.HasTime)
            throw place.Error(1, $"the sample has {(sample.HasTime ? "a" : "no")} time, and the first one has {(sample.HasTime ? "none" : "one")}", Form);
        if (sample.HasTime && sample.Time < builder.LastTime)
            throw place.Error(1, "the sample is earlier than the one above", "do not let `perf script` print the files of several runs at once");

        var address = AddressOf(sample, place);
        if (address == 0)
        {
            LeftOut.Add("samples without an address");
            return;
        }

        if (!_spaces.TryPageOf(sample.Process, address, out var page))
            throw place.Error(1, $"the trace has more than {_spaces.Limit} processes", "choose some with `--pid`, or record one program alone");
        var operation = OperationOf(sample);
        if (sample.HasTime) builder.AddAt(sample.Time, page, operation);
        else builder.Add(page, operation);
    }

    private void AddMapping(ReadOnlySpan<byte> line, PerfLine record)
    {
        // A mapping that was there before recording has the time 0, wherever it stands.
        if (line.IndexOf("PERF_RECORD_MMAP"u8) < 0 || !PerfMapping.TryParse(record.Rest, pageBytes, out var mapping)
            || !_spaces.TryPageOf(record.Process, mapping.Address, out var page))
            LeftOut.Add("records that are no samples");
        else
            builder.AddEvent(
                TraceEventKind.Map, record.HasTime ? Math.Max(record.Time, builder.LastTime) : null, 0, page, mapping.Kind, (long)mapping.Bytes);
    }

    private static ulong AddressOf(PerfLine sample, CsvPlace place)
    {
        var fields = new CsvFields(sample.Rest, (byte)' ');
        if (!fields.TryNext(out var first)) throw place.Error(sample.RestColumn, "the sample has no address", Form);
        var column = sample.RestColumn + fields.Column - 1;
        if (!TryHex(first, out var address)) throw place.Error(column, $"{TextNumber.Quote(first)} is no address", Form);
        if (!fields.TryNext(out var next) || next[0] == '|' || TryHex(next, out _)) return address;

        // A symbol: the address is the data's only if that of the instruction stands behind it.
        for (var closed = false; fields.TryNext(out next); closed = next[^1] == ')')
            if (closed && TryHex(next, out _)) return address;
        throw place.Error(column, $"{TextNumber.Quote(first)} may be the instruction's address, since it is the only one", Form);
    }

    private static bool TryHex(ReadOnlySpan<byte> text, out ulong value)
    {
        if (text.StartsWith("0x"u8)) text = text[2..];
        return TextNumber.TryTakeHex(ref text, out value) && text.IsEmpty;
    }

    /// <summary>What the processor says of the access, or else what the event's name says of all of its samples.</summary>
    private byte OperationOf(PerfLine sample)
    {
        var at = sample.Rest.IndexOf("|OP "u8);
        if (at >= 0)
        {
            var word = sample.Rest[(at + 4)..].TrimStart((byte)' ');
            if (word.StartsWith("STORE"u8)) return Operation.Write;
            if (word.StartsWith("LOAD"u8) || word.StartsWith("PFETCH"u8)) return Operation.Read;
            if (word.StartsWith("EXEC"u8)) return Operation.Fetch;
        }

        var (loads, stores) = (Names(sample.Event, "load"), Names(sample.Event, "store"));
        if (loads == stores) _untold++;
        return stores && !loads ? Operation.Write : Operation.Read;
    }

    private static bool Names(ReadOnlySpan<byte> text, string word)
    {
        for (; text.Length >= word.Length; text = text[1..])
            if (Ascii.EqualsIgnoreCase(text[..word.Length], word)) return true;
        return false;
    }
}
