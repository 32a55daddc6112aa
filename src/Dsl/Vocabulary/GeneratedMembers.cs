namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>
/// Fixed members of the types that declarations become. C# lets no type have a member of its own name, so a declaration
/// cannot be called like one, and what an author names inside of it gives way to them.
/// </summary>
public static class GeneratedMembers
{
    public static IReadOnlyList<string> Hierarchy { get; } = ["Model", "Tiers", "Agents"];

    public static IReadOnlyList<string> Policy { get; } =
    [
        "Hierarchy", "Model", "StateBytes", "GetParameter", "SetParameter", "Attach", "Place", "Placed", "OnAccess", "OnFault", "OnWriteFault", "HasTenants",
        "SetEpoch", "Tick", "Missed", "Inserted", "Touched", "Removed", "SelectVictim", "Reclaim", "Refuses", "Trims", "Shadows", "SelectPartner", "SelectTrimmed", "Release",
        "StartsOnCondition", "Starts", "Ends", "HasContracts", "CheckContracts", "DecidesPins", "DecidePin", "Explains", "Handles", "Hints", "OnPin", "OnUnpin", "OnHint", "OnArrive", "OnFailure", "OnOffline",
    ];

    public static IReadOnlyList<string> Workload { get; } = ["Model"];

    /// <summary>With its type parameter, which counts as a member here.</summary>
    public static IReadOnlyList<string> Reclaimer { get; } =
    [
        "FieldBytes", "SeesAccess", "MovesAccessed", "Remembers", "Refuses", "Trims", "Attach", "Prefetch", "Miss", "Insert", "Access", "Trim", "Victim",
        "Remove", "Release", "TLayout",
    ];
}
