using System.Text.RegularExpressions;
using System.Xml.Linq;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary>A study in each of its forms, without its times.</summary>
public sealed partial class CacheTests : IDisposable
{
    private const string Sizes = "8,64KiB,50%..100%";
    private const int SizeCount = 4;

    private static readonly string[] Orders = ["Lru", "Clock(bits: 2)", "Belady"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Table() => Snapshot.Verify(TimesInTable().Replace(Study().Output, "  …"));

    [Fact]
    public Task Csv() => Snapshot.Verify(TimesInCsv().Replace(Study("--csv", "-").Output, ",…"), "csv");

    [Fact]
    public Task Json() => Snapshot.Verify(TimesInJson().Replace(Study("--json").Output, "…"), "json");

    [Fact]
    public void Files_hold_the_same_as_standard_output()
    {
        var (csv, table) = (_folder["a.csv"], Study("--csv", _folder["a.csv"]).Output);
        Assert.Contains("miss ratio", table, StringComparison.Ordinal);
        Assert.Equal(Timeless(Study("--csv", "-").Output), Timeless(File.ReadAllText(csv)));
        Assert.Equal((byte)'t', File.ReadAllBytes(csv)[0]);

        static string Timeless(string text) => TimesInCsv().Replace(text, "");
    }

    [Fact]
    public void A_picture_has_a_line_with_a_name_for_each_order()
    {
        var svg = XElement.Parse(Plot("a.svg"));
        var space = svg.Name.Namespace;
        var texts = svg.Descendants(space + "text").Select(t => t.Value).ToList();
        foreach (var text in Orders.Concat(["miss ratio (%)", "cache size (pages of 4KiB, logarithmic)"])) Assert.Single(texts, text);
        Assert.Single(texts, t => t.StartsWith("ls: ", StringComparison.Ordinal));

        // Only a curve has as many points as there are sizes; each has a colour of its own, and falls.
        var curves = svg.Descendants(space + "polyline")
            .Where(line => line.Attribute("points")!.Value.Split(' ').Length == SizeCount).ToList();
        Assert.Equal(Orders.Length, curves.Count);
        Assert.Equal(Orders.Length, curves.Select(c => c.Attribute("style")!.Value).Distinct().Count());
        foreach (var heights in curves.Select(c => c.Attribute("points")!.Value.Split(' ').Select(p => double.Parse(p.Split(',')[1])).ToList()))
            Assert.Equal(heights.Order(), heights);

        var ground = svg.Elements(space + "rect").First();
        Assert.Equal(svg.Attribute("width")!.Value, ground.Attribute("width")!.Value);
        Assert.Contains("fill:rgb(255,255,255)", ground.Attribute("style")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_study_gives_the_same_picture() => Assert.Equal(Plot("a.svg"), Plot("b.svg"));

    [Fact]
    public void One_size_is_a_picture_too()
    {
        var result = Cdmp.Run("cache", Cdmp.Trace("ls"), "--order", "Lru", "--size", "9", "--plot", _folder["one.svg"]).IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.DoesNotContain("NaN", XElement.Load(_folder["one.svg"]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_twice_is_simulated_once_and_what_is_odd_is_noted()
    {
        var result = Cdmp.Run("cache", Cdmp.Trace("ls"), "--order", "Lru,Clock(bits:2),Clock(bits: 2)", "--size", "9,36KiB,0.1%..100%,1TiB", "--json");
        Assert.Equal(0, result.IsCivil().Exit);
        foreach (var note in new[]
                 {
                     "once: `Lru`, `Clock(bits:2)`", "`9` and `36KiB` are both 9 pages, simulated once",
                     "from `0.1%` to `0.2%` are less than one page and left out", "`1TiB` is above the",
                 })
            Assert.Contains(note, result.Error, StringComparison.Ordinal);
        Assert.Equal(4, result.Error.Count(c => c == '\n'));
        var results = result.Json.GetProperty("results").EnumerateArray()
            .Select(r => (r.GetProperty("order").GetString(), r.GetProperty("size").GetInt32())).ToList();
        Assert.Equal(results.Count, results.Distinct().Count());
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_found_before_the_work()
    {
        var old = _folder.Write("old.csv", "old");
        foreach (var (options, message) in new[]
                 {
                     (new[] { "--plot", _folder["none/a.svg"] }, "there is no folder"),
                     (["--csv", Path.GetDirectoryName(old)!], "is a directory"),
                     (["--csv", old, "--plot", _folder["a.png"]], "`--plot` draws `.svg`"),
                     (["--csv", Cdmp.Trace("ls")], "is named twice"),
                     (["--csv", "-", "--json"], "both write to standard output"),
                 })
        {
            var result = Cdmp.Run(["cache", Cdmp.Trace("ls"), "--order", "Lru", "--size", "9", .. options]).IsCivil();
            Assert.Equal((2, ""), (result.Exit, result.Output));
            Assert.Contains(message, result.Error, StringComparison.Ordinal);
        }

        // An error after the check leaves no trace of it.
        Assert.Equal(2, Cdmp.Run("cache", Cdmp.Trace("ls"), "--order", "Lur", "--size", "9", "--csv", old, "--plot", _folder["new.svg"]).Exit);
        Assert.Equal("old", File.ReadAllText(old));
        Assert.False(File.Exists(_folder["new.svg"]));
    }

    private string Plot(string name)
    {
        Study("--plot", _folder[name]);
        return File.ReadAllText(_folder[name]);
    }

    private static CommandResult Study(params string[] options)
    {
        var result = Cdmp.Run(["cache", Cdmp.Trace("ls"), "--order", string.Join(',', Orders), "--size", Sizes, .. options]).IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        return result;
    }

    [GeneratedRegex(@" +[\d.,]+s +[^ ]+ M/s *(?=\n)")]
    private static partial Regex TimesInTable();

    [GeneratedRegex(@",[\d.E-]+(?=\n)")]
    private static partial Regex TimesInCsv();

    [GeneratedRegex(@"(?<=""seconds"": )[\d.E-]+")]
    private static partial Regex TimesInJson();
}
