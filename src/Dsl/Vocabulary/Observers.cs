using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>An observer of the language.</summary>
/// <param name="Name">Its word behind <c>observe</c>.</param>
/// <param name="Form">As an author would write it.</param>
/// <param name="Access">What an access it tells of comes with; null where it tells of none.</param>
internal sealed record ObserverInfo(string Name, string Form, ObserverKind Kind, Sight? Access);

/// <summary>The observers, and what each can see: a policy must see no more than a real one would.</summary>
internal static class Observers
{
    private static readonly ObserverInfo[] Table =
    [
        new("everything", "observe everything;", ObserverKind.Everything, Sight.Access),
        new("sample", "observe sample 1 in 64;", ObserverKind.Sample, Sight.Access),
        new("reads", "observe reads 1 in 64, writes 1 in 1000;", ObserverKind.Sample, Sight.Access),
        new("writes", "observe writes 1 in 1000;", ObserverKind.Sample, Sight.Access),
        new("accessed_bit", "observe accessed_bit every 100ms;", ObserverKind.AccessedBit, Sight.Pass),
        new("hint_fault", "observe hint_fault scan 256MiB every 1s;", ObserverKind.HintFault, null),
        new("device", "observe device counters of AGENT;", ObserverKind.DeviceCounters, null),
        new("regions", "observe regions 10..1000 sample 5ms every 100ms;", ObserverKind.Regions, null),
    ];

    public static IEnumerable<string> Names => Table.Select(o => o.Name == "device" ? "device counters" : o.Name);

    public static ObserverInfo? Find(string name) => Array.Find(Table, o => o.Name == name);

    /// <summary>Those that tell this about an access.</summary>
    public static IEnumerable<ObserverInfo> Tellers(Sight needed) =>
        Table.Where(o => o.Name is not ("reads" or "writes") && o.Access is { } sight && (needed & ~sight) == 0);

    public static ObserverInfo Of(ObserverKind kind) => Array.Find(Table, o => o.Kind == kind)!;
}
