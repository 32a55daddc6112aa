using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Running;
using CdmPolicy.Model;
using CdmPolicy.Traces;
using CdmPolicy.Workloads;

namespace CdmPolicy.Cli.Comparing;

/// <summary>The accesses that all policies get: a trace or a workload, made once for hierarchies that see them alike.</summary>
internal sealed class Playlist
{
    private readonly CompareOptions _options;
    private readonly Trace? _trace;
    private readonly Workload? _workload;
    private readonly Dictionary<string, WorkloadTrace> _played = new(StringComparer.Ordinal);

    public Playlist(CompareOptions options, RunOptions run, IReadOnlyList<Contestant> contestants)
    {
        _options = options;
        if (options.Workload is { } name) _workload = Find(name, contestants);
        else _trace = RunPlan.Load(run);
    }

    /// <param name="names">What names of the workload's hierarchy are called in this one, where they are not called the same.</param>
    public WorkloadTrace On(HierarchyModel hierarchy, Dictionary<string, string> names)
    {
        var key = Key(hierarchy);
        if (_played.TryGetValue(key, out var known)) return known;
        return _played[key] = _workload is { } workload
            ? WorkloadFit.On(workload, hierarchy, names).Generate(_options.Seed)
            : RunPlan.Recorded(_trace!, hierarchy, []);
    }

    private Workload Find(string name, IReadOnlyList<Contestant> contestants)
    {
        var (file, workload) = PolicyArgument.Split(name);
        if (workload is not null) return Library(file).FindWorkload(workload);
        // With a hierarchy for all, the policies were compiled without the workloads of their files.
        var files = contestants.Select(c => c.File).Append(_options.Hierarchy is { } shared ? PolicyArgument.Split(shared).File : null).OfType<string>().Distinct();
        var libraries = files.Select(Library).ToList();
        return (libraries.Find(l => l.Manifest.Workloads.Any(w => w.Name == name)) ?? libraries[0]).FindWorkload(name);

        PolicyLibrary Library(string path) => contestants.FirstOrDefault(c => c.File == path && _options.Hierarchy is null)?.Library
            ?? PolicyLibrary.Load(SourceFiles.Read([path, .. _options.With]), AssemblyCache.OfUser());
    }

    /// <summary>What the accesses and their regions say of a hierarchy: sizes of pages, and the order of its names.</summary>
    private static string Key(HierarchyModel hierarchy) => string.Join(' ', [
        $"{hierarchy.PageBytes} {hierarchy.HugeBytes}", .. hierarchy.Agents.Select(a => $"{a.Name}({string.Join(',', a.Stats.Select(s => s.Name))})"),
        "|", .. hierarchy.Tiers.Select(t => $"{t.Name}{(t.Bind ? "" : "-")}"), "|", .. hierarchy.Tenants.Select(t => t.Name),
    ]);
}
