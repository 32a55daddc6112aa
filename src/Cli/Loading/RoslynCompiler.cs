using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace CdmPolicy.Cli.Loading;

/// <summary>C# text to an assembly, in memory, optimised.</summary>
internal static class RoslynCompiler
{
    /// <exception cref="InvalidOperationException">The text does not compile: a defect of the emitter.</exception>
    public static byte[] Compile(string assemblyName, IEnumerable<string> files)
    {
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: true, deterministic: true);
        var compilation = CSharpCompilation.Create(
            assemblyName, files.Select(file => EagerOptimization.Apply(CSharpSyntaxTree.ParseText(file, parse))), References(), options);

        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (result.Success) return image.ToArray();
        var first = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        throw new InvalidOperationException($"generated code does not compile: {first}");
    }

    // Generated code uses the core library and the runtime; more references only cost time.
    private static IEnumerable<MetadataReference> References()
    {
        var platform = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
        string[] paths =
        [
            typeof(object).Assembly.Location,
            Path.Join(platform, "System.Runtime.dll"),
            Path.Join(platform, "System.Runtime.InteropServices.dll"),
            typeof(Policies.IKeep).Assembly.Location,
        ];
        return paths.Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path));
    }
}
