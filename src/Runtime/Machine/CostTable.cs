using System.Runtime.CompilerServices;
using CdmPolicy.Model;
using CdmPolicy.Policies;

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

    // An access is numbered by tier, agent (six bits) and direction, so that no multiplication stands on the hot path.
    private const int TierShift = 7;

    /// <summary>Numbers of the accesses to one tier are below this; those to the first tier are these themselves.</summary>
    public const int PerTier = 1 << TierShift;

    private readonly int _tiers;
    private readonly long _pageBytes;
    private readonly StoreModel? _store;
    private readonly SwapModel? _swap;
    private readonly long _storeReadNs;
    private readonly long _storeWriteNs;
    private readonly long _swapReadNs;
    private readonly long _swapWriteNs;
    private readonly long[] _accessNs;
    private readonly bool[] _addressable;
    private readonly bool[] _reachable;
    private readonly byte[] _acceptedKinds;
    private readonly long[] _moveNs;
    private readonly long[] _transferNs;
    private readonly long[] _hugeMoveNs;
    private readonly long[] _hugeTransferNs;
    private readonly MoveDirection[] _directions;

    public CostTable(HierarchyModel hierarchy)
    {
        var tiers = hierarchy.Tiers;
        var agents = hierarchy.Agents.Length;
        _tiers = tiers.Length;
        (_pageBytes, _store, _swap) = (hierarchy.PageBytes, hierarchy.Store, hierarchy.Swap);
        Length = tiers.Length << TierShift;
        _accessNs = new long[Length];
        _addressable = new bool[Length];
        _reachable = new bool[Length];
        _acceptedKinds = new byte[tiers.Length * tiers.Length];
        _moveNs = new long[tiers.Length * tiers.Length];
        _transferNs = new long[tiers.Length * tiers.Length];
        _hugeMoveNs = new long[tiers.Length * tiers.Length];
        _hugeTransferNs = new long[tiers.Length * tiers.Length];
        _directions = new MoveDirection[tiers.Length * tiers.Length];
        var distances = Distances(hierarchy);
        for (var tier = 0; tier < tiers.Length; tier++)
        {
            for (var agent = 0; agent < agents; agent++)
            {
                var access = tiers[tier].Access[agent];
                var line = Transfer(LineBytes, access.Bandwidth);
                _accessNs[Index(tier, agent, false)] = Saturating.Add(access.ReadNs, line);
                _accessNs[Index(tier, agent, true)] = Saturating.Add(access.WriteNs, line);
                _addressable[Index(tier, agent, false)] = access.Addressable;
                _reachable[Index(tier, agent, false)] = access.Addressable || access.Remote;
            }

            for (var to = 0; to < tiers.Length; to++)
            {
                var pair = tier * tiers.Length + to;
                (_moveNs[pair], _transferNs[pair]) = MoveNs(hierarchy, tier, to, hierarchy.PageBytes);
                (_hugeMoveNs[pair], _hugeTransferNs[pair]) = MoveNs(hierarchy, tier, to, hierarchy.HugeBytes);
                _directions[pair] = (MoveDirection)Math.Sign(distances[to].CompareTo(distances[tier]));
                _acceptedKinds[pair] = AcceptedKinds(tiers, tier, to, _directions[pair]);
            }
        }

        AllAddressable = tiers.All(t => !t.ReadOnly && t.Access.All(a => a.Addressable));
        if (hierarchy.Swap is { } swap)
        {
            _swapReadNs = Saturating.Add(swap.ReadNs, Transfer(_pageBytes, swap.Bandwidth));
            _swapWriteNs = Saturating.Add(swap.WriteNs, Transfer(_pageBytes, swap.Bandwidth));
        }

        if (hierarchy.Store is not { } store) return;
        _storeReadNs = Saturating.Add(store.ReadNs, Transfer(_pageBytes, store.Bandwidth));
        _storeWriteNs = Saturating.Add(store.WriteNs, Transfer(_pageBytes, store.Bandwidth));
    }

    /// <summary>Numbers of accesses are below this.</summary>
    public int Length { get; }

    /// <summary>No access is a fault.</summary>
    public bool AllAddressable { get; }

    /// <summary>Reading some base pages from the store at once.</summary>
    public long StoreRead(int pages) => pages == 1 ? _storeReadNs : At(_store!.ReadNs, pages, _store.Bandwidth);

    /// <summary>Writing some to it.</summary>
    public long StoreWrite(int pages) => pages == 1 ? _storeWriteNs : At(_store!.WriteNs, pages, _store.Bandwidth);

    /// <summary>Reading some base pages from swap at once.</summary>
    public long SwapRead(int pages) => pages == 1 ? _swapReadNs : At(_swap!.ReadNs, pages, _swap.Bandwidth);

    public long SwapWrite(int pages) => pages == 1 ? _swapWriteNs : At(_swap!.WriteNs, pages, _swap.Bandwidth);


    /// <summary>The number of an access to a tier; the operation is an event's: direction and agent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(int tier, int operation) => tier << TierShift | operation >> 1 & ~1 | operation & 1;

    public static int Index(int tier, int agent, bool write) => tier << TierShift | agent << 1 | (write ? 1 : 0);

    /// <summary>An access of the same agent and direction to another tier.</summary>
    public static int InTier(int index, int tier) => tier << TierShift | index & ((1 << TierShift) - 1);

    public static int TierOf(int index) => index >> TierShift;

    public static bool IsWrite(int index) => (index & 1) != 0;

    public long Access(int index) => _accessNs[index];

    public bool IsAddressable(int tier, int agent) => _addressable[Index(tier, agent, false)];

    /// <summary>The agent can be served there, in place if it must.</summary>
    public bool IsReachable(int tier, int agent) => _reachable[Index(tier, agent, false)];

    public long Move(int from, int to, bool huge) => (huge ? _hugeMoveNs : _moveNs)[from * _tiers + to];

    /// <summary>The part of a move for which nothing else can use its link.</summary>
    public long Transfer(int from, int to, bool huge) => (huge ? _hugeTransferNs : _transferNs)[from * _tiers + to];

    /// <summary>May a page of this kind move from one tier to the other?</summary>
    public bool Accepts(int from, int to, int kind) => (_acceptedKinds[from * _tiers + to] >> kind & 1) != 0;

    /// <summary>Does a move lead nearer to the processors, or away from them?</summary>
    public MoveDirection Direction(int from, int to) => _directions[from * _tiers + to];

    private static byte AcceptedKinds(TierModel[] tiers, int from, int to, MoveDirection direction)
    {
        if (from == to || !tiers[from].Movable || !tiers[to].Movable) return 0;
        var accepts = direction switch
        {
            MoveDirection.Promotion => tiers[to].AcceptsPromotion,
            MoveDirection.Demotion => tiers[to].AcceptsDemotion,
            _ => tiers[to].AcceptsPromotion || tiers[to].AcceptsDemotion,
        };
        return accepts ? (byte)tiers[to].PageKinds : (byte)0;
    }

    // As Linux ranks its memory tiers: a node by the processor that is nearest to it, whatever devices see.
    private static long[] Distances(HierarchyModel hierarchy)
    {
        var processors = Enumerable.Range(0, hierarchy.Agents.Length).Where(agent => !hierarchy.Agents[agent].IsDevice).ToArray();
        if (processors.Length == 0) processors = [0];
        return [.. hierarchy.Tiers.Select(tier => processors.Min(agent => Latency(tier.Access[agent])))];
    }

    // What a processor cannot address is slower for it than anything it can.
    private static long Latency(AccessModel access) =>
        access.Addressable ? Saturating.Add(access.ReadNs, access.WriteNs) : long.MaxValue;

    private static (long Whole, long Transfer) MoveNs(HierarchyModel hierarchy, int from, int to, long bytes)
    {
        var link = Array.Find(hierarchy.Links, l => l.From == from && l.To == to);
        var source = hierarchy.Tiers[from];
        var target = hierarchy.Tiers[to];
        var bandwidth = Math.Min(source.Bandwidth, target.Bandwidth);
        // Without a link the slower of the two tiers decides, latency included.
        var latency = link?.LatencyNs ?? Math.Max(Mover(source).ReadNs, Mover(target).WriteNs);
        var transfer = Transfer(bytes, link is null ? bandwidth : Math.Min(bandwidth, link.Bandwidth));
        return (Saturating.Add(latency, transfer), transfer);
    }

    /// <summary>Nobody moves pages of a tier that he only reaches remotely.</summary>
    private static AccessModel Mover(TierModel tier) =>
        tier.Access[0].Remote ? Array.Find(tier.Access, a => a.Addressable) ?? tier.Access[0] : tier.Access[0];

    private long At(long latencyNs, int pages, long bandwidth) =>
        Saturating.Add(latencyNs, Transfer(pages * _pageBytes, bandwidth));

    private static long Transfer(long bytes, long bandwidth) =>
        (long)Int128.Min((bytes * (Int128)NsPerSecond + bandwidth - 1) / bandwidth, long.MaxValue);
}
