using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Comparing;

/// <summary>A policy that takes part, ready to run.</summary>
/// <param name="Name">As reports call it: the policy's name, and its file's where two have one name.</param>
/// <param name="Names">What the names of a hierarchy that all run on are called in this policy; empty where it runs on its own.</param>
internal sealed record Contestant(string Name, string File, PolicyLibrary Library, IPolicyRunner Runner, Dictionary<string, string> Names)
{
    /// <param name="explains">Compiled to tell why they decide as they do.</param>
    public static IReadOnlyList<Contestant> Load(CompareOptions options, Action<string> warn, bool explains = false)
    {
        var shared = options.Hierarchy is { } hierarchy ? SharedHierarchy.Load(hierarchy) : null;
        var libraries = new Dictionary<(string, string?), (PolicyLibrary Library, Dictionary<string, string> Names)>();
        var all = options.Policies.SelectMany(policy =>
        {
            var (library, names) = Library(policy);
            return policy.In(library).Select(entry => new Contestant(entry.Name, policy.File, library, library.Runner(entry.TypeName), names));
        }).ToList();
        var twice = all.GroupBy(c => c.Name).Where(g => g.Select(c => c.File).Distinct().Count() > 1).Select(g => g.Key).ToHashSet();
        return [.. all.Select(c => twice.Contains(c.Name) ? c with { Name = $"{c.File}:{c.Name}" } : c)];

        (PolicyLibrary, Dictionary<string, string>) Library(PolicyArgument policy)
        {
            // On its own hierarchy a file is one compilation, whichever of its policies is meant.
            var key = (policy.File, shared is null ? null : policy.Policy);
            if (libraries.TryGetValue(key, out var known)) return known;
            var texts = SourceFiles.Read([policy.File, .. options.With]);
            var names = new Dictionary<string, string>();
            if (shared is not null) (texts, names) = shared.Under(texts, policy.Policy);
            var library = PolicyLibrary.Load(texts, AssemblyCache.OfUser(), explains);
            warn(library.Manifest.Warnings);
            return libraries[key] = (library, names);
        }
    }
}
