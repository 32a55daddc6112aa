using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>What a kind of memory permits, until the tier's own body says otherwise.</summary>
/// <param name="DeviceOnly">Only the tier's own device can address it.</param>
/// <param name="PageKinds">One bit per page kind.</param>
internal sealed record TierKindRow(
    string Name, TierKind Kind, bool Implicit, bool Bind, bool DeviceOnly, bool Movable, PinPermission Pins,
    int PageKinds, ReclaimedBy Reclaim, string Doc);

/// <summary>The kinds of tiers: the one table of permissions.</summary>
internal static class TierKinds
{
    public const int Anon = 1, File = 4, AllKinds = 15;

    private static readonly TierKindRow[] Table =
    [
        new("on_die", TierKind.OnDie, true, true, false, true, PinPermission.Any, AllKinds, ReclaimedBy.Kernel,
            "stacked memory on the CPU's package"),
        new("ram", TierKind.Ram, true, true, false, true, PinPermission.Any, AllKinds, ReclaimedBy.Kernel,
            "regular memory"),
        new("cxl", TierKind.Cxl, true, true, false, true, PinPermission.Short, AllKinds, ReclaimedBy.Kernel,
            "memory behind a link"),
        new("cdm", TierKind.Cdm, false, true, false, true, PinPermission.Short, AllKinds, ReclaimedBy.Driver,
            "coherent device memory"),
        new("device_private", TierKind.DevicePrivate, false, false, true, true, PinPermission.None, Anon,
            ReclaimedBy.Driver, "device memory a CPU cannot address"),
        new("persistent", TierKind.Persistent, true, true, false, true, PinPermission.Short, AllKinds,
            ReclaimedBy.Kernel, "persistent memory used as a node"),
        new("dax", TierKind.Dax, false, true, false, false, PinPermission.Short, File, ReclaimedBy.None,
            "persistent memory mapped by files"),
    ];

    public static IEnumerable<string> Names => Table.Select(r => r.Name);

    public static TierKindRow? Find(string name) => Array.Find(Table, r => r.Name == name);

    public static TierKindRow Of(TierKind kind) => Table[(int)kind];
}
