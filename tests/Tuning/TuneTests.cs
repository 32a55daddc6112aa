using System.Globalization;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Sweeping;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Tuning;

public sealed class TuneTests : IDisposable
{
    /// <summary>Of three pages with 3 reads and three with 40, at the threshold 8 and at the threshold 4.</summary>
    private const long AtDefault = 3 * (3 * 316 + 8 * 316 + 32 * 116 + 1300);
    private const long AtBest = 3 * (3 * 316 + 4 * 316 + 36 * 116 + 1300);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_best_value_is_found_on_one_half_and_measured_on_the_other()
    {
        var result = Tune(SweepTexts.Threshold, SweepTexts.ShortAndLong, "--json").Json;
        Assert.Equal("--set hot=4", result.GetProperty("set").GetString());
        Assert.Equal((129, 129), (result.GetProperty("tuned_on").GetInt32(), result.GetProperty("held_out").GetInt32()));
        foreach (var (settings, cost) in new[] { ("defaults", AtDefault), ("best", AtBest) })
            foreach (var part in new[] { "tuning_part", "held_out_part" })
                Assert.Equal(cost, result.GetProperty(settings).GetProperty(part).GetInt64());
        Assert.False(result.GetProperty("keeps_defaults").GetBoolean());
    }

    [Fact]
    public void The_declaration_to_paste_has_the_new_default() =>
        Assert.Contains("\nparam hot : count = 4 in 1..16;\n", Tune(SweepTexts.Threshold, SweepTexts.ShortAndLong).Output, StringComparison.Ordinal);

    [Fact]
    public void Contracts_that_are_broken_under_each_setting_are_told_and_are_a_finding()
    {
        var policy = _folder.Write("promising.cdmp", SweepTexts.Promising.Replace("8 in 1..16", "15 in 15..16", StringComparison.Ordinal));
        var result = Cdmp.Run("tune", policy, "--trace", _folder.Write("trace.csv", SweepTexts.ShortAndLong)).IsCivil();
        Assert.Equal(1, result.Exit);
        Assert.Contains("broken: a contract of `Threshold`, on the tuning part under 2 of 2 settings", result.Output, StringComparison.Ordinal);
    }

