using System.Text.RegularExpressions;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Docs;

/// <summary>The studies that pages show, but for mistakes, run as they stand there, and draw the pictures that stand there.</summary>
public sealed partial class CommandsInDocsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Commands =>
        [.. Repository.Files("docs", "*.md").Where(page => !page.StartsWith("docs/diagnostics/", StringComparison.Ordinal)).SelectMany(Example.In).Where(e => e.Language == "sh")
            .SelectMany(e => e.Text.Split('\n')).Where(line => line.StartsWith("cdmp cache ", StringComparison.Ordinal)).Distinct()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_study_of_a_page_runs(string command)
    {
        var args = Word().Matches(command).Select(m => m.Value.Trim('\'', '"')).Skip(1).Select(Located).ToArray();
        var result = Cdmp.Run(args);
        Assert.Equal((0, ""), (result.Exit, result.Error));
        foreach (var picture in Picture().Matches(command).Select(m => m.Value))
            Assert.Equal(Repository.Read(picture), File.ReadAllText(_folder[Path.GetFileName(picture)]));
    }

    private string Located(string arg) =>
        arg.StartsWith("examples/", StringComparison.Ordinal) ? Repository.PathOf(arg)
        : Picture().IsMatch(arg) ? _folder[Path.GetFileName(arg)]
        : arg;

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"docs/studies/\S+\.svg")]
    private static partial Regex Picture();
}
