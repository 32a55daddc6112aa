using System.Reflection;
using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Testing;
using CdmPolicy.Workloads;

namespace CdmPolicy.Cli.Loading;

/// <summary>The policies of some files, compiled and ready to run.</summary>
internal sealed class PolicyLibrary
{
    private readonly Assembly _assembly;

    private PolicyLibrary(Assembly assembly, bool wasCached)
    {
        _assembly = assembly;
        Manifest = Manifest.Of(assembly);
        WasCached = wasCached;
    }

    public Manifest Manifest { get; }

    /// <summary>Neither parsed nor compiled this time.</summary>
    public bool WasCached { get; }

    /// <param name="explains">The policies tell why they decide as they do; that is another assembly.</param>
    /// <exception cref="FindingsException">The files have errors.</exception>
    public static PolicyLibrary Load(IReadOnlyList<SourceText> texts, AssemblyCache cache, bool explains = false)
    {
        var key = CacheKey.Of(explains ? "explain" : "run", texts);
        if (cache.Read(key) is { } kept) return new(LoadedAssembly.Load(kept), wasCached: true);
        var image = PolicyCompiler.Build(texts, $"cdmp-{key}", explains);
        cache.Write(key, image);
        return new(LoadedAssembly.Load(image), wasCached: false);
    }

    /// <summary>Compiled for this once, and not kept.</summary>
    public static PolicyLibrary Of(IReadOnlyList<SourceText> texts) =>
        new(LoadedAssembly.Load(PolicyCompiler.Build(texts, $"cdmp-{CacheKey.Of("replay", texts)}")), wasCached: false);

    /// <summary>The policy of that name, or the only one.</summary>
    /// <exception cref="CommandException">There is none, or several and no name.</exception>
    public PolicyEntry Find(string? name)
    {
        var names = Manifest.Policies.Select(p => p.Name).ToList();
        if (names.Count == 0) throw CommandException.Misuse("the files declare no policy", "`run` needs a `policy … for … { }`");
        if (name is null && names.Count == 1) return Manifest.Policies[0];
        var all = string.Join(", ", names.Select(n => $"`{n}`"));
        if (name is null) throw CommandException.Misuse($"the files declare {names.Count} policies", $"choose one with `--policy`: {all}");
        return Manifest.Policies.FirstOrDefault(p => p.Name == name) ?? throw Unknown("policy", name, names);
    }

    /// <summary>The workload of that name.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public Workload FindWorkload(string name)
    {
        var names = Manifest.Workloads.Select(w => w.Name).ToList();
        if (names.Count == 0) throw CommandException.Misuse("the files declare no workload", "write a `workload … for … { }`, or name a trace");
        var entry = Manifest.Workloads.FirstOrDefault(w => w.Name == name) ?? throw Unknown("workload", name, names);
        return (Workload)_assembly.GetType(entry.TypeName, throwOnError: true)!.GetProperty("Model")!.GetValue(null)!;
    }

    /// <summary>All tests, those of one policy together, each in the order of the files.</summary>
    public IReadOnlyList<IPolicyTest> Tests() =>
    [
        .. Manifest.Tests.SelectMany(t =>
            (IPolicyTest[])_assembly.GetType(t.TypeName, throwOnError: true)!.GetProperty(t.Property)!.GetValue(null)!),
    ];

    private static CommandException Unknown(string what, string name, List<string> names) => CommandException.Misuse(
        $"there is no {what} `{name}`",
        Suggestions.DidYouMean(name, names) ?? $"there is {string.Join(", ", names.Select(n => $"`{n}`"))}");

    /// <summary>One runner a policy type; the reflection happens here, once, and not per event.</summary>
    public IPolicyRunner Runner(string typeName)
    {
        var policy = _assembly.GetType(typeName, throwOnError: true)!;
        return (IPolicyRunner)Activator.CreateInstance(typeof(PolicyRunner<>).MakeGenericType(policy))!;
    }
}
