using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Verifying;
using CdmPolicy.Verification;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp verify FILE…</c>: proves the contracts of policies, or shows how they are broken.</summary>
internal static class VerifyVerb
{
    public static Command Create(CommandIo io)
    {
        var files = Options.Files();
        var name = Options.Single("--policy", "NAME", "Only this policy.");
        var json = Options.Json();
        var command = new Command("verify", "Prove what no page of a policy may ever be, or show a shortest way to it.") { files, name, json };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(name), parsed.GetValue(json), io));
        return command;
    }

    private static int Run(string[] files, string? name, bool json, CommandIo io)
    {
        var texts = SourceFiles.Read(files, io.Input);
        var plans = CheckedPolicies.Of(texts, name, io);
        var replay = new Replay(texts);
        var verdicts = new List<PolicyVerdict>();
        using (var spinner = Spinner.Show("verifying", io, (plans.Count, "policies")))
        {
            var verifier = new Verifier(replay.Fails);
            foreach (var plan in plans)
            {
                verdicts.Add(verifier.Verify(plan, spinner.Say));
                spinner.Report(verdicts.Count / (double)plans.Count);
            }
        }

        if (json) VerifyJson.Write(verdicts, io.Output);
        else VerifyText.Write(verdicts, io.Output);
        return verdicts.All(v => v.IsProven) ? ExitCode.Fine : ExitCode.Findings;
    }
}
