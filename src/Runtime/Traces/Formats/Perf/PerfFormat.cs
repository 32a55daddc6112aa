namespace CdmPolicy.Traces;

/// <summary>
/// What <c>perf script</c> prints of memory samples (<c>perf mem record</c>, or <c>perf record -d</c> with an event of PEBS, IBS or
/// SPE): one sample a line. Of its columns only the event and the data's address must be there.
/// </summary>
internal sealed class PerfFormat : ITraceFormat
{
    public string Name => "`perf script` text";

    public IReadOnlyList<string> Extensions => [".perf", ".perf.txt"];

    public TraceFidelity Fidelity { get; } = new(TraceSampling.Sampled, "single loads and stores", "of each sample, by the kernel's clock");

    public bool LooksLike(ReadOnlySpan<byte> start)
    {
        while (!start.IsEmpty)
        {
            var end = start.IndexOf((byte)'\n');
            var line = (end < 0 ? start : start[..end]).TrimEnd((byte)'\r');
            if (!IsNoise(line)) return PerfLine.TryParse(line, out var parsed) && (parsed.HasTime || parsed.Event.Contains((byte)'/'));
            start = end < 0 ? default : start[(end + 1)..];
        }

        return false;
    }

    public Trace Read(TraceInput input, TraceReadOptions options)
    {
        var builder = input.NewBuilder(options);
        var lines = new LineReader(input.Source, input.Path);
        var samples = new PerfSamples(builder, options.PageBytes);
        while (lines.TryRead(out var line))
            if (!IsNoise(line)) samples.Add(line, new CsvPlace(input.Path, lines.Number));
            else if (line is [(byte)'\t', ..]) samples.LeftOut.Add("lines of call chains");
        var trace = builder.Build(options.Interval);
        trace.Notes = samples.Notes;
        return trace;
    }

    /// <summary>The header, blank lines, and the calls below a sample, which are indented by a tab.</summary>
    private static bool IsNoise(ReadOnlySpan<byte> line) => line is [(byte)'#' or (byte)'\t', ..] || line.Trim(" \t\r"u8).IsEmpty;
}
