using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>A checked hierarchy; agents and tiers are named by their index from here on.</summary>
/// <param name="PageBytes">A power of two.</param>
/// <param name="Fallbacks">One chain per agent, by agent index.</param>
public sealed record HierarchyPlan(
    string Namespace, string Name, string Doc, long PageBytes, EquatableArray<AgentPlan> Agents,
    EquatableArray<TierPlan> Tiers, StorePlan? Store, EquatableArray<LinkPlan> Links,
    EquatableArray<EquatableArray<int>> Fallbacks);

public sealed record AgentPlan(string Name, string Doc, bool IsDevice, EquatableArray<StatPlan> Stats)
{
    /// <summary>The names of the counters of accesses that it has for each page.</summary>
    public EquatableArray<string> PageStats { get; init; } = [];
}

public sealed record StatPlan(string Name, ValueType Type);

public enum TierKind
{
    OnDie,
    Ram,
    Cxl,
    Cdm,
    DevicePrivate,
    Persistent,
    Dax,
}

public enum PinPermission
{
    None,
    Short,
    Any,
}

public enum ReclaimedBy
{
    None,
    Kernel,
    Driver,
}

/// <summary>Which moves may end in a tier.</summary>
[Flags]
public enum Acceptance
{
    None = 0,
    Place = 1,
    Demote = 2,
    Promote = 4,
    All = 7,
}

/// <param name="CapacityBytes">A multiple of the page size.</param>
/// <param name="Access">What each agent sees, by agent index.</param>
/// <param name="PageKinds">One bit per page kind (bit 0 anon, 1 shmem, 2 file, 3 kernel) that may live here.</param>
/// <param name="Driver">The agent whose driver owns the tier, or -1.</param>
public sealed record TierPlan(
    string Name, string Doc, TierKind Kind, long CapacityBytes, EquatableArray<AccessPlan> Access, long Bandwidth,
    bool Implicit, bool Bind, bool Movable, PinPermission Pins, int PageKinds, ReclaimedBy Reclaim, int Driver,
    Acceptance Accepts);

/// <summary>One agent's view of one tier: latencies in ns, bandwidth in bytes per second.</summary>
/// <param name="Addressable">False: an access is a fault that the policy must answer.</param>
public sealed record AccessPlan(long ReadNs, long WriteNs, long Bandwidth, bool Addressable);

public sealed record StorePlan(string Name, long ReadNs, long WriteNs, long Bandwidth);

/// <summary>One direction of a declared link.</summary>
public sealed record LinkPlan(int From, int To, long Bandwidth, long LatencyNs);
