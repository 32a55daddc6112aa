using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_right_file_says_nothing()
    {
        var result = Cdmp.Run("check", _folder.Write("right.cdmp", Texts.Policy));
        Assert.Equal((0, "", ""), (result.Exit, result.Output, result.Error));
    }

    [Fact]
    public void A_finding_is_shown_with_its_line_and_the_span_under_it()
    {
        var path = _folder.Write("near.cdmp", Texts.With("reclaim pmem", "reclaim pmme"));
        var lines = Cdmp.Run("check", path).Error.Split('\n');
        var line = 1 + Texts.Policy[..Texts.Policy.IndexOf("reclaim pmem", StringComparison.Ordinal)].Count(c => c == '\n');
        Assert.StartsWith($"{path}({line},11): error CDMP", lines[0], StringComparison.Ordinal);
        Assert.Equal($"  {line} |   reclaim pmme {{ order Lru; drop: otherwise => evict; }}", lines[1]);
        Assert.Equal("     |           ^~~~", lines[2]);
        Assert.Equal("  help: did you mean `pmem`?", lines[3]);
    }

    [Fact]
    public void The_span_stands_under_its_text_behind_wide_and_combining_characters()
    {
        var path = _folder.Write("wide.cdmp", Texts.With("reclaim pmem", "\t/* 😀 日本 e\u0301 */ reclaim pmme"));
        var lines = Cdmp.Run("check", path).Error.Split('\n');
        Assert.Contains("|   \t/* 😀 日本 e\u0301 */ reclaim pmme", lines[1], StringComparison.Ordinal);
        Assert.Equal("  \t" + new string(' ', "/* 12 1234 1 */ reclaim ".Length) + "^~~~", lines[2][(lines[2].IndexOf('|') + 2)..]);
    }

    [Fact]
    public void A_long_line_is_cut_between_characters()
    {
        var text = Texts.With("reclaim pmem", $"/* {string.Concat(Enumerable.Repeat("😀", 90))} */ reclaim pmme");
        foreach (var blank in new[] { "", " " })
        {
            var lines = Cdmp.Run("check", _folder.Write("long.cdmp", text.Replace("/* ", "/* " + blank, StringComparison.Ordinal))).Error.Split('\n');
            Assert.DoesNotContain("\uFFFD", string.Concat(lines[1].EnumerateRunes()), StringComparison.Ordinal);
            Assert.EndsWith("^~~~", lines[2], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Json_lists_findings_with_places_from_one()
    {
        var path = _folder.Write("near.cdmp", Texts.With("reclaim pmem", "reclaim pmme"));
        var result = Cdmp.Run("check", path, "--json");
        var finding = Assert.Single(result.Json.EnumerateArray());
        Assert.Equal(1, result.Exit);
        Assert.Equal(
            ["file", "line", "column", "end_line", "end_column", "id", "severity", "message", "help", "related"],
            finding.EnumerateObject().Select(p => p.Name));
        Assert.Equal((11, 15), (finding.GetProperty("column").GetInt32(), finding.GetProperty("end_column").GetInt32()));
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal(path, finding.GetProperty("file").GetString());
    }

    [Fact]
    public void Sarif_has_one_result_a_finding()
    {
        var log = Cdmp.Run("check", _folder.Write("near.cdmp", Texts.With("reclaim pmem", "reclaim pmme")), "--sarif").Json;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.Single(log.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
    }

    [Fact]
    public void All_causes_of_all_files_are_reported_in_one_run()
    {
        var first = _folder.Write("first.cdmp", Texts.With("reclaim pmem", "reclaim pmme"));
        var second = _folder.Write("second.cdmp", "reclaimer R { queue q; insert { q.psuh_front(page); } victim { evict; } }\n");
        var files = Cdmp.Run("check", first, second, "--json").Json.EnumerateArray()
            .Select(f => Path.GetFileName(f.GetProperty("file").GetString())).Distinct();
        Assert.Equal(["first.cdmp", "second.cdmp"], files);
    }

    [Fact]
    public void The_place_that_a_finding_conflicts_with_is_shown_and_written()
    {
        var path = _folder.Write("two.cdmp", Texts.With("reclaim pmem", "reclaim ram"));
        var shown = Cdmp.Run("check", path).Error;
        Assert.Contains("~~~ the first one\n", shown, StringComparison.Ordinal);
        var other = Cdmp.Run("check", path, "--json").Json[0].GetProperty("related")[0];
        Assert.Equal("the first one", other.GetProperty("what").GetString());
        Assert.Contains($"  {other.GetProperty("line").GetInt32()} | ", shown, StringComparison.Ordinal);
        var result = Cdmp.Run("check", path, "--sarif").Json.GetProperty("runs")[0].GetProperty("results")[0];
        var place = result.GetProperty("relatedLocations")[0].GetProperty("physicalLocation").GetProperty("region");
        Assert.Equal(other.GetProperty("line").GetInt32(), place.GetProperty("startLine").GetInt32());
    }
}
