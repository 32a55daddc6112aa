using CdmPolicy.Cli.Rendering;
using CdmPolicy.Model;

namespace CdmPolicy.Cli.Comparing;

/// <summary>Says in what the memory of one policy is not that of the first: costs on different memories are no contest of policies.</summary>
internal static class HierarchyDifferences
{
    public static IEnumerable<string> Of(IReadOnlyList<(string Policy, HierarchyModel Hierarchy)> policies)
    {
        var (first, reference) = policies[0];
        foreach (var (policy, hierarchy) in policies.Skip(1))
        {
            var differences = Between(hierarchy, reference).ToList();
            if (differences.Count > 0)
                yield return $"`{policy}` runs on other memory than `{first}`, and their costs differ by that too: {string.Join("; ", differences)}";
        }
    }

    private static IEnumerable<string> Between(HierarchyModel hierarchy, HierarchyModel reference)
    {
        if (hierarchy.PageBytes != reference.PageBytes)
            yield return $"pages of {Quantity.Bytes(hierarchy.PageBytes)}, not {Quantity.Bytes(reference.PageBytes)}";
        if (hierarchy.Tiers.Length != reference.Tiers.Length)
        {
            yield return $"{Describe(hierarchy.Tiers)}, not {Describe(reference.Tiers)}";
        }
        else
        {
            // What a tier is called makes no difference.
            var match = NameMatch.Of([.. hierarchy.Tiers.Select(t => t.Name)], [.. reference.Tiers.Select(t => t.Name)]);
            foreach (var tier in hierarchy.Tiers)
            {
                var other = Array.Find(reference.Tiers, t => t.Name == match[tier.Name])!;
                if (Describe(tier) != Describe(other with { Name = tier.Name })) yield return $"{Describe(tier)}, not {Describe(other)}";
            }

            if (Links(hierarchy) != Links(reference)) yield return "other links";
        }

        if (hierarchy.Store is null != reference.Store is null || (hierarchy.Store is { } store && store with { Name = "" } != reference.Store! with { Name = "" }))
            yield return hierarchy.Store is null ? "no store" : reference.Store is null ? "a store" : "another store";
        if (hierarchy.Swap != reference.Swap) yield return hierarchy.Swap is null ? "no swap" : reference.Swap is null ? "swap" : "another swap";
    }

    private static string Describe(params TierModel[] tiers) => string.Join(", ", tiers.Select(tier =>
    {
        var access = tier.Access[0];
        return $"`{tier.Name}` of {Quantity.Bytes(tier.CapacityBytes)} ({Quantity.Time(access.ReadNs)} to read, {Quantity.Time(access.WriteNs)} to write, {Quantity.BytesPerSecond(access.Bandwidth)})";
    }));

    private static string Links(HierarchyModel hierarchy) => string.Join(' ', hierarchy.Links.Select(link => link.ToString()));
}
