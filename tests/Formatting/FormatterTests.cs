using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Formatting;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Tests.Differential;
using CdmPolicy.Tests.Docs;
using CdmPolicy.Tests.Support;
using CsCheck;

namespace CdmPolicy.Tests.Formatting;

/// <summary>Formatting twice is formatting once, changes no meaning, and leaves what this repository shows as it is.</summary>
public class FormatterTests
{
    /// <summary>Other tests look at these by line and column, or cut pieces out of them.</summary>
    private static readonly string[] AsTheyAre = ["tests/"];

    /// <summary><c>CDMP_SHAKES=8000</c> for a long run.</summary>
    private static int Shakes => int.TryParse(Environment.GetEnvironmentVariable("CDMP_SHAKES"), out var shakes) ? shakes : 600;

    public static TheoryData<string> Shown =>
        [.. Styles.Files.Where(file => !AsTheyAre.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))];

    public static TheoryData<string> Pages =>
        [.. new[] { "README.md", "CONTRIBUTING.md" }.Concat(Repository.Files("docs", "*.md"))
            .Where(page => !page.StartsWith("docs/diagnostics/", StringComparison.Ordinal) && Example.In(page).Any(e => e.Language == "cdmp"))];

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_file_is_laid_out_as_fmt_does(string file) => Assert.Equal(Styles.Format(Repository.Read(file)), Repository.Read(file));

    [Theory]
    [MemberData(nameof(Pages))]
    public void An_example_of_a_page_is_laid_out_as_fmt_does(string page)
    {
        foreach (var example in Example.In(page).Where(e => e.Language == "cdmp"))
            if (FramedExample.Format(example) is { } formatted) Assert.True(formatted == example.Text, $"{example} is laid out otherwise:\n{formatted}");
    }

    [Fact]
    public void Twice_is_once_and_the_meaning_stays()
    {
        foreach (var file in Styles.Files)
        {
            var text = Repository.Read(file);
            var once = Styles.Format(text);
            Assert.Equal(once, Styles.Format(once));
            Assert.True(Styles.Meaning(text) == Styles.Meaning(once), file);
        }
    }

    [Fact]
    public void So_it_is_for_other_layouts_with_comments_between() =>
        Parallel.For(0, Shakes, seed =>
        {
            var random = new Random(seed);
            var file = Styles.Files[random.Next(Styles.Files.Count)];
            var text = Styles.Shaken(Repository.Read(file), random);
            var once = Styles.Format(text);
            var twice = Styles.Format(once);
            if (once != twice) Assert.Fail($"{file} {seed}: {FirstDifference(once, twice)}");
            Assert.DoesNotContain('\r', once);
            Assert.Equal(Styles.Meaning(text), Styles.Meaning(once));
        });

    [Fact]
    public void So_it_is_for_random_policies() =>
        Gen.Int[0, 100_000].Sample(seed =>
        {
            var text = RandomPolicy.Write(seed);
            var once = Styles.Format(text);
            Assert.Equal(once, Styles.Format(once));
            Assert.Equal(Styles.Meaning(text), Styles.Meaning(once));
        }, iter: 30);

    [Fact]
    public Task A_file_that_was_never_laid_out() => Snapshot.Verify(Styles.Format(Repository.Read("tests/Formatting/untidy.txt")), "cdmp");

    [Theory]
    [InlineData("")]
    [InlineData("// only a comment\n")]
    [InlineData("/* one */\n\n/* two\n   three */\n")]
    [InlineData("/* left */ /// is no documentation\nhierarchy Two { }\n")]
    [InlineData("reclaimer R {\n  queue q;\n  insert /* why */ { q.push_front(page); }\n  access {\n    if (true) /* then */ {\n      n = 1;\n    }\n    /* otherwise */\n    else /* f */ {\n      n = 2;\n    }\n  }\n}\n")]
    [InlineData("reclaimer R {\n  queue q;\n  access {\n    if (true) {\n      n = 1;\n    } // then\n    else {\n      n = 2;\n    } // in the end\n  }\n}\n")]
    [InlineData("hierarchy Two\n/// documents nothing here\n{\n  agent cpu;\n}\n")]
    public void Where_nothing_is_to_do_nothing_is_done(string text) => Assert.Equal(text, Styles.Format(text));

    [Fact]
    public void A_file_with_errors_of_the_grammar_is_refused_with_them()
    {
        var result = Formatter.Format(new SourceText("a.cdmp", "policy P for H { placement { rest: otherwise => ram }"));
        Assert.Null(result.Text);
        Assert.NotEmpty(result.Errors);
    }

    private static string FirstDifference(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        var line = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}: `{a.ElementAtOrDefault(line)}` became `{b.ElementAtOrDefault(line)}` in\n{string.Join('\n', a.Skip(line - 3).Take(6))}";
    }
}
