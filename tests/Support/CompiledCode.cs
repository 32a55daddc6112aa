using System.Reflection;
using System.Runtime.Loader;
using CdmPolicy.Generator.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CdmPolicy.Tests.Support;

/// <summary>Generated files compiled in memory, optimised, against the runtime as it is loaded here.</summary>
internal static class CompiledCode
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "CdmPolicy.Runtime.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(IEnumerable<EmittedFile> files, params string[] more) => CSharpCompilation.Create(
        "Generated_" + Guid.NewGuid().ToString("N"),
        files.Select(f => f.Text).Concat(more).Select(text => CSharpSyntaxTree.ParseText(text)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    public static Assembly Load(IEnumerable<EmittedFile> files, params string[] more)
    {
        var texts = files.ToArray();
        using var image = new MemoryStream();
        var result = Compile(texts, more).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10))
            + "\n" + string.Join("\n", texts.Select(t => t.Text)));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}
