using System.Text.Json;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Diverging;

public sealed class DiffOnTraceTests : IDisposable
{
    private const string Down = "      down: when in fast && !write => slow;\n";

    private readonly TemporaryFolder _folder = new();
    private readonly string _original;
    private readonly string _trace;

    public DiffOnTraceTests()
    {
        _original = _folder.Write("original.cdmp", CompareTexts.UpAndDown);
        _trace = _folder.Write("story.csv", CompareTexts.Story);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_and_the_rule_where_two_policies_part_are_found()
    {
        var result = Diff(With(Down, ""), "--json");
        Assert.Equal(1, result.Exit);
        var json = result.Json;
        Assert.Equal((2, 0), (json.GetProperty("pages_that_go_other_ways").GetInt32(), json.GetProperty("pages_by_other_rules").GetInt32()));
        Assert.Equal([(0, 15_000), (1, 60_000)], json.GetProperty("first").EnumerateArray().Select(f => (f.GetProperty("page").GetInt32(), f.GetProperty("time_ns").GetInt32())));

        var decisions = json.GetProperty("first")[0].GetProperty("decisions");
        Assert.Equal(("migration.down", 13), (decisions[0].GetProperty("rule").GetString(), decisions[0].GetProperty("line").GetInt32()));
        Assert.Equal("""{"tier":"fast","write":"false"}""", JsonSerializer.Serialize(decisions[0].GetProperty("saw")));
        Assert.Equal(JsonValueKind.Null, decisions[1].ValueKind);

        // Without the way down, three accesses of page 0 and one of page 1 are served in fast, and two moves are made.
        var costs = json.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("cost_ns").GetInt64());
        Assert.Equal([5 * 316 + 3 * 116 + 6 * 1300, 4 * 316 + 4 * 116 + 2 * 1300], costs);
    }

    [Fact]
    public void A_person_reads_which_rule_it_was_and_what_it_saw()
    {
        var text = Diff(With(Down, "")).Output;
        Assert.Contains("2 pages go other ways; the other 1 alike", text, StringComparison.Ordinal);
        Assert.Contains("original.cdmp:13: down: when in fast && !write => slow;", text, StringComparison.Ordinal);
        Assert.Contains("which saw tier = fast, write = false", text, StringComparison.Ordinal);
        Assert.Contains("leaves it where it is to the end", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_policies_do_not_part()
    {
        var result = Diff(With("write  => fast", "write => fast"));
        Assert.Equal(0, result.Exit);
        Assert.Contains("all pages go the same ways by the same rules", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_ways_by_a_rule_of_another_name_are_told_apart()
    {
        var json = Diff(With("up:  ", "rise:"), "--json").Json;
        Assert.Equal((0, 2), (json.GetProperty("pages_that_go_other_ways").GetInt32(), json.GetProperty("pages_by_other_rules").GetInt32()));
        Assert.Equal(["migration.up", "migration.rise"], json.GetProperty("first")[0].GetProperty("decisions").EnumerateArray().Select(d => d.GetProperty("rule").GetString()));
    }

    [Fact]
    public void Pages_of_different_sizes_are_refused()
    {
        var result = Diff(With("page 4KiB", "page 8KiB"));
        Assert.Equal(2, result.Exit);
        Assert.Contains("the policies run on pages of different sizes", result.Error, StringComparison.Ordinal);
    }

    private string With(string old, string replacement)
    {
        Assert.Contains(old, CompareTexts.UpAndDown, StringComparison.Ordinal);
        return CompareTexts.UpAndDown.Replace(old, replacement, StringComparison.Ordinal);
    }

    private CommandResult Diff(string other, params string[] args) => Cdmp.Run([
        "diff", $"{_original}:UpAndDown", _folder.Write("other.cdmp", other) + ":UpAndDown", "--trace", _trace, .. args]).IsCivil();
}
