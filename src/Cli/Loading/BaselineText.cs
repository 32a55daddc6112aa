using System.Text;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Loading;

/// <summary>
/// The policy of having none, as text of the language: pages start along the fallback and stay, and each tier that the
/// kernel reclaims drops its least recently used page when it needs room.
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
        text.Append($"  placement {{ all: otherwise => {Targets(hierarchy)}; }}\n");
        foreach (var tier in hierarchy.Tiers)
            if (tier.Reclaim == ReclaimedBy.Kernel && hierarchy.Store is not null)
                text.Append($"  reclaim {tier.Name} {{ order Lru; drop: otherwise => evict; }}\n");
        return new SourceText($"{Path} {hierarchy.Name}", text.Append("}\n").ToString());
    }

    // A tier that some agent cannot address would raise faults, which only a policy can answer.
    private static string Targets(HierarchyPlan hierarchy)
    {
        var everyone = hierarchy.Tiers.Where(t => t.Access.All(a => a.Addressable)).Select(t => t.Name).ToList();
        var chain = hierarchy.Fallbacks.SelectMany(f => f).Distinct().Select(i => hierarchy.Tiers[i].Name).ToList();
        return chain.All(everyone.Contains) ? "fallback" : string.Join(", ", chain.Where(everyone.Contains));
    }

    /// <summary>A name that no policy or hierarchy of the files has.</summary>
    public static string FreeName(IEnumerable<string> taken, string hierarchy)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        var name = $"NoPolicyFor{hierarchy}";
        while (names.Contains(name)) name += "X";
        return name;
    }
}
