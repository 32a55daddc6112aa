using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Docs;

/// <summary>Tests that stand in examples, in the corpus and on the docs' pages pass.</summary>
public class TestsInExamplesTests
{
    public static TheoryData<string> Files =>
        [.. new[] { "examples", "tests/Corpus/valid", "tests/Machine/Stories" }.SelectMany(folder => Repository.Files(folder, "*.cdmp")).Where(path => HasTest(Repository.Read(path)))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Tests_of_a_file_pass(string path)
    {
        var result = Cdmp.Run("test", Repository.PathOf(path)).IsCivil();
        Assert.True(result.Exit == 0, result.Output + result.Error);
    }

    [Fact]
    public void Tests_on_the_pages_pass()
    {
        using var folder = new TemporaryFolder();
        var examples = Repository.Files("docs", "*.md").Append("README.md")
            .Where(page => !page.StartsWith("docs/diagnostics/", StringComparison.Ordinal)).SelectMany(Example.In)
            .Where(e => e is { Language: "cdmp", Error: null } && HasTest(e.Text)).ToArray();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            File.WriteAllText(folder["example.cdmp"], example.Whole);
            var result = Cdmp.Run("test", folder["example.cdmp"]).IsCivil();
            Assert.True(result.Exit == 0, $"{example}: {result.Output}{result.Error}");
        }
    }

    private static bool HasTest(string text) => text.Contains("\ntest \"", StringComparison.Ordinal) || text.StartsWith("test \"", StringComparison.Ordinal);
}
