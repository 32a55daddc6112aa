using System.Collections.Immutable;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Generator.Hosts;

/// <summary>The generator's steps as functions from values to values. None lets an exception out.</summary>
internal static class Stages
{
    public static CompiledFiles Compile(ImmutableArray<ParsedFile> files, CancellationToken cancellation)
    {
        try
        {
            // The same file can be listed twice; the order in which files are listed must not matter.
            var unique = files.GroupBy(f => f.Input.Path, StringComparer.Ordinal).Select(g => g.First())
                .OrderBy(f => f.Input.Path, StringComparer.Ordinal)
                .ToArray();
            var trees = unique.Select(f => f.Tree).OfType<SyntaxTree>().ToArray();
            cancellation.ThrowIfCancellationRequested();
            var compilation = Compiler.Compile(trees);
            cancellation.ThrowIfCancellationRequested();
            var texts = trees.ToDictionary(t => t.Text.Path, t => t.Text, StringComparer.Ordinal);
            var problems = unique.Select(f => f.Problem).OfType<PlacedDiagnostic>();
            return new CompiledFiles(
                Units(compilation),
                problems.Concat(compilation.Diagnostics.Select(d => PlacedDiagnostic.From(d, texts))).ToEquatableArray());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new CompiledFiles(EquatableArray<Unit>.Empty, new(PlacedDiagnostic.Internal(e)));
        }
    }

    public static OutputFile Emit(Unit unit, EmitOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return new OutputFile(unit.HintName, unit.Emit(options).Text, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new OutputFile(unit.HintName, "", PlacedDiagnostic.Internal(e));
        }
    }

    private static EquatableArray<Unit> Units(Compilation compilation)
    {
        var names = new HintNames();
        return compilation.Hierarchies.Select(Unit (p) => new HierarchyUnit(names.Take(p.Namespace, p.Name), p))
            .Concat(compilation.Policies.Select(Unit (p) => new PolicyUnit(names.Take(p.Namespace, p.Name), p)))
            .Concat(compilation.Reclaimers.Select(Unit (p) =>
                new ReclaimerUnit(names.Take(PolicyNames.NamespaceOf(p), p.InstanceName), p)))
            .Concat(compilation.Workloads.Select(Unit (p) => new WorkloadUnit(names.Take(p.Namespace, p.Name), p)))
            .Concat(StandIns.Of(compilation).Select(Unit (p) => new StandInUnit(names.Take(p.Namespace, p.Name), p)))
            .ToEquatableArray();
    }
}
