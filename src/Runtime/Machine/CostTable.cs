using CdmPolicy.Model;

namespace CdmPolicy;

/// <summary>What accesses and moves cost, in ns, worked out once.</summary>
/// <remarks>
/// An access costs the initiator's latency plus the transfer of one 64-byte line at its bandwidth, rounded up. A move costs
/// the link's latency plus the page over the slowest of link, source and target, rounded up.
/// </remarks>
internal sealed class CostTable
{
    private const long LineBytes = 64;
    private const long NsPerSecond = 1_000_000_000;

    private readonly int _agents;
    private readonly long[] _accessNs;
    private readonly long[] _moveNs;
    private readonly bool[] _faster;

    public CostTable(HierarchyModel hierarchy)
    {
        var tiers = hierarchy.Tiers;
        _agents = hierarchy.Agents.Length;
        _accessNs = new long[tiers.Length * _agents * 2];
        Addressable = new bool[tiers.Length * _agents];
        _moveNs = new long[tiers.Length * tiers.Length];
        _faster = new bool[tiers.Length * tiers.Length];
        for (var tier = 0; tier < tiers.Length; tier++)
        {
            for (var agent = 0; agent < _agents; agent++)
            {
                var access = tiers[tier].Access[agent];
                var line = Transfer(LineBytes, access.Bandwidth);
                _accessNs[Index(tier, agent, false)] = access.ReadNs + line;
                _accessNs[Index(tier, agent, true)] = access.WriteNs + line;
                Addressable[tier * _agents + agent] = access.Addressable;
            }

            for (var to = 0; to < tiers.Length; to++)
            {
                _moveNs[tier * tiers.Length + to] = MoveNs(hierarchy, tier, to);
                _faster[tier * tiers.Length + to] = Latency(tiers[to]) < Latency(tiers[tier]);
            }
        }

        AllAddressable = Addressable.All(a => a);
        if (hierarchy.Store is not { } store) return;
        StoreReadNs = store.ReadNs + Transfer(hierarchy.PageBytes, store.Bandwidth);
        StoreWriteNs = store.WriteNs + Transfer(hierarchy.PageBytes, store.Bandwidth);
    }

    public int Length => _accessNs.Length;

    /// <summary>By tier · agents + agent.</summary>
    public bool[] Addressable { get; }

    public bool AllAddressable { get; }

    /// <summary>Reading one page from the store.</summary>
    public long StoreReadNs { get; }

    /// <summary>Writing one page to it.</summary>
    public long StoreWriteNs { get; }

    public int Index(int tier, int agent, bool write) => (tier * _agents + agent) * 2 + (write ? 1 : 0);

    public long Access(int index) => _accessNs[index];

    public long Move(int from, int to, int tiers) => _moveNs[from * tiers + to];

    /// <summary>Is a move a promotion: does the first agent read the target sooner than the source?</summary>
    public bool IsPromotion(int from, int to, int tiers) => _faster[from * tiers + to];

    private static long Latency(TierModel tier) => tier.Access[0].ReadNs + tier.Access[0].WriteNs;

    private static long MoveNs(HierarchyModel hierarchy, int from, int to)
    {
        var link = Array.Find(hierarchy.Links, l => l.From == from && l.To == to);
        var source = hierarchy.Tiers[from];
        var target = hierarchy.Tiers[to];
        var bandwidth = Math.Min(source.Bandwidth, target.Bandwidth);
        // Without a link the slower of the two tiers decides, latency included.
        var latency = link?.LatencyNs ?? Math.Max(source.Access[0].ReadNs, target.Access[0].WriteNs);
        return latency + Transfer(hierarchy.PageBytes, link is null ? bandwidth : Math.Min(bandwidth, link.Bandwidth));
    }

    private static long Transfer(long bytes, long bandwidth) =>
        (long)((bytes * (Int128)NsPerSecond + bandwidth - 1) / bandwidth);
}
