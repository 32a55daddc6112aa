using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Docs;

/// <summary>A page for every diagnostic, which quotes the mistake, the message and the mended file as the corpus has them.</summary>
public class DiagnosticPagesTests
{
    private const string Folder = "docs/diagnostics/";

    public static TheoryData<string> Ids => [.. DiagnosticRules.All.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_page_and_a_row(string id)
    {
        Assert.StartsWith($"# {id}: ", Repository.Read(PageOf(id)));
        Assert.Contains($"| [{id}]({id}.md) |", Repository.Read(Folder + "README.md"));
    }

    [Fact]
    public void No_page_is_left_over() =>
        Assert.Empty(Repository.Files("docs/diagnostics", "CDMP*.md").Except(DiagnosticRules.All.Select(r => PageOf(r.Id))));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_examples_are_those_of_the_corpus(string id)
    {
        var mistake = Mistake.All.SingleOrDefault(m => m.Id == id);
        if (mistake.Folder is null || !File.Exists(Repository.PathOf(PageOf(id)))) return;
        var blocks = Example.In(PageOf(id)).ToArray();
        var policies = blocks.Where(b => b.Language == "cdmp").ToArray();
        if (policies.Length > 1)
        {
            AssertQuotes(policies[0].Text, Repository.Read(mistake.Bad));
            // What was mended is to be seen.
            Assert.NotEqual(policies[0].Text, policies[^1].Text);
        }
        AssertQuotes(policies[^1].Text, Repository.Read(mistake.Good));
        Assert.Equal(Said(mistake), blocks.Single(b => b.Language == "text").Text);
    }

    private static string PageOf(string id) => $"{Folder}{id}.md";

    /// <summary>The lines of the overlay that are not the source's, without their columns.</summary>
    private static string Said(Mistake mistake)
    {
        var said = Repository.Read(mistake.Overlay).Split('\n')
            .SkipWhile(line => !line.StartsWith('@'))
            .TakeWhile(line => line.StartsWith('@') || line.StartsWith("help: ", StringComparison.Ordinal));
        return string.Concat(said.Select(line => (line.StartsWith('@') ? line[(line.IndexOf(' ') + 1)..] : line) + "\n"));
    }

    /// <summary>Every piece between lines of <c>…</c> stands in the file, but for its indentation.</summary>
    private static void AssertQuotes(string quoted, string file)
    {
        foreach (var piece in Flat(quoted).Split("\n…\n")) Assert.Contains(piece.Trim('\n'), Flat(file));
    }

    private static string Flat(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
}
