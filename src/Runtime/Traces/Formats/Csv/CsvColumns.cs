using System.Text;

namespace CdmPolicy.Traces;

/// <summary>What one column of a table of accesses means.</summary>
internal enum CsvRole { Time, Address, Page, Operation, Agent, Name, Value, Request }

/// <summary>The columns of a table, from its header or, without one, <c>time address rw agent</c>.</summary>
/// <param name="Unit">Nanoseconds in one unit of the time column.</param>
internal sealed record CsvColumns(byte Separator, CsvRole[] Roles, long Unit)
{
    public const string Form = "columns are `time` (or `time_ns`, `time_us`, `time_ms`, `time_s`), `address` (or `page`),"
        + " `rw`, `agent`, and for other events `name`, `value` and `request`";

    public static CsvColumns WithoutHeader(byte separator) =>
        new(separator, [CsvRole.Time, CsvRole.Address, CsvRole.Operation, CsvRole.Agent], 1);

    /// <summary>Fields up to the last one that every line must have.</summary>
    public int Required { get; } =
        1 + Array.FindLastIndex(Roles, r => r is CsvRole.Time or CsvRole.Address or CsvRole.Page);

    /// <summary>Whether a table's first line is a header: no number stands first.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> line)
    {
        var fields = new CsvFields(line, CsvFields.SeparatorOf(line));
        return fields.TryNext(out var first) && first is not [>= (byte)'0' and <= (byte)'9', ..] and not [(byte)'-', ..];
    }

    public static CsvColumns Parse(ReadOnlySpan<byte> header, CsvPlace place)
    {
        var fields = new CsvFields(header, CsvFields.SeparatorOf(header));
        var roles = new List<CsvRole>();
        var unit = 1L;
        while (fields.TryNext(out var field))
        {
            if (Meaning(field) is not { } column)
                throw place.Error(fields.Column, $"{TextNumber.Quote(field)} is no column of a trace", Form);
            if (roles.Contains(column.Role)) throw place.Error(fields.Column, "a column stands here twice", Form);
            roles.Add(column.Role);
            if (column.Role == CsvRole.Time) unit = column.Unit;
        }
        if (roles.Contains(CsvRole.Address) == roles.Contains(CsvRole.Page))
            throw place.Error(1, "the header must name one of `address` and `page`", Form);
        return new(CsvFields.SeparatorOf(header), [.. roles], unit);
    }

    /// <summary>What a header's word means, or null.</summary>
    public static (CsvRole Role, long Unit)? Meaning(ReadOnlySpan<byte> word) =>
        Encoding.Latin1.GetString(word[..Math.Min(word.Length, 20)]).ToLowerInvariant() switch
        {
            "time" or "time_ns" => (CsvRole.Time, 1),
            "time_us" => (CsvRole.Time, 1_000),
            "time_ms" => (CsvRole.Time, 1_000_000),
            "time_s" => (CsvRole.Time, 1_000_000_000),
            "address" or "addr" => (CsvRole.Address, 1),
            "page" => (CsvRole.Page, 1),
            "rw" or "op" => (CsvRole.Operation, 1),
            "agent" => (CsvRole.Agent, 1),
            "name" => (CsvRole.Name, 1),
            "value" => (CsvRole.Value, 1),
            "request" => (CsvRole.Request, 1),
            _ => null,
        };
}

/// <summary>The line that is being read, for errors in it.</summary>
internal readonly record struct CsvPlace(string Path, long Line)
{
    public TraceException Error(int column, string message, string? help = null) =>
        new(message, Path, TracePlace.AtLine(Line, column), help);
}
