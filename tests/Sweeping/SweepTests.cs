using CdmPolicy.Cli;
using CdmPolicy.Cli.Running;
using CdmPolicy.Cli.Sweeping;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Sweeping;

public sealed class SweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _policy;
    private readonly string _trace;

    public SweepTests()
    {
        _policy = _folder.Write("threshold.cdmp", SweepTexts.Threshold);
        _trace = _folder.Write("short-and-long.csv", SweepTexts.ShortAndLong);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_best_value_of_a_parameter_is_found()
    {
        var sweep = Sweep("--over", "hot=1..16", "--json").Json;
        Assert.Equal("--set hot=4", sweep.GetProperty("best").GetString());
        var costs = sweep.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("cost_ns").GetInt64()).ToList();
        Assert.Equal(16, costs.Count);
        for (var hot = 1; hot <= 16; hot++)
            Assert.Equal(6 * ((hot <= 3 ? hot * 316 + (3 - hot) * 116 + 1300 : 3 * 316) + hot * 316 + (40 - hot) * 116 + 1300), costs[hot - 1]);
    }

    [Fact]
    public void A_parameter_without_influence_has_no_best_value()
    {
        var file = _folder.Write("none.cdmp", SweepTexts.NoInfluence);
        var table = Cdmp.Run("sweep", file, "--trace", _trace, "--over", "hot=1..9").IsCivil();
        Assert.Equal(0, table.Exit);
        Assert.Contains("no setting of the grid makes a difference to cost", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_contract_is_told_and_is_a_finding()
    {
        var file = _folder.Write("promising.cdmp", SweepTexts.Promising);
        var table = Cdmp.Run("sweep", file, "--trace", _trace, "--over", "hot=15|16").IsCivil();
        Assert.Equal(1, table.Exit);
        Assert.Contains("broken: a contract of `Threshold` in 2 of 2 jobs", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(table.Output.Split('\n'), line => line.EndsWith(' '));
    }

    [Fact]
    public void Capacities_seeds_and_lists_are_axes_too()
    {
        var sweep = Sweep("--over", "hot=1..8*2|16", "--capacity", "fast=16KiB..64KiB", "--seed", "0|7", "--csv", "-");
        var rows = sweep.Output.TrimEnd('\n').Split('\n');
        Assert.StartsWith("job,seed,fast,hot,events,", rows[0], StringComparison.Ordinal);
        Assert.Equal(1 + 2 * 3 * 5, rows.Length);
        Assert.StartsWith("1,0,16KiB,1,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("30,7,64KiB,16,", rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_with_the_options_of_a_job_costs_what_the_job_did()
    {
        var job = Sweep("--over", "hot=2..3", "--capacity", "fast=16KiB|64KiB", "--by", "p99", "--json").Json.GetProperty("results")[1];
        Assert.Equal("--capacity fast=16KiB --set hot=3", job.GetProperty("options").GetString());
        var run = Cdmp.Run(["run", _policy, "--trace", _trace, .. job.GetProperty("options").GetString()!.Split(' '), "--json"]).IsCivil().Json;
        Assert.Equal(run.GetProperty("cost_ns").GetInt64(), job.GetProperty("cost_ns").GetInt64());
        Assert.Equal(316, job.GetProperty("p99_ns").GetInt64());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_sweep_that_was_stopped_goes_on_and_leaves_the_same_file(int workers)
    {
        var whole = _folder["whole.jsonl"];
        Sweep("--over", "hot=1..16", "--out", whole);

        // Stopped after five jobs, and in the middle of a line.
        var file = _folder["stopped.jsonl"];
        StopAfter(5, workers, file);
        File.AppendAllText(file, "{\"job\":12,\"opti");
        var kept = File.ReadAllLines(file).Length - 2;
        Assert.InRange(kept, 5, 15);

        Sweep("--over", "hot=1..16", "--out", file, "--jobs", $"{workers}");
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(file));
    }

    [Fact]
    public void What_is_done_is_read_and_not_run_again()
    {
        var file = _folder["done.jsonl"];
        Sweep("--over", "hot=1..4", "--out", file);
        // No run costs one nanosecond.
        var lines = File.ReadAllLines(file);
        lines[2] = lines[2].Replace($"\"cost_ns\":{Cost(lines[2])}", "\"cost_ns\":1", StringComparison.Ordinal);
        File.WriteAllText(file, string.Join('\n', lines) + "\n");
        Assert.Equal("--set hot=2", Sweep("--over", "hot=1..4", "--out", file, "--json").Json.GetProperty("best").GetString());
    }

    [Fact]
    public void Shards_together_are_the_whole()
    {
        var whole = _folder["whole.jsonl"];
        Sweep("--over", "hot=1..16", "--out", whole);
        string[] shards = [.. Enumerable.Range(1, 3).Select(i => _folder[$"{i}.jsonl"])];
        for (var i = 0; i < 3; i++) Sweep("--over", "hot=1..16", "--shard", $"{i + 1}/3", "--out", shards[i]);
        Assert.Equal([7, 6, 6], shards.Select(s => File.ReadAllLines(s).Length));

        var merged = _folder["merged.jsonl"];
        var result = Cdmp.Run(["sweep", "--merge", shards[2], shards[0], shards[1], "--out", merged, "--json"]).IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(merged));
        Assert.Equal("--set hot=4", result.Json.GetProperty("best").GetString());
    }

    [Fact]
    public void Results_of_another_sweep_are_refused()
    {
        var file = _folder["results.jsonl"];
        Sweep("--over", "hot=1..4", "--out", file);
        var before = File.ReadAllText(file);
        Refused("of another grid", _policy, _trace, "hot=1..5");
        Refused("of other accesses", _policy, _folder.Write("short-and-long.csv", SweepTexts.OtherSecondHalf), "hot=1..4");
        _folder.Write("short-and-long.csv", SweepTexts.ShortAndLong);
        Refused("of another text of the policy", _folder.Write("threshold.cdmp", SweepTexts.Threshold.Replace(">= hot", "> hot", StringComparison.Ordinal)), _trace, "hot=1..4");
        Assert.Equal(before, File.ReadAllText(file));

        void Refused(string why, string policy, string trace, string over)
        {
            var result = Cdmp.Run("sweep", policy, "--trace", trace, "--over", over, "--out", file).IsCivil();
            Assert.Equal(2, result.Exit);
            Assert.Contains(why, result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("`Threshold` has no parameter `cold`", "--over", "cold=1..4")]
    [InlineData("is not in the range of `hot`", "--over", "hot=1..17")]
    [InlineData("the range `4..1` runs backwards", "--over", "hot=4..1")]
    [InlineData("the range `0..4*2` multiplies from 0, which stays 0", "--over", "hot=0..4*2")]
    [InlineData("does not get on from its lower end", "--over", "hot=1..4*1")]
    [InlineData("`--over hot=1..4` varies what `--set hot=2` sets", "--over", "hot=1..4", "--set", "hot=2")]
    [InlineData("`--capacity fast=16KiB|32KiB` varies what `--capacity fast=64KiB` sets", "--over", "hot=1", "--capacity", "fast=16KiB|32KiB", "--capacity", "fast=64KiB")]
    [InlineData("`x` is no value for `--jobs`: a whole number is needed", "--over", "hot=1..4", "--jobs", "x")]
    [InlineData("`99999999999` is too large for `--top`", "--over", "hot=1..4", "--top", "99999999999")]
    [InlineData("`hot` is varied twice", "--over", "hot=1,hot=2")]
    [InlineData("`sweep` needs something to vary")]
    [InlineData("`3/2` is no shard", "--over", "hot=1..4", "--shard", "3/2")]
    [InlineData("there is no measure `prize`", "--over", "hot=1..4", "--by", "prize")]
    public void What_is_no_sweep_is_said_before_any_run(string message, params string[] args)
    {
        var result = Sweep(args);
        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private CommandResult Sweep(params string[] args) => Cdmp.Run(["sweep", _policy, "--trace", _trace, .. args]).IsCivil();

    private void StopAfter(int jobs, int workers, string file)
    {
        var options = new RunOptions([_policy], _trace, null, null, [], [], [], null, 0, false);
        var subject = RunSubject.Load(options, "sweep", new CommandIo(TextWriter.Null, TextWriter.Null));
        var sweeping = new SweepOptions(Assignment.ParseAll("--over", ["hot=1..16"]), [], null, Shard.Whole, workers, file, Tails: false);
        var (grid, runner) = (sweeping.GridFor(subject.Runner), new JobRunner(options, subject.Runner, null, tails: false));
        using var log = JobLog.Open(file, JobHeaders.Of("sweep", subject, options, runner.Plain, grid.Axes, runner.Measures));
        Assert.Throws<OperationCanceledException>(() => SweepRun.Run(
            grid, runner, log, Shard.Whole, workers, share => { if (share >= jobs / 16.0) throw new OperationCanceledException(); }));
    }

    private static string Cost(string line) => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("cost_ns").GetRawText();
}
