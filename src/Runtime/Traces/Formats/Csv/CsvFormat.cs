namespace CdmPolicy.Traces;

/// <summary>
/// A table of accesses, <c>time address rw agent</c>, separated by commas, tabs or blanks, the last two columns
/// optional. A header may reorder, rename or leave out columns; lines that start with <c>#</c> are comments.
/// </summary>
internal sealed class CsvFormat : IWritableTraceFormat
{
    public string Name => "`time address rw` table";

    public IReadOnlyList<string> Extensions => [".csv", ".tsv"];

    public TraceFidelity Fidelity { get; } = new(TraceSampling.Unknown, "accesses to addresses", "as its column has it");

    public bool LooksLike(ReadOnlySpan<byte> start)
    {
        while (!start.IsEmpty)
        {
            var end = start.IndexOf((byte)'\n');
            var line = (end < 0 ? start : start[..end]).TrimEnd((byte)'\r');
            if (!IsComment(line))
            {
                var fields = new CsvFields(line, CsvFields.SeparatorOf(line));
                return fields.TryNext(out var first)
                    && (CsvColumns.Meaning(first) is not null || TextNumber.TryParse(first, out _));
            }
            start = end < 0 ? default : start[(end + 1)..];
        }
        return false;
    }

    public Trace Read(TraceInput input, TraceReadOptions options)
    {
        var lines = new LineReader(input.Source, input.Path);
        CsvRows? rows = null;
        var builder = input.NewBuilder(options);
        while (lines.TryRead(out var line))
        {
            if (IsComment(line)) continue;
            var place = new CsvPlace(input.Path, lines.Number);
            if (rows is not null)
            {
                rows.Add(line, place);
            }
            else if (CsvColumns.IsHeader(line))
            {
                rows = new(CsvColumns.Parse(line, place), builder, options.PageBytes);
            }
            else
            {
                rows = new(CsvColumns.WithoutHeader(CsvFields.SeparatorOf(line)), builder, options.PageBytes);
                rows.Add(line, place);
            }
        }
        return builder.Build(options.Interval);
    }

    public IReadOnlyList<string> Write(Trace trace, Stream target, string path, Action<double>? progress = null) =>
        CsvWriter.Write(trace, target, path, progress);

    private static bool IsComment(ReadOnlySpan<byte> line) => line.Trim(" \t"u8) is [] or [(byte)'#', ..];
}
