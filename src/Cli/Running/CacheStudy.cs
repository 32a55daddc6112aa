using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Running;

/// <summary>Everything that an eviction study is shown with.</summary>
/// <param name="Format">Of the trace's file, by its name for people.</param>
/// <param name="Results">Every order at every size, order by order.</param>
internal sealed record CacheStudy(
    Trace Trace, ITraceFormat Format, IReadOnlyList<StudySize> Sizes, IReadOnlyList<CacheResult> Results)
{
    /// <summary>A result's size as the user wrote it.</summary>
    public string Written(CacheResult result) => Sizes.First(size => size.Pages == result.Size).Written;

    /// <summary>0 to 1; a trace has at least one event.</summary>
    public static double MissRatio(CacheResult result) => result.Misses / (double)result.Requests;
}
