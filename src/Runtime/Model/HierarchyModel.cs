namespace CdmPolicy.Model;

/// <summary>A hierarchy as generated code describes it to the machine.</summary>
/// <param name="PageBytes">A power of two.</param>
/// <param name="Fallbacks">Tier indexes in order, one chain per agent.</param>
/// <param name="Store">Where evicted pages go; null where nothing can be evicted.</param>
public sealed record HierarchyModel(
    string Name, long PageBytes, AgentModel[] Agents, TierModel[] Tiers, StoreModel? Store, LinkModel[] Links,
    int[][] Fallbacks)
{
    /// <summary>The second page size, a power of two; 0 for none.</summary>
    public long HugeBytes { get; init; }

    /// <summary>Where anonymous and shared memory is evicted to; null: to the store.</summary>
    public SwapModel? Swap { get; init; }

    /// <summary>Who shares the memory; pages may also have no tenant.</summary>
    public TenantModel[] Tenants { get; init; } = [];

    /// <summary>Page frames of all tiers together: they are numbered in 32 bits.</summary>
    public const long MaxFrames = int.MaxValue - 64;

    /// <summary>The same hierarchy with other capacities, in bytes, by tier name; whole pages, at least one.</summary>
    /// <exception cref="ArgumentException">A name is no tier, or a capacity is no positive multiple of the page size.</exception>
    public HierarchyModel WithCapacities(IReadOnlyDictionary<string, long> capacities)
    {
        foreach (var (name, bytes) in capacities)
        {
            if (Tiers.All(t => t.Name != name))
                throw new ArgumentException($"`{name}` is no tier of `{Name}`", nameof(capacities));
            if (bytes <= 0 || bytes % PageBytes != 0)
                throw new ArgumentException($"the capacity of `{name}` must be a positive multiple of {PageBytes} bytes", nameof(capacities));
        }

        return this with
        {
            Tiers = [.. Tiers.Select(t => capacities.TryGetValue(t.Name, out var bytes) ? t with { CapacityBytes = bytes } : t)],
        };
    }
}

public sealed record AgentModel(string Name, bool IsDevice, StatModel[] Stats)
{
    /// <summary>The names of the counters of accesses that it has for each page.</summary>
    public string[] PageStats { get; init; } = [];
}

/// <summary>What a device's driver reports.</summary>
/// <param name="Unit">The language's type, as for a parameter.</param>
public sealed record StatModel(string Name, string Unit);

/// <param name="Access">By agent index.</param>
/// <param name="PageKinds">One bit per <see cref="Frames.PageKind"/> that may live here.</param>
/// <param name="Implicit">May be reached without being named by a request, a rule or a driver.</param>
/// <param name="ReclaimedByKernel">Direct and background reclaim may touch it.</param>
/// <param name="Driver">The agent whose driver owns it, or -1.</param>
public sealed record TierModel(
    string Name, string Kind, long CapacityBytes, long Bandwidth, AccessModel[] Access, bool Implicit, bool Bind,
    bool Movable, int PageKinds, bool ReclaimedByKernel, int Driver, bool AcceptsPlacement, bool AcceptsDemotion,
    bool AcceptsPromotion)
{
    /// <summary>How long a page may be held still here.</summary>
    public PinPermission Pins { get; init; } = PinPermission.Any;

    /// <summary>A write to a page here is a fault of its own.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What is in it when it goes offline is lost, not drained.</summary>
    public bool LosesPages { get; init; }

    /// <summary>Blocks of which size are meant to stay whole, a power of two; 0 for none.</summary>
    public long ContiguousBytes { get; init; }
}

/// <summary>Which pins a tier permits.</summary>
public enum PinPermission : byte
{
    /// <summary>A pin is a fault first: the page goes elsewhere.</summary>
    None,
    Short,
    Any,
}

/// <summary>One agent's view of a tier: latencies in ns, bandwidth in bytes per second.</summary>
/// <param name="Remote">It cannot address the tier, and reaches a page in place when the policy leaves it there.</param>
public sealed record AccessModel(long ReadNs, long WriteNs, long Bandwidth, bool Addressable, bool Remote = false);

public sealed record StoreModel(string Name, long ReadNs, long WriteNs, long Bandwidth);

/// <summary>A store for anonymous and shared memory, with an end.</summary>
public sealed record SwapModel(string Name, long CapacityBytes, long ReadNs, long WriteNs, long Bandwidth);

/// <param name="Shares">At most one for each tier.</param>
public sealed record TenantModel(string Name, ShareModel[] Shares);

/// <summary>What a tenant has of a tier, in bytes.</summary>
/// <param name="Low">Reclaim passes over its pages while it has no more than this; 0 for none.</param>
/// <param name="Max">It never has more; -1 for no limit.</param>
public sealed record ShareModel(int Tier, long Low, long Max);

/// <summary>One direction of a link.</summary>
public sealed record LinkModel(int From, int To, long Bandwidth, long LatencyNs);
