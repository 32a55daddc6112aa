namespace CdmPolicy;

/// <summary>What the pages of one tenant had in a run.</summary>
public struct TenantCounters
{
    /// <summary>Accesses that were served.</summary>
    public long Accesses;

    /// <summary>What these cost where they were served, ns.</summary>
    public long AccessNs;

    /// <summary>Accesses to a page without a frame.</summary>
    public long Faults;

    /// <summary>Of these, those that no tier took.</summary>
    public long NotPlaced;

    /// <summary>Moves and placements refused because the tenant had its share of every target.</summary>
    public long BeyondShare;
}
