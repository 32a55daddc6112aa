using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>A checked hierarchy; agents and tiers are named by their index from here on.</summary>
/// <param name="PageBytes">A power of two.</param>
/// <param name="Fallbacks">One chain per agent, by agent index.</param>
public sealed record HierarchyPlan(
    string Namespace, string Name, string Doc, long PageBytes, EquatableArray<AgentPlan> Agents,
    EquatableArray<TierPlan> Tiers, StorePlan? Store, EquatableArray<LinkPlan> Links,
    EquatableArray<EquatableArray<int>> Fallbacks)
{
    /// <summary>The second page size, a power of two; 0 where there is none.</summary>
    public long HugeBytes { get; init; }

    /// <summary>Base pages of a huge page; 1 where there is none.</summary>
    public int HugePages => HugeBytes == 0 ? 1 : (int)(HugeBytes / PageBytes);

    /// <summary>Some tier keeps its free frames as aligned blocks.</summary>
    public bool HasBlocks => HugeBytes > 0 || Tiers.Any(t => t.ContiguousBytes > 0);

    /// <summary>Who shares the memory.</summary>
    public EquatableArray<TenantPlan> Tenants { get; init; } = [];

    /// <summary>Where anonymous and shared memory is evicted to; null: where everything is.</summary>
    public SwapPlan? Swap { get; init; }

    /// <summary>The machine may have a search for a victim pass over pages of the tier.</summary>
    public bool PassesOver(int tier) => Swap is not null || IsShared(tier);

    private bool IsShared(int tier) => Tenants.Any(t => t.Shares.Any(s => s.Tier == tier));
}

public sealed record AgentPlan(string Name, string Doc, bool IsDevice, EquatableArray<StatPlan> Stats)
{
    /// <summary>The names of the counters of accesses that it has for each page.</summary>
    public EquatableArray<string> PageStats { get; init; } = [];

    /// <summary>The tiers that are local to it, the first ones first.</summary>
    public EquatableArray<int> Near { get; init; } = [];
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
    Acceptance Accepts)
{
    /// <summary>Mapped so that a write is a fault of its own.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What is in it when it goes offline is lost, not drained.</summary>
    public bool LosesPages { get; init; }

    /// <summary>Accesses here can be observed.</summary>
    public bool Observable { get; init; } = true;

    /// <summary>Blocks of which size are meant to stay whole, a power of two; 0 for none.</summary>
    public long ContiguousBytes { get; init; }
}

/// <summary>One agent's view of one tier: latencies in ns, bandwidth in bytes per second.</summary>
/// <param name="Addressable">False: an access is a fault that the policy must answer.</param>
public sealed record AccessPlan(long ReadNs, long WriteNs, long Bandwidth, bool Addressable)
{
    /// <summary>The agent cannot address the tier, but reaches a page in place when the policy says <c>stay</c>.</summary>
    public bool Remote { get; init; }

    /// <summary>An access can be served here, after a fault or without.</summary>
    public bool Reachable => Addressable || Remote;
}

public sealed record StorePlan(string Name, long ReadNs, long WriteNs, long Bandwidth);

/// <param name="CapacityBytes">A multiple of the page size.</param>
public sealed record SwapPlan(string Name, long CapacityBytes, long ReadNs, long WriteNs, long Bandwidth);

/// <summary>One direction of a declared link.</summary>
public sealed record LinkPlan(int From, int To, long Bandwidth, long LatencyNs);
