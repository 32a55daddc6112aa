namespace CdmPolicy.Traces;

/// <summary>How far reading is.</summary>
/// <param name="Events">Read so far; 0 where a format is read in parallel.</param>
/// <param name="Share">Of the file, from 0 to 1; null where its length is not known.</param>
public readonly record struct ReadProgress(long Events, double? Share);

/// <summary>What a reader cannot know from the file.</summary>
public sealed record TraceReadOptions
{
    public static TraceReadOptions Default { get; } = new();

    /// <summary>Size of a page in bytes, a power of two from 64 to 2^30. A compact trace brings its own.</summary>
    public int PageBytes
    {
        get;
        init => field = IsPageSize(value) ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = 4096;

    /// <summary>Nanoseconds between two events where the source has no times; see <see cref="Trace.Interval"/>.</summary>
    public long Interval { get; init; } = Trace.DefaultInterval;

    /// <summary>
    /// Whether a source that records single loads and stores has consecutive references of one stream (instructions or
    /// data) to the same page collapsed into one event, a write if any of them was.
    /// </summary>
    public bool Collapse { get; init; } = true;

    /// <summary>Of what a source leaves to chance.</summary>
    public long Seed { get; init; }

    /// <summary>Accesses a second, 1 to 10^9, where a source describes accesses and does not say how fast they come.</summary>
    public long GeneratedPace
    {
        get;
        init => field = value is > 0 and <= 1_000_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = 1_000_000;

    /// <summary>How much of what happened the source holds, where its format does not say; null: not known either.</summary>
    public TraceSampling? Sampling { get; init; }

    /// <summary>The most accesses that a source which counts accesses to regions becomes; larger ones are thinned out.</summary>
    public long MostSynthesized { get; init; } = 30_000_000;

    /// <summary>Told now and then how far reading is, by the thread that reads.</summary>
    public Action<ReadProgress>? Progress { get; init; }

    internal static bool IsPageSize(long bytes) => bytes is >= 64 and <= 1 << 30 && long.IsPow2(bytes);
}
