using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Comparing;

/// <summary>A policy that takes part, ready to run.</summary>
/// <param name="Name">As reports call it: the policy's name, and its file's where two have one name.</param>
internal sealed record Contestant(string Name, string File, PolicyLibrary Library, IPolicyRunner Runner)
{
    public static IReadOnlyList<Contestant> Load(CompareOptions options, Action<string> warn)
    {
        var libraries = new Dictionary<string, PolicyLibrary>(StringComparer.Ordinal);
        var all = options.Policies
            .SelectMany(policy => policy.In(Library(policy.File)).Select(entry => (policy.File, entry.Name, Runner: Library(policy.File).Runner(entry.TypeName))))
            .ToList();
        var twice = all.GroupBy(c => c.Name).Where(g => g.Select(c => c.File).Distinct().Count() > 1).Select(g => g.Key).ToHashSet();
        return [.. all.Select(c => new Contestant(twice.Contains(c.Name) ? $"{c.File}:{c.Name}" : c.Name, c.File, Library(c.File), c.Runner))];

        PolicyLibrary Library(string file)
        {
            if (libraries.TryGetValue(file, out var known)) return known;
            var library = PolicyLibrary.Load(SourceFiles.Read([file, .. options.With]), AssemblyCache.OfUser());
            warn(library.Manifest.Warnings);
            return libraries[file] = library;
        }
    }
}