    /// <summary>
    /// A page that is read 40 times breaks it 41-h times at a threshold h from 7 to 40: less than the default 8 costs less and breaks it more often, more
    /// costs more, and none that breaks none is as cheap.
    /// </summary>
    [Fact]
    public void Settings_that_keep_a_contract_at_a_higher_cost_are_told_and_not_recommended()
    {
        var text = SweepTexts.Threshold.Replace("8 in 1..16", "8 in 1..60", StringComparison.Ordinal).Replace("  page {", "  never in fast && heat > 6;\n  page {", StringComparison.Ordinal);
        string[] tune = ["tune", _folder.Write("hot.cdmp", text), "--trace", _folder.Write("trace.csv", SweepTexts.ShortAndLong)];
        var table = Cdmp.Run(tune).IsCivil();
        Assert.Equal(1, table.Exit);
        Assert.Contains("the defaults themselves break a contract, 99 times on the tuning part and 99 times on the held-out part", table.Output, StringComparison.Ordinal);
        Assert.Contains("nothing better than the defaults was found: keep them", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("param hot", table.Output, StringComparison.Ordinal);

        var json = Cdmp.Run([.. tune, "--json"]).Json;
        Assert.Equal(("", true), (json.GetProperty("set").GetString(), json.GetProperty("keeps_defaults").GetBoolean()));
        var kept = json.GetProperty("best_that_breaks_none");
        Assert.InRange(int.Parse(kept.GetProperty("set").GetString()!.Split('=')[1], CultureInfo.InvariantCulture), 41, 60);
        Assert.Equal((0, 3 * (3 + 40) * 316), (kept.GetProperty("violations").GetInt32(), kept.GetProperty("tuning_part").GetInt32()));
    }

    [Fact]
    public void Why_the_defaults_are_kept_is_said_with_the_numbers() => Assert.Contains(
        "no better than the defaults on the held-out part, where cost is 18.48us in place of 9.48us: keep the defaults",
        Tune(SweepTexts.Threshold, SweepTexts.OtherSecondHalf).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("takes names only", "--over", "hot=1..4")]
    [InlineData("`--over hot` tunes what `--set hot=3` sets", "--over", "hot", "--set", "hot=3")]
    [InlineData("`--set` sets every parameter of `Threshold`", "--set", "hot=3")]
    [InlineData("`--split 150%` does not leave accesses for both parts", "--split", "150%")]
    [InlineData("`--split 2` does not leave accesses for both parts", "--split", "2")]
    [InlineData("`x` is no value for `--seed`: a whole number is needed", "--seed", "x")]
    public void What_cannot_be_tuned_is_said_before_any_run(string message, params string[] args)
    {
        var policy = _folder.Write("tuned.cdmp", SweepTexts.Threshold);
        var result = Cdmp.Run(["tune", policy, "--trace", _folder.Write("trace.csv", SweepTexts.ShortAndLong), .. args]).IsCivil();
        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_without_influence_keeps_its_default()
    {
        var result = Tune(SweepTexts.NoInfluence, SweepTexts.ShortAndLong);
        Assert.Contains("nothing better than the defaults was found: keep them", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--set", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_helps_only_where_it_was_tuned_is_not_kept()
    {
        var result = Tune(SweepTexts.Threshold, SweepTexts.OtherSecondHalf, "--json").Json;
        Assert.Equal("1", result.GetProperty("parameters")[0].GetProperty("best").GetString());
        Assert.Equal("8", result.GetProperty("parameters")[0].GetProperty("kept").GetString());
        Assert.True(result.GetProperty("keeps_defaults").GetBoolean());
        // Three reads in slow, or one there, the move, and two in fast.
        Assert.Equal(10 * 3 * 316, result.GetProperty("defaults").GetProperty("held_out_part").GetInt64());
        Assert.Equal(10 * (316 + 1300 + 2 * 116), result.GetProperty("best").GetProperty("held_out_part").GetInt64());
    }

    [Fact]
    public void A_search_that_was_stopped_goes_on_and_leaves_the_same_file()
    {
        var (whole, stopped) = (_folder["whole.jsonl"], _folder["stopped.jsonl"]);
        var first = Tune(SweepTexts.Threshold, SweepTexts.ShortAndLong, "--out", whole, "--jobs", "2").Output;
        File.WriteAllText(stopped, string.Concat(File.ReadAllLines(whole).Take(4).Select(line => line + "\n")) + "{\"job\":");
        Assert.Equal(first, Tune(SweepTexts.Threshold, SweepTexts.ShortAndLong, "--out", stopped, "--jobs", "1").Output);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(stopped));
    }

    [Fact]
    public void Several_parameters_of_every_type_stay_in_their_ranges()
    {
        var policy = Texts.With("param hot : count = 4 in 1..60;", """
            param hot : count = 4 in 1..60;
              param still : time = 1ms in 100us..10ms;
              param room : bytes = 8KiB in 4KiB..64KiB;
              param share : ratio = 10% in 1%..50%;
              param ever : bool = false;
              param down : tier = pmem in ram, pmem;
            """).Replace("=> ram;\n", "&& (ever || idle < still || ram.free > room || ram.fill < share) => ram;\n", StringComparison.Ordinal)
            .Replace("sink: otherwise => pmem;", "sink: when down == pmem => pmem; out: otherwise => evict;", StringComparison.Ordinal);
        var file = _folder.Write("many.cdmp", policy);
        var result = Cdmp.Run("tune", file, "--trace", Cdmp.Trace("sqlite"), "--runs", "30", "--pace", "10M/s", "--json").IsCivil();
        Assert.Equal(0, result.Exit);
        Assert.Equal(["hot", "still", "room", "share", "ever", "down"], result.Json.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(30, result.Json.GetProperty("settings_tried").GetInt32());
        Assert.True(result.Json.GetProperty("best").GetProperty("tuning_part").GetInt64() <= result.Json.GetProperty("defaults").GetProperty("tuning_part").GetInt64());
    }

    private CommandResult Tune(string policy, string trace, params string[] args)
    {
        var result = Cdmp.Run(["tune", _folder.Write("tuned.cdmp", policy), "--trace", _folder.Write("trace.csv", trace), .. args]).IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        return result;
    }
}
