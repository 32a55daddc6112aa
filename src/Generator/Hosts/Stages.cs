using System.Collections.Immutable;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Generator.Hosts;

/// <summary>The generator's steps as functions from values to values. None lets an exception out.</summary>
internal static class Stages
{
    public static CompiledFiles Compile(ImmutableArray<InputText> files, CancellationToken cancellation)
    {
        try
        {
            // The same file can be listed twice; the order in which files are listed must not matter.
            var texts = files.GroupBy(f => f.Path, StringComparer.Ordinal).Select(g => g.First())
                .OrderBy(f => f.Path, StringComparer.Ordinal)
                .Select(f => new SourceText(f.Path, f.Content))
                .ToArray();
            cancellation.ThrowIfCancellationRequested();
            var compilation = Compiler.Compile(texts);
            cancellation.ThrowIfCancellationRequested();
            var byPath = texts.ToDictionary(t => t.Path, StringComparer.Ordinal);
            return new CompiledFiles(
                Units(compilation), compilation.Diagnostics.Select(d => PlacedDiagnostic.From(d, byPath)).ToEquatableArray());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new CompiledFiles(EquatableArray<Unit>.Empty, new(Internal(e)));
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
            return new OutputFile(unit.HintName, "", Internal(e));
        }
    }

    private static EquatableArray<Unit> Units(Compilation compilation)
    {
        var names = new HintNames();
        return compilation.Hierarchies.Select(Unit (p) => new HierarchyUnit(names.Take(p.Namespace, p.Name), p))
            .Concat(compilation.Policies.Select(Unit (p) => new PolicyUnit(names.Take(p.Namespace, p.Name), p)))
            .Concat(compilation.Reclaimers.Select(Unit (p) =>
                new ReclaimerUnit(names.Take(PolicyNames.NamespaceOf(p), p.InstanceName), p)))
            .ToEquatableArray();
    }

    private static PlacedDiagnostic Internal(Exception e) => new(
        DiagnosticRules.InternalError,
        string.Format(System.Globalization.CultureInfo.InvariantCulture, DiagnosticRules.InternalError.Message, CSharpText.OneLine(e.Message)),
        default, null);
}
