namespace CdmPolicy.Traces;

/// <summary>The formats there are; a new one is a file with a class and its line here.</summary>
public static class TraceFormats
{
    public static IReadOnlyList<ITraceFormat> All { get; } =
    [
        new CompactFormat(),
        new OracleGeneralFormat(),
        new LackeyFormat(),
        new PinatraceFormat(),
        new MsrFormat(),
        new DamonFormat(),
        new PerfFormat(),
        new CsvFormat(),
        new MasimFormat(),
    ];

    /// <summary>The endings that <see cref="TraceConverter"/> can write.</summary>
    public static IReadOnlyList<string> WritableExtensions { get; } =
        [.. All.OfType<IWritableTraceFormat>().Select(f => $"`{f.Extensions[0]}`")];

    private static string Names => string.Join(", ", All.Select(f => f.Name));

    /// <summary>Reads a trace file of any format.</summary>
    /// <exception cref="TraceException">The file cannot be read as a trace.</exception>
    public static Trace Load(string path, TraceReadOptions? options = null)
    {
        using var input = TraceInput.Open(path);
        return Load(input, options);
    }

    /// <inheritdoc cref="Load(string, TraceReadOptions?)"/>
    public static Trace Load(TraceInput input, TraceReadOptions? options = null)
    {
        try
        {
            options ??= TraceReadOptions.Default;
            if (options.Progress is { } progress) input.Report(progress);
            var format = FormatOf(input);
            var trace = format.Read(input, options);
            if (trace.Count == 0) throw new TraceException("the file holds no memory access", input.Path, TracePlace.None);
            // A compact trace knows where it came from.
            if (ReferenceEquals(trace.Fidelity, TraceFidelity.Unknown)) trace.Fidelity = format.Fidelity;
            if (options.Sampling is { } known && trace.Fidelity.Sampling == TraceSampling.Unknown) trace.Fidelity = trace.Fidelity with { Sampling = known };
            return trace;
        }
        catch (OutOfMemoryException e)
        {
            throw TraceErrors.Unreadable(e, input.Path, 0);
        }
    }

    /// <summary>The format that a path's endings name, or null.</summary>
    public static ITraceFormat? ByName(string path)
    {
        if (path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase)) path = path[..^4];
        return All.FirstOrDefault(
            format => format.Extensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The format of a file that is still unread.</summary>
    /// <exception cref="TraceException">It is none of them.</exception>
    // A magic number is certain, a name is what the author says, and only then are looks asked.
    public static ITraceFormat FormatOf(TraceInput input)
    {
        var start = input.Source.Rest;
        if (start.IsEmpty) throw new TraceException("the file is empty", input.Path, TracePlace.None);
        foreach (var format in All)
            if (format.HasMagic(start)) return format;
        if (ByName(input.Path) is { } named) return named;
        foreach (var format in All)
            if (format.LooksLike(start)) return format;
        throw new TraceException("the file is no trace of a known format", input.Path, TracePlace.None,
            $"known are {Names}, each also zstd-compressed");
    }
}
