using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Analysis;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp check FILE…</c>: every diagnostic of the files, read together.</summary>
internal static class CheckVerb
{
    public static Command Create(CommandIo io)
    {
        var files = Options.Files();
        var json = new Option<bool>("--json") { Description = "Write the diagnostics as a JSON list." };
        var sarif = new Option<bool>("--sarif") { Description = "Write the diagnostics as a SARIF 2.1.0 log." };
        var costs = new Option<bool>("--costs") { Description = "Show the most that each handler can do: conditions tried, pages scanned, bytes moved." };
        var command = new Command("check", "Say everything that is wrong with policy files; files that belong together are named together.")
        {
            files, json, sarif, costs,
        };
        command.SetAction(parsed => parsed.GetValue(costs)
            ? Costs(parsed.GetValue(files)!, parsed.GetValue(json), parsed.GetValue(sarif), io)
            : Run(parsed.GetValue(files)!, parsed.GetValue(json), parsed.GetValue(sarif), io));
        return command;
    }

    /// <summary>The costs in place of the diagnostics, which are still said.</summary>
    private static int Costs(string[] files, bool json, bool sarif, CommandIo io)
    {
        if (sarif) throw CommandException.Misuse("`--costs` and `--sarif` cannot be combined");
        var (compilation, findings) = PolicyCompiler.Check(SourceFiles.Read(files, io.Input));
        FindingText.WriteAll(findings, io.Error);
        if (findings.Any(f => f.IsError)) return ExitCode.Findings;
        var work = compilation.Policies.Select(p => (Policy: p, Work: WorkBounds.Of(p, compilation.Trees))).ToArray();
        if (work.Length == 0) throw CommandException.Misuse("the files declare no policy", "only the handlers of a `policy … for … { }` have costs");
        if (json) WorkJson.WriteAll(work, io.Output);
        else foreach (var (policy, rows) in work) WorkTable.Write(policy, rows, io);
        return ExitCode.Fine;
    }

    private static int Run(string[] files, bool json, bool sarif, CommandIo io)
    {
        if (json && sarif) throw CommandException.Misuse("`--json` and `--sarif` cannot be combined");
        var findings = Findings(files, io);
        if (json) FindingJson.WriteAll(findings, io.Output);
        else if (sarif) FindingSarif.WriteAll(findings, io.Output);
        else FindingText.WriteAll(findings, io.Error);
        return findings.Any(f => f.IsError) ? ExitCode.Findings : ExitCode.Fine;
    }

    private static IReadOnlyList<Finding> Findings(string[] files, CommandIo io)
    {
        try
        {
            return PolicyCompiler.Check(SourceFiles.Read(files, io.Input)).Findings;
        }
        catch (FindingsException e)
        {
            return e.Findings;
        }
    }
}
