using CdmPolicy.Tests.Traces;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Cli;

public sealed class RecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A program that says what valgrind would say, and then runs what it is given.</summary>
    private string Valgrind(string log, string end = "exec \"$@\"")
    {
        var path = _folder["valgrind"];
        File.WriteAllText(path, $$"""
            #!/bin/sh
            while [ "$1" != "--" ]; do
              case "$1" in --log-fd=*) fd=${1#--log-fd=} ;; esac
              shift
            done
            shift
            printf '{{log}}' > /dev/fd/$fd
            {{end}}
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private CommandResult Record(string valgrind, params string[] command) =>
        Cdmp.Run(["record", "-o", _folder["out.cdmt"], "--valgrind", valgrind, "--", .. command]);

    [Fact]
    public void The_log_becomes_a_trace_and_the_program_runs()
    {
        var result = Record(Valgrind("==1== hello\\nI  401000,4\\n S 7000,8\\n"), "touch", _folder["touched"]).IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Output));
        Assert.Contains("out.cdmt: 2 events, 2 pages", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["touched"]));
        var trace = TraceFormats.Load(_folder["out.cdmt"]);
        Assert.Equal([0x401UL, 7UL], trace.Addresses);
        Assert.Equal(TraceSampling.Every, trace.Fidelity.Sampling);
        Assert.False(File.Exists(_folder["out.cdmt.partial"]));
    }

    [Fact]
    public void Options_behind_the_dashes_are_the_programs()
    {
        var result = Cdmp.Run("record", "--json", "-o", _folder["a.csv"], "--valgrind", Valgrind(" L 7000,8\\n", "exit 3"), "--", "ls", "--no-such", "-o").IsCivil();
        Assert.Equal(0, result.Exit);
        Assert.Equal(3, result.Json.GetProperty("exit_code").GetInt32());
        Assert.Contains("the program ended with exit code 3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_a_signal_ends_leaves_its_trace()
    {
        var result = Record(Valgrind(" L 7000,8\\n", "kill -SEGV $$"), "ls").IsCivil();
        Assert.Equal(1, result.Exit);
        Assert.Contains("the program was ended by signal 11", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out.cdmt"]));
    }

    [Fact]
    public void What_runs_on_in_the_background_is_not_waited_for()
    {
        var started = DateTime.UtcNow;
        Assert.Equal(0, Record(Valgrind(" L 7000,8\\n", "sleep 20 > /dev/null 2>&1 & exit 0"), "ls").IsCivil().Exit);
        Assert.True(DateTime.UtcNow - started < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_program_that_valgrind_cannot_run_says_so()
    {
        var result = Record(Valgrind("", "exit 126"), "ls").IsCivil();
        Assert.Equal(1, result.Exit);
        Assert.Contains("valgrind could not run `ls` and ended with exit code 126", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out.cdmt"]));
    }

    [Theory]
    [InlineData("record", "needs")]
    [InlineData("record -- no-such-program", "there is no program `no-such-program`")]
    [InlineData("record -o a.lackey -- ls", "the ending of the name says no format that can be written")]
    [InlineData("record -o nowhere/a.cdmt -- ls", "there is no folder `nowhere`")]
    [InlineData("record --valgrind /none/valgrind -- ls", "there is no program `/none/valgrind`")]
    [InlineData("record --page-size 5000B -- ls", "`5000B` is no size of a page")]
    [InlineData("record --ouput a.cdmt -- ls", "did you mean `--output`?")]
    public void Misuse_is_explained(string line, string message)
    {
        var args = line.Split(' ').ToList();
        if (!line.Contains("--valgrind", StringComparison.Ordinal) && args.Count > 1) args.InsertRange(1, ["--valgrind", Valgrind("")]);
        var result = Cdmp.Run([.. args]).IsCivil();
        Assert.Equal(2, result.Exit);
        if (message != "needs") Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    /// <summary>With the real valgrind where there is one; elsewhere the command must say what is missing.</summary>
    [Fact]
    public void The_real_valgrind_or_a_word_about_it()
    {
        var result = Record("valgrind", "/bin/true").IsCivil();
        if (result.Exit == 2)
        {
            Assert.Contains("valgrind is not installed", result.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(0, result.Exit);
        var trace = TraceFormats.Load(_folder["out.cdmt"]);
        TraceSamples.CheckPromises(trace);
        Assert.InRange(trace.References, 10_000, 100_000_000);
        Assert.Contains(trace.Regions, region => region.Kind == RegionKind.File);
    }
}
