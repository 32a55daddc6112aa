using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Cli.Loading;

/// <summary>From texts to findings, to C#, to an assembly.</summary>
internal static class PolicyCompiler
{
    /// <summary>Everything the compiler has to say about the files.</summary>
    public static (Compilation Compilation, IReadOnlyList<Finding> Findings) Check(IReadOnlyList<SourceText> texts)
    {
        var compilation = Compiler.Compile(texts);
        var empty = compilation.Trees
            .Where(tree => tree.Root.Members.Count == 0 && tree.Diagnostics.Count == 0)
            .Select(tree => new Diagnostic(DiagnosticRules.NothingDeclared, tree.Text.Path, new TextSpan(0, 0), default,
                "a file declares at least one `hierarchy`, `policy`, `reclaimer`, `workload` or `test`"));
        return (compilation, Finding.Of(empty.Concat(compilation.Diagnostics), texts));
    }

    /// <summary>One file of C# per declaration.</summary>
    public static IReadOnlyList<EmittedFile> Emit(Compilation compilation, EmitOptions? options = null) =>
    [
        .. compilation.Hierarchies.Select(h => CSharpEmitter.EmitHierarchy(h, options)),
        .. compilation.Reclaimers.Select(r => CSharpEmitter.EmitReclaimer(r, options)),
        .. compilation.Policies.Select(p => CSharpEmitter.EmitPolicy(p, options)),
        .. compilation.Workloads.Select(w => CSharpEmitter.EmitWorkload(w, options)),
    ];

    /// <summary>An assembly with the files' policies, a baseline for each, and a manifest.</summary>
    /// <param name="explains">The policies tell why they decide as they do.</param>
    /// <exception cref="FindingsException">The files have errors.</exception>
    public static byte[] Build(IReadOnlyList<SourceText> texts, string assemblyName, bool explains = false)
    {
        var (compilation, findings) = Check(texts);
        if (findings.Any(f => f.IsError)) throw new FindingsException(findings);
        var whole = WithBaselines(compilation, texts, out var baselines);

        var warnings = new StringWriter();
        FindingText.WriteAll(findings, warnings);
        var manifest = new Manifest(
            [.. compilation.Policies.Select(p => new PolicyEntry(p.Name, FullName(p.Namespace, p.Name), baselines.GetValueOrDefault(p.Hierarchy.Name)))],
            [.. compilation.Tests.Select(t => t.Policy).Distinct().Select(p => new TestsEntry(FullName(p.Namespace, p.Name), CSharpEmitter.TestsProperty(p)))],
            [.. compilation.Workloads.Select(w => new WorkloadEntry(w.Name, FullName(w.Namespace, w.Name)))],
            warnings.ToString());
        var options = new EmitOptions(MapLines: false) { Explains = explains };
        var files = Emit(whole, options).Concat(EmitTests(compilation, options)).Select(f => f.Text);
        return RoslynCompiler.Compile(assemblyName, files.Append(manifest.ToSource()));
    }

    private static IEnumerable<EmittedFile> EmitTests(Compilation compilation, EmitOptions options) =>
        compilation.Tests.GroupBy(t => t.Policy).Select(tests => CSharpEmitter.EmitTests(tests.Key, [.. tests], options));

    public static string FullName(string space, string name) => space.Length > 0 ? $"{space}.{name}" : name;

    private static Compilation WithBaselines(
        Compilation compilation, IReadOnlyList<SourceText> texts, out Dictionary<string, string> baselines)
    {
        baselines = new(StringComparer.Ordinal);
        var taken = compilation.Policies.Select(p => p.Name).Concat(compilation.Hierarchies.Select(h => h.Name)).ToList();
        var added = new List<SourceText>();
        foreach (var hierarchy in compilation.Policies.Select(p => p.Hierarchy).DistinctBy(h => h.Name))
        {
            var name = BaselineText.FreeName(taken, hierarchy.Name);
            added.Add(BaselineText.Write(hierarchy, name));
            baselines.Add(hierarchy.Name, FullName(hierarchy.Namespace, name));
        }

        var whole = Compiler.Compile([.. texts, .. added]);
        if (!whole.HasErrors) return whole;
        // Some hierarchy has a shape that the plain baseline does not suit; the policy itself still runs.
        baselines.Clear();
        return compilation;
    }
}
