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
        return [];
    }
}
