using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>A checked workload; agents, tiers and regions are named by their index.</summary>
public sealed record WorkloadPlan(
    string Namespace, string Name, string Doc, HierarchyPlan Hierarchy, EquatableArray<WorkloadRegionPlan> Regions,
    EquatableArray<PhasePlan> Phases);

/// <summary>Neighbouring pages that a program asked for together.</summary>
/// <param name="Kind">0 anon, 1 shmem, 2 file, 3 kernel.</param>
/// <param name="Wish">The tiers it asked for.</param>
public sealed record WorkloadRegionPlan(string Name, long Pages, int Kind, WishPlan Wish)
{
    /// <summary>It asks for huge pages.</summary>
    public bool Huge { get; init; }

    /// <summary>Whose pages they are, or -1.</summary>
    public int Tenant { get; init; } = -1;
}

/// <param name="Bound">The only tier that will do, or -1.</param>
/// <param name="Named">Tiers named among others, a bit each.</param>
/// <param name="Preferred">The tier to try first, or -1.</param>
public sealed record WishPlan(int Bound, long Named, int Preferred)
{
    public static WishPlan None { get; } = new(-1, 0, -1);
}

/// <param name="DurationNs">At least 1.</param>
/// <param name="Stats">In force from its first instant on, as are the requests made.</param>
public sealed record PhasePlan(
    string Name, string Source, long DurationNs, EquatableArray<StreamPlan> Streams, EquatableArray<StatSettingPlan> Stats,
    EquatableArray<DriverRequestPlan> Requests)
{
    /// <summary>What else happens at its first instant, in text order.</summary>
    public EquatableArray<HappeningPlan> Happenings { get; init; } = [];
}

public enum AccessPattern
{
    /// <summary>Page after page, and from the first again after the last.</summary>
    Sequential,
    /// <summary>Every page as likely as any other.</summary>
    Random,
    /// <summary>The k-th most popular page with a weight of k to the power of minus the exponent.</summary>
    Zipf,
}

/// <param name="Exponent">Of a zipf pattern, in parts per 10^9; 0 otherwise.</param>
/// <param name="Pace">Events per second, at least 1.</param>
public sealed record StreamPlan(
    string Source, int Agent, bool Write, int Region, AccessPattern Pattern, long Exponent, long Pace);

public sealed record StatSettingPlan(int Agent, int Stat, long Value);

/// <summary>The driver of a tier asks for memory back.</summary>
public sealed record DriverRequestPlan(int Tier, long Bytes);
