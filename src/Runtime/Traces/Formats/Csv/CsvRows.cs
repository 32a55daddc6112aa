using System.Numerics;
using System.Text;

namespace CdmPolicy.Traces;

/// <summary>Turns lines of a table into events.</summary>
internal sealed class CsvRows(CsvColumns columns, TraceBuilder builder, int pageBytes)
{
    private readonly int _shift = BitOperations.Log2((uint)pageBytes);
    private readonly bool _timed = columns.Roles.Contains(CsvRole.Time);
    private readonly List<byte[]> _agents = [];

    public void Add(ReadOnlySpan<byte> line, CsvPlace place)
    {
        var fields = new CsvFields(line, columns.Separator);
        var (time, page, operation, agent) = (0L, 0UL, Operation.Read, 0);
        var (mark, hasPage, name, value) = (default(TraceEventKind), false, "", 0UL);
        var (nameColumn, valueColumn, requestColumn, request) = (0, 0, 0, "");
        var count = 0;
        for (; fields.TryNext(out var field); count++)
        {
            if (count == columns.Roles.Length)
                throw place.Error(fields.Column, $"the line has more than {count} columns", CsvColumns.Form);
            switch (columns.Roles[count])
            {
                case CsvRole.Time: time = TimeOf(field, place, fields.Column); break;
                case CsvRole.Address or CsvRole.Page when IsNothing(field): break;
                case CsvRole.Address: (page, hasPage) = (NumberOf(field, place, fields.Column, "address") >> _shift, true); break;
                case CsvRole.Page: (page, hasPage) = (NumberOf(field, place, fields.Column, "page number"), true); break;
                case CsvRole.Operation:
                    mark = CsvMarks.Kind(field);
                    if (mark == default) operation = OperationOf(field, place, fields.Column);
                    break;
                case CsvRole.Name when IsNothing(field): break;
                case CsvRole.Name: (name, nameColumn) = (NameOf(field, place, fields.Column), fields.Column); break;
                case CsvRole.Value when IsNothing(field): break;
                case CsvRole.Value: (value, valueColumn) = (NumberOf(field, place, fields.Column, "value"), fields.Column); break;
                case CsvRole.Request when IsNothing(field): break;
                case CsvRole.Request: (request, requestColumn) = (Encoding.Latin1.GetString(field), fields.Column); break;
                case CsvRole.Agent: agent = AgentOf(field, place, fields.Column); break;
            }
        }
        if (count < columns.Required)
            throw place.Error(line.Length + 1, "the line ends before its address", CsvColumns.Form);
        if (requestColumn > 0 && mark != TraceEventKind.Map)
            throw place.Error(requestColumn, "only `map` has a request");
        if (requestColumn > 0 && MapRequest.Parse(request) is null)
            throw place.Error(requestColumn, $"`{request[..Math.Min(request.Length, 40)]}` is no request", MapRequest.Form);
        if (mark != default)
        {
            if (hasPage != (TraceEvent.HasPage(mark) || TraceEvent.HasSpan(mark)))
                throw place.Error(1, $"`{CsvMarks.Word(mark)}` {(hasPage ? "has no" : "needs an")} address", CsvMarks.Form);
            if (name.Length > 0 != TraceEvent.HasName(mark))
                throw place.Error(1, $"`{CsvMarks.Word(mark)}` {(name.Length > 0 ? "has no" : "needs a")} name", CsvMarks.Form);
            if (valueColumn == 0 && mark is TraceEventKind.Reclaim or TraceEventKind.Stat)
                throw place.Error(line.Length + 1, $"`{CsvMarks.Word(mark)}` needs a value", "bytes of a request, or what the statistic is from now on, in the column `value`");
            if (value > long.MaxValue) throw place.Error(1, "the value is above 2^63-1");
            if (TraceEvent.HasSpan(mark) && !MappedRegions.IsSpan(page, value, pageBytes))
                throw place.Error(1, $"`{CsvMarks.Word(mark)}` needs bytes that lie below the end of all addresses", "write their number in the column `value`");
            if (mark == TraceEventKind.Map && MappedRegions.KindOf(name) is null)
                throw place.Error(1, $"`{name}` is no kind of page", "there is `anon`, `shmem`, `file` and `kernel`");
            builder.AddEvent(mark, _timed ? time : null, agent, hasPage ? page : null, name, (long)value, request);
            return;
        }

        if (!hasPage) throw place.Error(1, "the line has no address", CsvColumns.Form);
        if (nameColumn > 0) throw place.Error(nameColumn, $"an access has no name, and this one has `{name}`", CsvMarks.Form);
        if (valueColumn > 0) throw place.Error(valueColumn, "an access has no value", CsvMarks.Form);
        if (_timed) builder.AddAt(time, page, Operation.By(agent, operation));
        else builder.Add(page, Operation.By(agent, operation));
    }

