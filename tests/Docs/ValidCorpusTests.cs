using System.Runtime.Loader;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Tests.Differential;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Docs;

/// <summary>
/// A small policy for every construct: it compiles without a word, its C# compiles too, and it does what the interpreter does.
/// That each construct is among them is what the grammar's test says.
/// </summary>
public class ValidCorpusTests
{
    public static TheoryData<string> Files => [.. Repository.Files("tests/Corpus/valid", "*.cdmp")];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_policy_for_every_construct_compiles_and_runs(string path)
    {
        var text = new SourceText(path, Repository.Read(path));
        var compilation = Compiler.Compile([text]);
        Assert.True(compilation.Diagnostics.Count == 0, Overlay.Of(text, compilation.Diagnostics));

        var files = Generated.Emit(compilation, new EmitOptions(MapLines: false)).Select(f => f.Text);
        var assembly = AssemblyLoadContext.Default.LoadFromStream(
            new MemoryStream(RoslynCompiler.Compile($"Valid.{Path.GetFileNameWithoutExtension(path)}", files)));
        Assert.NotEmpty(compilation.Policies);
        Assert.Empty(compilation.Policies.Select(plan => LockStep.Run(assembly, plan, 1, 3)).OfType<string>());
    }
}
