namespace CdmPolicy.Traces;

/// <summary>One format of traces: how to know it, read it and, where it can hold a trace, write it.</summary>
public interface ITraceFormat
{
    /// <summary>Its name for people.</summary>
    string Name { get; }

    /// <summary>Endings of file names, with the dot, that mean it. A further <c>.zst</c> is taken off before.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether its data are sampled, at what granularity, and what time means in it.</summary>
    TraceFidelity Fidelity => TraceFidelity.Unknown;

    /// <summary>Whether these first bytes can only be this format, whatever the file is called.</summary>
    bool HasMagic(ReadOnlySpan<byte> start) => false;

    /// <summary>Whether these first bytes look like this format.</summary>
    bool LooksLike(ReadOnlySpan<byte> start);

    Trace Read(TraceInput input, TraceReadOptions options);
}

/// <summary>A format that can also be written.</summary>
public interface IWritableTraceFormat : ITraceFormat
{
    /// <summary>Writes the trace and returns what of it the format cannot hold, in words; nothing when it is all there.</summary>
    /// <param name="progress">Told now and then which share is written.</param>
    IReadOnlyList<string> Write(Trace trace, Stream target, string path, Action<double>? progress = null);
}
