using System.Numerics;

namespace CdmPolicy.Traces;

/// <summary>
/// What <c>valgrind --tool=lackey --trace-mem=yes</c> prints: <c>I  04016b20,3</c> for an instruction fetch and
/// <c> L</c>, <c> S</c>, <c> M</c> with an address in hexadecimal and a size in bytes for a load, a store and both.
/// It has no times and one agent.
/// </summary>
internal sealed class LackeyFormat : ITraceFormat
{
    private const string Form = "a line is `I  04016b20,3`, ` L 1ffefff8,8`, ` S …` or ` M …`; valgrind's `--log-file` keeps"
        + " the program's own output out";

    /// <summary>Larger than anything one instruction touches.</summary>
    private const ulong MaxSize = 1 << 16;

    public string Name => "valgrind lackey text";

    public IReadOnlyList<string> Extensions => [".lackey", ".lackey.txt"];

    public TraceFidelity Fidelity { get; } = new(TraceSampling.Every, "loads, stores and instruction fetches", "none");

    public bool LooksLike(ReadOnlySpan<byte> start)
    {
        while (!start.IsEmpty)
        {
            var end = start.IndexOf((byte)'\n');
            var line = end < 0 ? start : start[..end];
            if (!IsNoise(line)) return TryParse(line, out _);
            start = end < 0 ? default : start[(end + 1)..];
        }
        return false;
    }

    public Trace Read(TraceInput input, TraceReadOptions options)
    {
        var builder = input.NewBuilder(options);
        var lines = new LineReader(input.Source, input.Path);
        var shift = BitOperations.Log2((uint)options.PageBytes);
        var leftOut = new LeftOut();
        var (fetches, data) = (new PageRun(builder, options.Collapse), new PageRun(builder, options.Collapse));
        while (lines.TryRead(out var line))
        {
            if (TryParse(line, out var access))
            {
                var stream = Operation.IsFetch(access.Operation) ? fetches : data;
                // An access that crosses the end of a page touches the next one as well.
                var last = access.Address + access.Size - 1 >> shift;
                for (var page = access.Address >> shift; page <= last; page++) stream.Touch(page, access.Operation);
            }
            else if (IsNoise(line))
            {
                leftOut.Add(line.StartsWith("SB "u8) ? "superblocks" : "lines of messages");
            }
            else
            {
                throw new TraceException($"{TextNumber.Quote(line)} is no line of a lackey trace", input.Path,
                    TracePlace.AtLine(lines.Number), Form);
            }
        }
        var trace = builder.Build(options.Interval);
        trace.Notes = leftOut.Notes;
        return trace;
    }

    private readonly record struct Access(byte Operation, ulong Address, ulong Size);

    private static bool TryParse(ReadOnlySpan<byte> line, out Access access)
    {
        access = default;
        if (line.Length < 6) return false;
        byte operation;
        switch ((line[0], line[1], line[2]))
        {
            case ((byte)'I', (byte)' ', (byte)' '): operation = Operation.Fetch; break;
            case ((byte)' ', (byte)'L', (byte)' '): operation = Operation.Read; break;
            case ((byte)' ', (byte)'S' or (byte)'M', (byte)' '): operation = Operation.Write; break;
            default: return false;
        }
        var rest = line[3..];
        if (!TextNumber.TryTakeHex(ref rest, out var address) || rest is not [(byte)',', .. var digits]) return false;
        if (!TextNumber.TryTakeDecimal(ref digits, out var size) || !digits.TrimEnd(" \r"u8).IsEmpty) return false;
        if (size is 0 or > MaxSize || address > ulong.MaxValue - size) return false;
        access = new(operation, address, size);
        return true;
    }

    /// <summary>Valgrind's own messages, the superblocks that lackey can list as well, and blank lines.</summary>
    private static bool IsNoise(ReadOnlySpan<byte> line) =>
        line.StartsWith("=="u8) || line.StartsWith("--"u8) || line.StartsWith("**"u8) || line.StartsWith("SB "u8)
        || line.Trim(" \t\r"u8).IsEmpty;
}
