namespace CdmPolicy.Traces;

/// <summary>How much of what happened a source holds.</summary>
public enum TraceSampling : byte
{
    /// <summary>The format does not say.</summary>
    Unknown = 0,
    /// <summary>All that it records at all.</summary>
    Every = 1,
    /// <summary>A share of it, chosen by a counter or a clock.</summary>
    Sampled = 2,
}

/// <summary>What the events of a trace are worth: a policy that does well on samples need not do well on all accesses.</summary>
/// <param name="Granularity">What one record of the source is, in words.</param>
/// <param name="Time">What the times of the events mean, in words.</param>
public sealed record TraceFidelity(TraceSampling Sampling, string Granularity, string Time)
{
    public static TraceFidelity Unknown { get; } = new(TraceSampling.Unknown, "accesses to pages", "not known");

    /// <summary>One line for people.</summary>
    public string Describe() => $"{Word(Sampling)}: {Granularity}; time: {Time}";

    public static string Word(TraceSampling sampling) => sampling switch
    {
        TraceSampling.Every => "complete",
        TraceSampling.Sampled => "sampled",
        _ => "sampling unknown",
    };
}
