using CdmPolicy.Model;

namespace CdmPolicy.Tests.Bounds;

/// <summary>Hierarchies put together by hand; a line takes 1 ns wherever nothing else is said.</summary>
internal static class Hierarchies
{
    public const long PageBytes = 4096;
    private const long Bandwidth = 64_000_000_000;

    public static TierModel Tier(string name, int frames, long readNs, long? writeNs = null, params bool[] addressable) => new(
        name, "ram", frames * PageBytes, Bandwidth,
        [.. (addressable.Length == 0 ? [true] : addressable).Select(a => new AccessModel(readNs, writeNs ?? readNs, Bandwidth, a))],
        Implicit: true, Bind: true, Movable: true, PageKinds: 15, ReclaimedByKernel: true, Driver: -1, AcceptsPlacement: true,
        AcceptsDemotion: true, AcceptsPromotion: true);

    public static HierarchyModel Of(StoreModel? store, params TierModel[] tiers) => new(
        "Box", PageBytes, [.. tiers[0].Access.Select((_, i) => new AgentModel($"agent{i}", false, []))], tiers, store, [],
        [[.. Enumerable.Range(0, tiers.Length)]]);

    /// <summary>A page takes 64 ns more.</summary>
    public static StoreModel Store(long readNs, long writeNs) => new("disk", readNs, writeNs, Bandwidth);
}
