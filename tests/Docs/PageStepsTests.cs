using System.Text.RegularExpressions;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Docs;

/// <summary>Pages that lead through commands step by step: every step is taken, and what a page shows is what is printed.</summary>
/// <remarks>
/// A <c>sh</c> block runs its lines that begin with <c>cdmp</c>; a <c>text</c> block behind it holds lines of what was printed, <c>…</c> for those left out; a
/// <c>diff</c> block changes the one place of the file named in the remark before it.
/// </remarks>
public sealed partial class PageStepsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("docs/tutorial.md")]
    [InlineData("docs/for-authors.md")]
    [InlineData("docs/snapshots.md")]
    [InlineData("docs/sweep.md")]
    [InlineData("docs/tune.md")]
    [InlineData("docs/page-life.md")]
    [InlineData("docs/diff-on-a-trace.md")]
    public void Every_step_of_a_page_goes_as_it_says(string page)
    {
        var printed = "";
        foreach (var step in Example.In(page))
        {
            switch (step.Language)
            {
                case "sh":
                    printed = string.Concat(step.Text.Split('\n').Where(line => line.StartsWith("cdmp ", StringComparison.Ordinal)).Select(Run));
                    break;
                case "text": Shows(step, printed); break;
                case "diff": Change(step); break;
            }
        }
    }

    [Fact]
    public void The_benchmark_of_a_page_is_one_that_is_compiled() =>
        Assert.Equal(Repository.Read("benchmarks/FirstBenchmarks.cs"), Example.In("docs/benchmarking.md").Single(e => e.Language == "csharp").Text);

    private string Run(string command)
    {
        var result = Cdmp.Run([.. Word().Matches(command).Select(m => Located(m.Value.Trim('\'', '"'))).Skip(1)]);
        Assert.True(result.Exit != 2, $"{command}: {result.Error}");
        return (result.Output + result.Error).Replace(_folder[""] + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace('\\', '/');
    }

    private static void Shows(Example step, string printed)
    {
        var lines = printed.Split('\n').Select(Plain).ToHashSet();
        foreach (var line in step.Text.Split('\n').Where(line => line.Length > 0 && line != "…"))
            Assert.True(lines.Contains(Plain(line)), $"{step}: `{line}` is not printed:\n{printed}");
    }

    /// <summary>Columns of tables get wider with what is in them, and rules under headings too.</summary>
    private static string Plain(string line) => Spaces().Replace(line, " ").Trim();

    private void Change(Example step)
    {
        var lines = Repository.Read(step.Page).Split('\n');
        var file = _folder[FileRemark().Match(lines[step.Line - 2]).Groups["file"].Value];
        var hunk = step.Text.TrimEnd('\n').Split('\n');
        var (before, after) = (Side(hunk, '-'), Side(hunk, '+'));
        var text = File.ReadAllText(file);
        Assert.True(text.Split(before).Length == 2, $"{step} fits in no place, or in several");
        File.WriteAllText(file, text.Replace(before, after, StringComparison.Ordinal));
    }

    private static string Side(string[] hunk, char sign) =>
        string.Concat(hunk.Where(line => line.Length == 0 || line[0] == sign || line[0] == ' ').Select(line => (line.Length > 0 ? line[1..] : "") + "\n"));

    private string Located(string word) => word switch
    {
        _ when word.StartsWith("examples/", StringComparison.Ordinal) => Repository.PathOf(word),
        _ when word.EndsWith(".cdmp", StringComparison.Ordinal) || word.EndsWith(".jsonl", StringComparison.Ordinal) || word is "hot-pages" or "Generated" => _folder[word],
        _ => word,
    };

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^<!-- in (?<file>\S+\.cdmp) -->$")]
    private static partial Regex FileRemark();
}
