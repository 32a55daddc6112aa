namespace CdmPolicy;

/// <summary>What one observer did, and what it cost.</summary>
public struct ObserverCounters
{
    /// <summary>Pages whose bit was read, or that were unmapped.</summary>
    public long Scanned;

    /// <summary>Accesses it told the policy of.</summary>
    public long Seen;

    /// <summary>The price of all that, ns.</summary>
    public long CostNs;
}
