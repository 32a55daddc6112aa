using CdmPolicy.Workloads;

namespace CdmPolicy.Traces;

/// <summary>
/// A configuration of masim, the memory access simulator that DAMON is tried with. It holds no accesses but says how to make them, so it is
/// read as a workload and played: see <see cref="MasimConfig"/>.
/// </summary>
internal sealed class MasimFormat : ITraceFormat
{
    public string Name => "masim configuration";

    public IReadOnlyList<string> Extensions => [".masim", ".masim.cfg"];

    public TraceFidelity Fidelity { get; } = new(TraceSampling.Every, "single accesses, generated", "an even pace, since masim runs as fast as it can");

    public bool LooksLike(ReadOnlySpan<byte> start)
    {
        while (!start.IsEmpty)
        {
            var end = start.IndexOf((byte)'\n');
            var line = (end < 0 ? start : start[..end]).TrimEnd((byte)'\r');
            if (!MasimConfig.IsComment(line)) return MasimConfig.TryRegion(line, out _, out _, out _);
            start = end < 0 ? default : start[(end + 1)..];
        }

        return false;
    }

    public Trace Read(TraceInput input, TraceReadOptions options)
    {
        var config = new MasimConfig(input.Path, options);
        var workload = config.Read(new LineReader(input.Source, input.Path), input.Name);
        try
        {
            var trace = workload.Generate(options.Seed).Trace;
            trace.Notes = config.Notes;
            return trace;
        }
        catch (InvalidOperationException e)
        {
            throw new TraceException(e.Message, input.Path, TracePlace.None, "ask for a lower pace with `--pace`, or for larger pages with `--page-size`");
        }
    }
}
