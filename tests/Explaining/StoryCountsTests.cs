using System.Text.Json;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Explaining;

/// <summary>The stories of all pages of a run and its counters are two accounts of one thing.</summary>
public sealed class StoryCountsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(11)]
    [InlineData(42)]
    public void What_happened_adds_up_to_the_counters_of_the_report(int seed)
    {
        var (report, events) = Run(seed);
        Equal("faults", Count("placed", "not_placed"));
        Equal("access_faults", Count("faulted"));
        Equal("write_faults", Count("write_faulted"));
        Equal("pins", Count("pinned"));
        Equal("pins_denied", Count("pin_denied"));
        Equal("move_retries", Count("copied_again"));
        Equal("unmapped", Count("unmapped"));
        Equal("moves_pending", Count("started") - events.Sum(e => EndsWay(e) ? 1 : 0));

        foreach (var rule in report.GetProperty("rules").EnumerateArray())
        {
            var (section, label) = (Text(rule, "section"), Text(rule, "label"));
            var own = events.Where(e => label == "(no rule)" ? Text(e.Row, "rule") is null && $"reclaim {Text(e.Row, "from")}" == section : Text(e.Row, "rule") == $"{section}.{label}").ToList();
            int Of(params string[] kinds) => own.Where(e => kinds.Contains(Text(e.Row, "kind"))).Sum(e => e.Times);
            // Who made room in an exchange moved by the rule that another page matched.
            var atOnce = own.Count(e => Text(e.Row, "kind") == "arrived" && !EndsWay(e) && !IsVictimOfExchange(e.Row));
            var applied = label == "(no rule)" ? Of("evicted") : Of("placed", "stayed", "evicted", "started") + atOnce;
            Assert.Equal(
                (section, label, Number(rule, "applied"), Number(rule, "refused"), rule.GetProperty("failures").EnumerateObject().Sum(f => f.Value.GetInt32())),
                (section, label, applied, Of("refused", "not_placed"), Of("failed")));
        }

        // The run is as rich as it is meant to be.
        foreach (var counter in new[] { "faults", "access_faults", "write_faults", "pins", "pins_denied", "unmapped" }) Assert.NotEqual(0, Number(report, counter));
        Assert.Contains(events, e => Text(e.Row, "kind") == "hinted" && Text(e.Row, "text")!.Contains("in no tier", StringComparison.Ordinal));
        Assert.Contains(events, e => IsVictimOfExchange(e.Row));
        return;

        int Count(params string[] kinds) => events.Where(e => kinds.Contains(Text(e.Row, "kind"))).Sum(e => e.Times);
        void Equal(string counter, int told) => Assert.Equal((counter, Number(report, counter)), (counter, told));
    }

    [Fact]
    public void Pages_that_change_places_are_told_of_each_other()
    {
        var (_, events) = Run(11);
        var victims = events.Select(e => e.Row).Where(IsVictimOfExchange).ToList();
        foreach (var victim in victims)
        {
            var moved = events.Select(e => e.Row).First(e =>
                e.TryGetProperty("in_exchange_for", out var other) && other.GetInt32() == Number(victim, "page")
                && Number(e, "time_ns") == Number(victim, "time_ns") && Number(e, "page") == Number(victim, "in_exchange_for"));
            Assert.Equal((Text(victim, "from"), Text(victim, "to")), (Text(moved, "to"), Text(moved, "from")));
            Assert.Contains($"in exchange for page {Number(moved, "page")}", Text(victim, "text"), StringComparison.Ordinal);
            Assert.Equal("Clock", Text(victim, "victim_of"));
            if (Text(victim, "rule") != "migration.up") continue;
            var (saw, seen) = (victim.GetProperty("saw"), moved.GetProperty("saw"));
            Assert.Equal(["victim.heat", "heat"], saw.EnumerateObject().Select(p => p.Name));
            Assert.Equal(["tier", "heat", "hot", "seen", "victim.heat"], seen.EnumerateObject().Select(p => p.Name));
            Assert.Equal((Text(saw, "heat"), Text(saw, "victim.heat")), (Text(seen, "heat"), Text(seen, "victim.heat")));
            Assert.True(int.Parse(Text(saw, "victim.heat")!) < int.Parse(Text(saw, "heat")!));
        }

        Assert.Contains(victims, v => Text(v, "rule") == "migration.up");
    }

    /// <summary>The report, and the rows of all pages: how often, and whether a page was on its way before.</summary>
    private (JsonElement Report, List<(JsonElement Row, int Times, bool WasUnderWay)> Events) Run(int seed)
    {
        string[] run = ["run", _folder.Write("rich.cdmp", RichRun.Policy), "--trace", _folder.Write("rich.csv", RichRun.Trace(seed, rows: 2500)), "--json"];
        var (events, underWay) = (new List<(JsonElement, int, bool)>(), new HashSet<int>());
        foreach (var row in Cdmp.Run([.. run, "--explain", "0s..1000s"]).IsCivil().Json.GetProperty("events").EnumerateArray())
        {
            var kind = Text(row, "kind");
            var ends = kind is "arrived" or "failed" && underWay.Remove(Number(row, "page"));
            if (kind == "started") underWay.Add(Number(row, "page"));
            events.Add((row, Number(row, "times"), ends));
        }

        return (Cdmp.Run(run).IsCivil().Json, events);
    }

    private static bool EndsWay((JsonElement Row, int Times, bool WasUnderWay) told) => told.WasUnderWay;

    private static bool IsVictimOfExchange(JsonElement row) => Text(row, "victim_of") is not null && row.TryGetProperty("in_exchange_for", out _);

    private static int Number(JsonElement row, string name) => row.GetProperty(name).GetInt32();

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;
}
