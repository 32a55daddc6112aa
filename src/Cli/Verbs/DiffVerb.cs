using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Verifying;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp diff A B</c>: the states of a page in which two policies decide differently.</summary>
internal static class DiffVerb
{
    public static Command Create(CommandIo io)
    {
        var a = new Argument<string>("A") { Description = "A policy file, or FILE:POLICY where it has several." };
        var b = new Argument<string>("B") { Description = "Another one, for the same tiers." };
        var json = Options.Json();
        var command = new Command("diff", "Show the pages about which two policies decide differently.") { a, b, json };
        command.SetAction(parsed => Run(parsed.GetValue(a)!, parsed.GetValue(b)!, parsed.GetValue(json), io));
        return command;
    }

    private static int Run(string a, string b, bool json, CommandIo io)
    {
        var (first, second) = (Policy(a, io), Policy(b, io));
        if (Difference.Obstacle(first, second) is { } obstacle)
            throw CommandException.Misuse($"`{first.Name}` and `{second.Name}` cannot be compared", $"{obstacle}; they are compared where tiers and agents have the same names in the same order");
        IReadOnlyList<PointDifference> differences;
        using (Spinner.Show($"comparing {first.Name} and {second.Name}", io)) differences = Difference.Of(first, second);
        if (json) DiffJson.Write(first, second, differences, io.Output);
        else DiffText.Write(first, second, differences, io.Output);
        return differences.All(d => d.Regions.Count == 0 && d.Known) ? ExitCode.Fine : ExitCode.Findings;
    }

    /// <summary>The policy that an argument names.</summary>
    private static PolicyPlan Policy(string argument, CommandIo io)
    {
        var at = File.Exists(argument) ? -1 : argument.LastIndexOf(':');
        var (file, name) = at > 0 ? (argument[..at], argument[(at + 1)..]) : (argument, null);
        var plans = CheckedPolicies.Of(SourceFiles.Read([file]), name, io);
        return plans.Count == 1 ? plans[0] : throw CommandException.Misuse(
            $"`{file}` declares {plans.Count} policies", $"choose one: {string.Join(", ", plans.Select(p => $"`{file}:{p.Name}`"))}");
    }
}
