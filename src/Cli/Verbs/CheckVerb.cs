using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp check FILE…</c>: every diagnostic of the files, read together.</summary>
internal static class CheckVerb
{
    public static Command Create(CommandIo io)
    {
        var files = Options.Files();
        var json = new Option<bool>("--json") { Description = "Write the diagnostics as a JSON list." };
        var sarif = new Option<bool>("--sarif") { Description = "Write the diagnostics as a SARIF 2.1.0 log." };
        var command = new Command("check", "Say everything that is wrong with policy files; files that belong together are named together.")
        {
            files, json, sarif,
        };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(json), parsed.GetValue(sarif), io));
        return command;
    }

    private static int Run(string[] files, bool json, bool sarif, CommandIo io)
    {
        if (json && sarif) throw CommandException.Misuse("`--json` and `--sarif` cannot be combined");
        var texts = SourceFiles.Read(files);
        var (_, findings) = PolicyCompiler.Check(texts);
        if (json) FindingJson.WriteAll(findings, io.Output);
        else if (sarif) FindingSarif.WriteAll(findings, io.Output);
        else FindingText.WriteAll(findings, io.Error);
        return findings.Any(f => f.IsError) ? ExitCode.Findings : ExitCode.Fine;
    }
}
