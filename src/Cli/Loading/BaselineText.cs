using System.Text;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Loading;

/// <summary>
/// The policy of having none, as text of the language: pages start along the fallback and stay where they started; once
/// all tiers are full, the last of the fallback drops its least recently used page for each that comes.
/// </summary>
internal static class BaselineText
{
    public const string Path = "(no policy)";

    /// <param name="name">Must be free in the hierarchy's namespace.</param>
    public static SourceText Write(HierarchyPlan hierarchy, string name)
    {
        var text = new StringBuilder();
        if (hierarchy.Namespace.Length > 0) text.Append($"namespace {hierarchy.Namespace};\n\n");
        text.Append($"policy {name} for {hierarchy.Name} {{\n");
        var chain = Chain(hierarchy);
        text.Append($"  placement {{ all: otherwise => {string.Join(", ", chain.Select(t => t.Name))}; }}\n");
        if (hierarchy.Store is not null && chain.LastOrDefault(t => t.Reclaim == ReclaimedBy.Kernel) is { } last)
            text.Append($"  reclaim {last.Name} {{ order Lru; drop: otherwise => evict; }}\n");
        return new SourceText($"{Path} {hierarchy.Name}", text.Append("}\n").ToString());
    }

    // A tier that some agent cannot address would raise faults, which only a policy can answer.
    private static TierPlan[] Chain(HierarchyPlan hierarchy) =>
    [
        .. hierarchy.Fallbacks.SelectMany(f => f).Distinct().Select(tier => hierarchy.Tiers[tier])
            .Where(tier => tier.Access.All(a => a.Addressable)),
    ];

    /// <summary>A name that no policy or hierarchy of the files has.</summary>
    public static string FreeName(IEnumerable<string> taken, string hierarchy)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        var name = $"NoPolicyFor{hierarchy}";
        while (names.Contains(name)) name += "X";
        return name;
    }
}
