using CdmPolicy.Model;
using CdmPolicy.Traces;

namespace CdmPolicy.Bounds;

/// <summary>What a bound is asked for: the accesses of a run, in order, and what the run could do with their pages.</summary>
/// <param name="PageCount">Pages are numbered from 0 to this, exclusive.</param>
/// <param name="Pages">By access.</param>
/// <param name="Operations">By access: bit 0 a write, bits 2 to 7 the agent's index in the hierarchy.</param>
/// <param name="Regions">What the program asked for; empty: one region of anonymous memory.</param>
/// <param name="RegionOfPage">By page; empty: all in the first.</param>
public sealed record AccessHistory(
    int PageCount, int[] Pages, byte[] Operations, RegionModel[] Regions, int[] RegionOfPage)
{
    /// <summary>When each access happens, ns; null: at an even pace.</summary>
    public long[]? Times { get; init; }

    /// <summary>Nanoseconds between two accesses at an even pace.</summary>
    public long Interval { get; init; } = Trace.DefaultInterval;

    /// <summary>Moves may leave copies, to which the page goes back for nothing.</summary>
    public bool KeepsShadows { get; init; }

    /// <summary>Tiers go offline: a page that nothing takes then is lost, and comes again for nothing.</summary>
    public bool LosesTiers { get; init; }

    /// <summary>Pages that the trace unmaps are other pages when they are touched again.</summary>
    /// <param name="trace">The one that these accesses are of.</param>
    public AccessHistory WithUnmapsOf(Trace trace) => PageLives.Split(this, trace);

    public long TimeOf(int access) => Times is { } times ? times[access] : access * Interval;
}
