using CdmPolicy.Frames;
using CdmPolicy.Model;

namespace CdmPolicy.Workloads;

/// <summary>Accesses described as phases over regions; generated from a <c>workload</c> declaration.</summary>
/// <param name="Hierarchy">The one it was written for: page size, agents and tiers are its own.</param>
public sealed record Workload(
    string Name, HierarchyModel Hierarchy, WorkloadRegion[] Regions, WorkloadPhase[] Phases)
{
    /// <summary>The accesses as a trace; the same seed gives the same trace on every machine.</summary>
    /// <param name="progress">Told now and then which share of them is made.</param>
    /// <exception cref="InvalidOperationException">More accesses or pages than a trace can hold.</exception>
    public WorkloadTrace Generate(long seed = 0, Action<double>? progress = null) =>
        new WorkloadGenerator(this, seed).Generate(progress);
}

/// <summary>Neighbouring pages that a program asked for together.</summary>
/// <param name="Pages">At least 1.</param>
/// <param name="Bound">The only tier that will do, or -1.</param>
/// <param name="Named">Tiers named among others, a bit each.</param>
/// <param name="Preferred">The tier to try first, or -1.</param>
/// <param name="Tenant">Whose pages they are, or -1.</param>
/// <param name="Huge">It asks for huge pages, of which it holds as many as are whole.</param>
public sealed record WorkloadRegion(
    string Name, long Pages, PageKind Kind, int Bound = -1, int Named = 0, int Preferred = -1, int Tenant = -1,
    bool Huge = false);

/// <summary>A stretch of time in which the same streams of accesses run side by side.</summary>
/// <param name="DurationNs">At least 1.</param>
/// <param name="Stats">What devices report from its first instant on.</param>
/// <param name="Requests">What drivers ask for at its first instant.</param>
public sealed record WorkloadPhase(
    string Name, long DurationNs, AccessStream[] Streams, StatChange[] Stats, DriverRequest[] Requests)
{
    /// <summary>What else happens at its first instant, behind these.</summary>
    public Happening[] Happenings { get; init; } = [];
}

/// <summary>A pin, a hint or a tier that goes: of a region it is about each of its pages, in order.</summary>
/// <param name="Target">The index of the region, or of the tier.</param>
/// <param name="Hint">The hint's name; else empty.</param>
public sealed record Happening(Traces.TraceEventKind Kind, int Agent, int Target, string Hint = "");

/// <summary>How a stream chooses its pages.</summary>
public enum AccessPattern
{
    /// <summary>From the region's first page on, and from the first again after the last.</summary>
    Sequential,
    /// <summary>Every page as likely as any other, each time anew.</summary>
    Random,
    /// <summary>The k-th most popular page with a weight of k to the power of minus the exponent.</summary>
    Zipf,
    /// <summary>From the region's first byte on in even steps, and from there again behind its last.</summary>
    Strided,
}

/// <summary>The steps of a strided stream.</summary>
/// <param name="StepBytes">0: always the first byte.</param>
/// <param name="ExtentBytes">The bytes walked, at least 1; the region's pages hold them.</param>
public sealed record Stride(long StepBytes, long ExtentBytes, int PageBytes);

/// <param name="Agent">By its index in the hierarchy.</param>
/// <param name="Region">By its index in the workload.</param>
/// <param name="Exponent">Of a zipf pattern, in parts per 10^9; more than 0.</param>
/// <param name="Pace">Events per second, at least 1; event k happens ⌊k · 10^9 / pace⌋ ns after the phase began.</param>
public sealed record AccessStream(
    int Agent, bool Write, int Region, AccessPattern Pattern, long Exponent, long Pace)
{
    /// <summary>Of a strided pattern.</summary>
    public Stride? Stride { get; init; }
}

/// <summary>What a device's driver reports, by index of the agent and of its statistic.</summary>
public readonly record struct StatChange(int Agent, int Stat, long Value);

/// <summary>The driver of a tier asks for memory back.</summary>
public readonly record struct DriverRequest(int Tier, long Bytes);
