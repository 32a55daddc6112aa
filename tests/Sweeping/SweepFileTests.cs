using System.Diagnostics;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Sweeping;

/// <summary>Files of results that are not as the sweep left them, and files that are none.</summary>
public sealed class SweepFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _policy;
    private readonly string _trace;
    private readonly string _file;
    private readonly string[] _lines;

    public SweepFileTests()
    {
        _policy = _folder.Write("threshold.cdmp", SweepTexts.Threshold);
        _trace = _folder.Write("short-and-long.csv", SweepTexts.ShortAndLong);
        _file = _folder["results.jsonl"];
        Assert.Equal(0, Sweep("--out", _file).Exit);
        _lines = File.ReadAllLines(_file);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_results_of_one_job_must_be_the_same()
    {
        var same = Write("same.jsonl", _lines[0], _lines[2]);
        Assert.Equal(0, Merge(_file, same).Exit);

        var other = Write("other.jsonl", _lines[0], _lines[2].Replace("\"faults\":", "\"faults\":1", StringComparison.Ordinal));
        Refused(Merge(_file, other), $"job 2, `--set hot=2`, has one result in line 3 of `{_file}` and another in line 2 of `{other}`");
        var both = Write("both.jsonl", [.. _lines, File.ReadAllLines(other)[1]]);
        Refused(Sweep("--out", both), $"has one result in line 3 of `{both}` and another in line 6 of `{both}`");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("77")]
    public void A_job_that_is_not_in_the_grid_is_refused(string job)
    {
        var file = Write("wrong.jsonl", _lines[0], _lines[2].Replace("\"job\":2,", $"\"job\":{job},", StringComparison.Ordinal));
        Refused(Merge(file), $"line 2 of `{file}` is of job {job}, and there is none: the grid has 4 jobs");
        Refused(Sweep("--out", file), $"line 2 of `{file}` is of job {job}");
        Refused(Merge(Write("mixed.jsonl", _lines[0], _lines[2].Replace("hot=2", "hot=3", StringComparison.Ordinal))), "has `--set hot=3` as job 2, which is `--set hot=2`");
    }

    [Fact]
    public void A_merge_that_lacks_jobs_says_so_and_is_a_finding()
    {
        var result = Merge(Write("part.jsonl", _lines[0], _lines[1], _lines[4]));
        Assert.Equal(1, result.Exit);
        Assert.Contains("best of 2 of 4 jobs: --set hot=4", result.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 4 jobs are in none of the files, the first of them job 2", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_stopped_anywhere_goes_on()
    {
        var whole = File.ReadAllBytes(_file);
        foreach (var length in new[] { 1, 200, _lines[0].Length, _lines[0].Length + 1, whole.Length - 1 })
        {
            File.WriteAllBytes(_file, whole[..length]);
            Assert.Equal(0, Sweep("--out", _file).Exit);
            Assert.Equal(whole, File.ReadAllBytes(_file));
        }

        // Not the beginning of this sweep's header, so something of the user's.
        File.WriteAllText(_file, _lines[0][..200] + "X");
        Refused(Sweep("--out", _file), "has no results of `sweep` or `tune`");
        Assert.Equal(_lines[0][..200] + "X", File.ReadAllText(_file));
    }

    [Fact]
    public void A_file_that_another_sweep_is_writing_is_left_to_it()
    {
        using (new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.None))
        {
            Refused(Sweep("--out", _file), $"another `cdmp` is writing `{_file}`");
            Refused(Merge(_file), $"another `cdmp` is writing `{_file}`");
        }

        Assert.Equal(_lines, File.ReadAllLines(_file));
    }

    [Fact]
    public async Task A_pipe_is_never_replaced_and_gets_what_is_written_once()
    {
        if (OperatingSystem.IsWindows()) return;
        var pipe = _folder["pipe"];
        using (var made = Process.Start("mkfifo", pipe)) await made.WaitForExitAsync();
        Refused(Sweep("--out", pipe), $"`{pipe}` is no regular file");
        Refused(Merge(pipe), $"`{pipe}` is no regular file");

        var reader = Task.Run(() => File.ReadAllLines(pipe));
        Assert.Equal(0, Sweep("--csv", pipe).Exit);
        Assert.Equal(1 + 4, (await reader).Length);
        Assert.Equal(0, new FileInfo(pipe).Length);
    }

    [Theory]
    [InlineData("--over", "hot=1..2")]
    [InlineData("--set", "hot=1")]
    [InlineData("--shard", "1/2")]
    [InlineData("--jobs", "2")]
    public void What_says_what_to_run_does_not_go_with_a_merge(string option, string value)
    {
        Refused(Cdmp.Run("sweep", option, value, "--merge", _file).IsCivil(), $"`--merge` and `{option}` do not go together");
        Refused(Cdmp.Run("sweep", _policy, "--merge", _file).IsCivil(), $"`--merge` and `{_policy}` do not go together");
        Refused(Merge(_file, _file), $"`--merge` names `{_file}` twice");
    }

    private CommandResult Sweep(params string[] args) => Cdmp.Run(["sweep", _policy, "--trace", _trace, "--over", "hot=1..4", .. args]).IsCivil();

    private static CommandResult Merge(params string[] files) => Cdmp.Run(["sweep", "--merge", .. files]).IsCivil();

    private string Write(string name, params string[] lines) => _folder.Write(name, string.Concat(lines.Select(line => line + "\n")));

    private static void Refused(CommandResult result, string message)
    {
        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
