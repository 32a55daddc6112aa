using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Verifying;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp diff A B</c>: the pages about which two policies decide differently; with <c>--trace T</c>, where they part on it.</summary>
internal static class DiffVerb
{
    public static Command Create(CommandIo io)
    {
        var policies = new Argument<string[]>("FILE[:POLICY]")
        {
            Arity = new ArgumentArity(2, 2), HelpName = "FILE[:POLICY] FILE[:POLICY]", Description = "Two policies.",
        };
        var diverging = new DivergeOptions();
        var json = Options.Json();
        var command = new Command("diff", "Show where two policies decide differently, and why: for all pages, or on a trace or workload.") { policies };
        diverging.Extend(command);
        command.Add(json);
        command.SetAction(parsed => diverging.Run(parsed, parsed.GetValue(policies)!, parsed.GetValue(json), io)
            ?? Run(parsed.GetValue(policies)!, parsed.GetValue(json), io));
        return command;
    }

    private static int Run(string[] policies, bool json, CommandIo io)
    {
        var (first, second) = (Policy(policies[0], io), Policy(policies[1], io));
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
