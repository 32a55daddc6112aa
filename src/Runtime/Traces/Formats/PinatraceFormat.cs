using System.Numerics;

namespace CdmPolicy.Traces;

/// <summary>
/// What the <c>pinatrace</c> example of Pin writes: <c>0x401000: W 0x7ffc10</c>, the instruction, <c>R</c> or <c>W</c>, and the data's
/// address, each load and store in its order. It ends with <c>#eof</c>. Fetches are not in it, nor sizes, times and agents.
/// </summary>
internal sealed class PinatraceFormat : ITraceFormat
{
    private const string Form = "a line is `0x401000: R 0x7ffc10`, the instruction, `R` or `W`, and the address";

    public string Name => "pinatrace text";

    public IReadOnlyList<string> Extensions => [".pinatrace", "pinatrace.out"];

    public TraceFidelity Fidelity { get; } = new(TraceSampling.Every, "loads and stores", "none");

    public bool LooksLike(ReadOnlySpan<byte> start)
    {
        while (!start.IsEmpty)
        {
            var end = start.IndexOf((byte)'\n');
            var line = (end < 0 ? start : start[..end]).TrimEnd((byte)'\r');
            if (!IsComment(line)) return TryParse(line, out _, out _) == 0;
            start = end < 0 ? default : start[(end + 1)..];
        }

        return false;
    }

    public Trace Read(TraceInput input, TraceReadOptions options)
    {
        var builder = input.NewBuilder(options);
        var lines = new LineReader(input.Source, input.Path);
        var run = new PageRun(builder, options.Collapse);
        var shift = BitOperations.Log2((uint)options.PageBytes);
        var ended = false;
        while (lines.TryRead(out var line))
        {
            if (IsComment(line))
            {
                ended |= line.StartsWith("#eof"u8);
                continue;
            }

            if (TryParse(line, out var address, out var operation) is > 0 and var column)
                throw new TraceException($"{TextNumber.Quote(line)} is no line of a pinatrace", input.Path, TracePlace.AtLine(lines.Number, column), Form);
            run.Touch(address >> shift, operation);
        }

        var trace = builder.Build(options.Interval);
        if (!ended) trace.Notes = ["the trace does not end with `#eof`: the program was ended, or the file was cut"];
        return trace;
    }

    private static bool IsComment(ReadOnlySpan<byte> line) => line.Trim(" \t"u8) is [] or [(byte)'#', ..];

    /// <summary>0, or the column where the line goes wrong.</summary>
    private static int TryParse(ReadOnlySpan<byte> line, out ulong address, out byte operation)
    {
        (address, operation) = (0, Operation.Read);
        var fields = new CsvFields(line, (byte)' ');
        if (!fields.TryNext(out var instruction) || instruction is not [.. var ip, (byte)':'] || !IsAddress(ip, out _)) return fields.Column;
        if (!fields.TryNext(out var kind) || kind is not [(byte)'R' or (byte)'W']) return fields.Column;
        if (kind[0] == 'W') operation = Operation.Write;
        return fields.TryNext(out var data) && IsAddress(data, out address) && !fields.TryNext(out _) ? 0 : fields.Column;
    }

    private static bool IsAddress(ReadOnlySpan<byte> text, out ulong address)
    {
        address = 0;
        return text.StartsWith("0x"u8) && TextNumber.TryParse(text, out address);
    }
}
