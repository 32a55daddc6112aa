using System.Text.Json;
using System.Text.RegularExpressions;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Explaining;

public sealed partial class PageLifeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_move_of_a_page_is_told_with_its_rule_and_its_line()
    {
        var story = Explain("0");
        // A move takes 300 ns + 1 us from the access that decides it.
        Assert.Equal(
            [
                (0, "placed", "rest", 9), (10_000, "started", "up", 12), (11_300, "arrived", "up", 12), (15_000, "started", "down", 13),
                (16_300, "arrived", "down", 13), (20_000, "started", "up", 12), (21_300, "arrived", "up", 12), (35_000, "started", "down", 13),
                (36_300, "arrived", "down", 13),
            ],
            story.Select(e => (
                e.GetProperty("time_ns").GetInt32(), e.GetProperty("kind").GetString()!, e.GetProperty("rule").GetString()!.Split('.')[1],
                e.GetProperty("line").GetInt32())));
        Assert.Equal("""{"tier":"slow","write":"true"}""", Saw(story[1]));
        Assert.Equal("""{"tier":"fast","write":"false"}""", Saw(story[3]));
        // What a rule saw belongs to the decision, not to the arrival.
        Assert.Equal(("{}", "{}"), (Saw(story[0]), Saw(story[2])));
        Assert.Equal([0, 1, 2, 2, 3, 3, 4, 4, 5], story.Select(e => e.GetProperty("accesses_before").GetInt32()));
    }

    /// <summary>Without the blanks and lines that are as long as the folder's name.</summary>
    [Fact]
    public Task The_life_of_a_page_in_a_table() => Snapshot.Verify(
        Width().Replace(Run("--explain", "0").Output.Replace(_folder["pair.cdmp"], "pair.cdmp", StringComparison.Ordinal), "$1"));

    [Fact]
    public void What_happened_at_a_time_is_told_of_all_pages()
    {
        Assert.Equal([(2, "placed"), (1, "arrived")], Explain("61us..70us").Select(e => (e.GetProperty("page").GetInt32(), e.GetProperty("kind").GetString()!)).OrderBy(e => e.Item2 == "arrived"));
        Assert.Equal([50_000, 50_000], Explain("50us").Select(e => e.GetProperty("time_ns").GetInt32()));
        Assert.Contains("nothing happened to any page then", Run("--explain", "40us").Output, StringComparison.Ordinal);
        Assert.Contains("nothing happened then: the run ends at 0.", Run("--explain", "1s").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_left_alone_has_only_been_placed() =>
        Assert.Equal("placed", Assert.Single(Explain("0", "Stay")).GetProperty("kind").GetString());

    [Fact]
    public void Victims_refusals_and_what_a_condition_reads_are_told()
    {
        var file = _folder.Write("sink.cdmp", Texts.Policy + CompareTexts.Bursts);
        var events = Cdmp.Run("run", file, "--workload", "Bursts", "--capacity", "pmem=512KiB", "--explain", "0s..5ms", "--json").IsCivil().Json.GetProperty("events").EnumerateArray().ToList();
        var promoted = events.First(e => e.GetProperty("kind").GetString() == "started" && e.GetProperty("rule").GetString() == "migration.promote");
        Assert.Equal(["tier", "heat", "hot", "gpu0.busy"], promoted.GetProperty("saw").EnumerateObject().Select(p => p.Name));
        Assert.True(int.Parse(promoted.GetProperty("saw").GetProperty("heat").GetString()!) >= 4);
        Assert.Contains(events, e => e.GetProperty("kind").GetString() == "evicted" && e.GetProperty("to").GetString() == "disk");
        var table = Cdmp.Run("run", file, "--workload", "Bursts", "--capacity", "pmem=512KiB", "--explain", "0s..5ms").IsCivil().Output;
        Assert.Contains("victim of Clock", table, StringComparison.Ordinal);
        Assert.Contains("which `--json` has", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "there is no page `3`")]
    [InlineData("soon", "`soon` is neither a page nor a time")]
    [InlineData("5us..1us", "runs backwards")]
    public void What_is_no_page_and_no_time_is_said(string target, string message)
    {
        var result = Run("--explain", target);
        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static string Saw(JsonElement e) => JsonSerializer.Serialize(e.GetProperty("saw"));

    private List<JsonElement> Explain(string target, string policy = "UpAndDown") =>
        [.. Run("--explain", target, "--json", "--policy", policy).Json.GetProperty("events").EnumerateArray()];

    private CommandResult Run(params string[] args) => Cdmp.Run([
        "run", _folder.Write("pair.cdmp", CompareTexts.UpAndDown), "--trace", _folder.Write("story.csv", CompareTexts.Story),
        .. args.Contains("--policy") ? Array.Empty<string>() : ["--policy", "UpAndDown"], .. args]).IsCivil();

    [GeneratedRegex("( |─)+")]
    private static partial Regex Width();
}
