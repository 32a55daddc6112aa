using System.Text.RegularExpressions;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Docs;

/// <summary>What the pages show is true: every policy in them is compiled, every link leads somewhere.</summary>
public partial class DocsTests
{
    private const string Diagnostics = "docs/diagnostics/";

    private static IEnumerable<string> Pages =>
        new[] { "README.md", "CONTRIBUTING.md" }.Concat(Repository.Files("docs", "*.md"));

    /// <summary>Pages of diagnostics quote the corpus, which has tests of its own.</summary>
    public static TheoryData<string> PagesWithExamples =>
        [.. Pages.Where(p => !p.StartsWith(Diagnostics, StringComparison.Ordinal)
            && Example.In(p).Any(e => e.Language == "cdmp"))];

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public void Every_example_compiles_or_gives_the_error_it_names(string page)
    {
        foreach (var example in Example.In(page).Where(e => e.Language == "cdmp"))
        {
            var text = new SourceText(example.ToString(), example.Whole);
            // A piece of a policy may declare what only another piece would use.
            var diagnostics = Compiler.Compile([text]).Diagnostics.Where(d => example.Frame is null || d.Id is not ("CDMP0219" or "CDMP0228" or "CDMP0229" or "CDMP0554")).ToArray();
            string[] expected = example.Error is null ? [] : [example.Error];
            Assert.True(expected.SequenceEqual(diagnostics.Select(d => d.Id)), $"{example}\n{Overlay.Of(text, diagnostics)}");
        }
    }

    [Fact]
    public void Every_link_to_a_file_leads_to_one() => Assert.Empty(
        from page in Pages
        from Match link in Link().Matches(Repository.Read(page))
        let target = link.Groups["path"].Value
        where target.Length > 0 && !target.Contains(':')
        let path = Path.Combine(Path.GetDirectoryName(Repository.PathOf(page))!, target)
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{page}: {target}");

    [Fact]
    public void Every_link_to_a_heading_leads_to_one() => Assert.Empty(
        from page in Pages
        from Match link in Link().Matches(Repository.Read(page))
        where link.Groups["heading"].Success
        let target = link.Groups["path"].Value
        let path = target.Length == 0 ? Repository.PathOf(page) : Path.Combine(Path.GetDirectoryName(Repository.PathOf(page))!, target)
        where !Headings(path).Contains(link.Groups["heading"].Value)
        select $"{page}: {link.Value}");

    private static IEnumerable<string> Headings(string path) => File.ReadLines(path)
        .Where(line => line.StartsWith('#'))
        .Select(line => NotInAnchor().Replace(line.TrimStart('#', ' ').ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<path>[^)#\s]*)(?:#(?<heading>[^)]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
