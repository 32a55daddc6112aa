using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Cli.Loading;

/// <summary>From the name of a reclaimer with its arguments to an assembly that holds it alone.</summary>
internal static class OrderCompiler
{
    /// <exception cref="FindingsException">The files, or the order itself, have errors.</exception>
    public static byte[] Build(string order, IReadOnlyList<SourceText> texts, string assemblyName)
    {
        var (plan, diagnostics) = Compiler.CompileOrder(order, texts);
        if (plan is null)
        {
            // What is not in a file is in the order, which came from the command line.
            var elsewhere = diagnostics.Select(d => d.Path).Except(texts.Select(t => t.Path), StringComparer.Ordinal).ToList();
            var findings = Finding.Of(diagnostics, [.. texts, .. elsewhere.Select(path => new SourceText(path, order))]);
            throw new FindingsException(findings, elsewhere.Count > 0 ? ExitCode.Misuse : ExitCode.Findings);
        }

        if (plan.HasClock)
            throw CommandException.Misuse($"`{plan.Display}` goes by the clock, and `cdmp cache` has none", "give it to a tier of a policy, and `cdmp run` that");
        var file = CSharpEmitter.EmitReclaimer(plan, new EmitOptions(MapLines: false));
        var space = plan.FromLibrary ? LibraryNamespace : plan.Namespace;
        var manifest = new OrderManifest(PolicyCompiler.FullName(space, plan.InstanceName) + "`1", plan.StateBytes);
        // Attributes of an assembly stand first in their file, so they have one of their own.
        return RoslynCompiler.Compile(assemblyName, [file.Text, manifest.ToSource()]);
    }

    /// <summary>Where the emitter puts the reclaimers of the embedded library.</summary>
    private const string LibraryNamespace = "CdmPolicy.Library";
}
