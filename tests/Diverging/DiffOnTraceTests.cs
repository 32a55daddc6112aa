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

    /// <summary>Which of its rules was asked about the page then, and what of it was false.</summary>
    [Fact]
    public void Why_one_side_did_nothing_is_told()
    {
        var other = With("when in slow && write  => fast", "when in slow && write && idle > 12us => fast");
        var first = Diff(other, "--json").Json.GetProperty("first")[0];
        Assert.Equal((0, 10_000), (first.GetProperty("page").GetInt32(), first.GetProperty("time_ns").GetInt32()));
        var why = first.GetProperty("why")[1];
        Assert.Equal(JsonValueKind.Null, why.GetProperty("not_asked").ValueKind);
        var asked = why.GetProperty("asked").EnumerateArray().ToList();
        Assert.Equal(["migration.up", "migration.down"], asked.Select(a => a.GetProperty("rule").GetString()));
        Assert.Equal(["""["idle \u003E 12us"]""", """["in fast","!write"]"""], asked.Select(a => JsonSerializer.Serialize(a.GetProperty("false"))));
        Assert.Equal("""{"tier":"slow","write":"true","idle":"10us"}""", JsonSerializer.Serialize(asked[0].GetProperty("saw")));
        Assert.Empty(first.GetProperty("why")[0].GetProperty("asked").EnumerateArray());

        var text = Diff(other).Output;
        Assert.Contains("why nothing at 0.01ms:", text, StringComparison.Ordinal);
        Assert.Contains("migration.up (other.cdmp:12) does not match: `idle > 12us` is false: idle = 10us", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_told_as_the_reason()
    {
        var other = With("=> fast;", "=> fast within 0B per 1ms;");
        var asked = Diff(other, "--json").Json.GetProperty("first")[0].GetProperty("why")[1].GetProperty("asked")[0];
        Assert.Equal(("migration.up", true, "refused", "no budget"), (
            asked.GetProperty("rule").GetString(), asked.GetProperty("matches").GetBoolean(), asked.GetProperty("kind").GetString(), asked.GetProperty("reason").GetString()));
        Assert.Contains("matches: tier = slow, write = true; the page stays in slow, refused: no budget", Diff(other).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("on access in fast { down: when !write => slow; }", "no rule of `on access` was asked about it then: it has only `on access in fast`")]
    [InlineData("every 1ms over slow limit 16 { up: when dirty => fast; }", "the page is in slow, and the policy has no rules of `on access`")]
    public void That_no_rule_was_asked_is_told(string handler, string said)
    {
        var from = CompareTexts.UpAndDown.IndexOf("on access {", StringComparison.Ordinal);
        var to = CompareTexts.UpAndDown.IndexOf('}', from) + 1;
        var other = CompareTexts.UpAndDown[..from] + handler + CompareTexts.UpAndDown[to..];
        Assert.Contains(said, Diff(other, "--json").Json.GetProperty("first")[0].GetProperty("why")[1].GetProperty("not_asked").GetString(), StringComparison.Ordinal);
        Assert.Contains(said, Diff(other).Output, StringComparison.Ordinal);
    }

    /// <summary>Three pages in two frames, the first of them used again: the orders choose other victims.</summary>
    [Fact]
    public void Another_victim_is_told()
    {
        var trace = _folder.Write("reuse.csv", "time,address,rw\n0,0,r\n10,4096,r\n20,0,r\n30,8192,r\n40,0,r\n");
        var (fifo, lru) = (_folder.Write("fifo.cdmp", CompareTexts.Cache), _folder.Write("lru.cdmp", CompareTexts.Cache.Replace("order Fifo", "order Lru", StringComparison.Ordinal)));
        var result = Cdmp.Run(["diff", fifo, lru, "--trace", trace]).IsCivil().Output;
        Assert.Contains("no rule of `reclaim ram` was asked about it then: the victim was page 1", result, StringComparison.Ordinal);
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
