using System.CommandLine;
using System.Diagnostics;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Testing;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp test FILE…</c>: runs the test blocks of the files.</summary>
internal static class TestVerb
{
    public static Command Create(CommandIo io)
    {
        var files = Options.Files();
        var name = Options.Single("--test", "NAME", "Only the tests whose name contains this.");
        var json = Options.Json();
        var command = new Command("test", "Run the tests of policies and say which expectations do not hold.") { files, name, json };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(name), parsed.GetValue(json), io));
        return command;
    }

    private static int Run(string[] files, string? name, bool json, CommandIo io)
    {
        var library = PolicyLibrary.Load(SourceFiles.Read(files, io.Input), AssemblyCache.OfUser());
        io.Error.Write(library.Manifest.Warnings);
        var all = library.Tests();
        if (all.Count == 0 && name is null)
        {
            // Nothing is wrong with such files, and a check of all files of a folder meets some.
            io.WriteNote("the files have no test; write `test \"…\" for POLICY { … }`");
            if (json) TestJson.Write([], io.Output);
            return ExitCode.Fine;
        }

        var chosen = all.Where(t => name is null || t.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count == 0) throw CommandException.Misuse($"no test has `{name}` in its name", all.Count == 0 ? "the files have no test" : $"the first of {all.Count} is `{all[0].Name}`");

        var outcomes = new List<TestOutcome>();
        using (var spinner = Spinner.Show("testing", io, (chosen.Count, "tests")))
        {
            foreach (var test in chosen)
            {
                spinner.Report(outcomes.Count / (double)chosen.Count);
                var started = Stopwatch.GetTimestamp();
                outcomes.Add(new(test, test.Run(), Stopwatch.GetElapsedTime(started).TotalSeconds));
            }
        }

        if (json) TestJson.Write(outcomes, io.Output);
        else TestText.Write(outcomes, io.Output);
        return outcomes.All(o => o.Passed) ? ExitCode.Fine : ExitCode.Findings;
    }
}

/// <param name="Seconds">The test alone, once compiled.</param>
internal sealed record TestOutcome(IPolicyTest Test, TestResult Result, double Seconds)
{
    public bool Passed => Result.Failures.Count == 0;
}