    private long TimeOf(ReadOnlySpan<byte> field, CsvPlace place, int column)
    {
        if (!TextNumber.TryParse(field, out var value))
            throw place.Error(column, $"{TextNumber.Quote(field)} is no whole number of a time",
                "times are integers from 0; the header's `time_us`, `time_ms` or `time_s` sets their unit");
        if (value > (ulong)(long.MaxValue / columns.Unit))
            throw place.Error(column, $"the time {TextNumber.Quote(field)} is more than 292 years");
        var time = (long)value * columns.Unit;
        if (time < builder.LastTime)
            throw place.Error(column, $"the time {TextNumber.Quote(field)} is before that of the access above",
                "sort the trace by time");
        return time;
    }

    private static bool IsNothing(ReadOnlySpan<byte> field) => field is [] or [(byte)'-'];

    private static string NameOf(ReadOnlySpan<byte> field, CsvPlace place, int column)
    {
        var name = Encoding.Latin1.GetString(field);
        return AgentName.IsValid(name) ? name : throw place.Error(column, $"{TextNumber.Quote(field)} is no name", CsvMarks.Form);
    }

    private static ulong NumberOf(ReadOnlySpan<byte> field, CsvPlace place, int column, string what) =>
        TextNumber.TryParse(field, out var value) ? value : throw place.Error(
            column, $"{TextNumber.Quote(field)} is no {what}", "write it in decimal, or in hexadecimal after `0x`");

    private static byte OperationOf(ReadOnlySpan<byte> field, CsvPlace place, int column)
    {
        if (field is [var letter])
        {
            switch (letter)
            {
                case (byte)'r' or (byte)'R' or (byte)'0': return Operation.Read;
                case (byte)'w' or (byte)'W' or (byte)'1': return Operation.Write;
                case (byte)'i' or (byte)'I': return Operation.Fetch;
            }
        }
        if (field.IsEmpty || Ascii.EqualsIgnoreCase(field, "read"u8)) return Operation.Read;
        if (Ascii.EqualsIgnoreCase(field, "write"u8)) return Operation.Write;
        if (Ascii.EqualsIgnoreCase(field, "fetch"u8)) return Operation.Fetch;
        throw place.Error(column, $"{TextNumber.Quote(field)} is no kind of access",
            "write `r`, `read` or `0`; `w`, `write` or `1`; or `i` or `fetch` for an instruction");
    }

    private int AgentOf(ReadOnlySpan<byte> field, CsvPlace place, int column)
    {
        for (var i = 0; i < _agents.Count; i++)
            if (field.SequenceEqual(_agents[i])) return i;

        var name = field.IsEmpty ? Trace.DefaultAgent : Encoding.Latin1.GetString(field);
        if (!AgentName.IsValid(name))
            throw place.Error(column, $"{TextNumber.Quote(field)} is no name of an agent", AgentName.Form);
        var index = builder.AgentIndex(name);
        if (index < 0)
            throw place.Error(column, $"a trace has at most {Operation.MaxAgents} agents");
        // An empty field shares the default agent's index and is then recognised by name only.
        if (index == _agents.Count) _agents.Add(field.ToArray());
        return index;
    }
}
