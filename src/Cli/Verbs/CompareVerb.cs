using System.CommandLine;
using CdmPolicy.Cli.Comparing;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Rendering.Html;
using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp compare A B … --trace T</c> or <c>--workload W</c>: policies side by side on the same accesses.</summary>
internal static class CompareVerb
{
    private const long DefaultPingPongNs = 1_000_000_000;

    public static Command Create(CommandIo io)
    {
        var policies = new Argument<string[]>("FILE[:POLICY]")
        {
            Arity = ArgumentArity.OneOrMore, HelpName = "FILE[:POLICY]…", Description = "Policy files (.cdmp), each on the hierarchy it is for; all policies of a file, or the one named.",
        };
        var trace = Options.Single("--trace", "T", "The recorded trace to run.");
        var workload = Options.Single("--workload", "[FILE:]W", "The workload to run, in place of a trace: of the first file that has it, or of FILE.");
        var with = Options.Repeated("--with", "FILE", "A file that each policy is compiled together with: a hierarchy or reclaimers that they share. May be repeated.");
        var hierarchy = Options.Single("--hierarchy", "FILE[:H]", "Run all policies on this hierarchy, its tiers in the place of theirs by name or in order, rather than each on its own.");
        var capacity = Options.Repeated("--capacity", "TIER=BYTES", "Give a tier another capacity (`ram=1GiB`) wherever it is. May be repeated.");
        var pace = Options.Pace();
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "Seed of everything drawn by chance, the same for all. 0 if it is not given." };
        var pingPong = Options.Single("--ping-pong", "TIME", "A page that is demoted no later than this after it was promoted counts as going back and forth; 1s if it is not given.");
        var noBound = new Option<bool>("--no-bound") { Description = "Do not work out what no policy could beat." };
        var json = Options.Json();
        var html = Options.Single("--html", "OUT", "Write a report with plots as well: one file that needs nothing else.");
        var command = new Command("compare", "Run policies on the same trace or workload and show side by side what it cost them.")
        {
            policies, trace, workload, with, hierarchy, capacity, pace, seed, pingPong, noBound, json, html,
        };
        command.SetAction(parsed => Run(
            new CompareOptions(
                [.. parsed.GetValue(policies)!.Select(PolicyArgument.Parse)], parsed.GetValue(trace), parsed.GetValue(workload), parsed.GetValue(with) ?? [],
                Assignment.ParseAll("--capacity", parsed.GetValue(capacity)), parsed.GetValue(pace), parsed.GetValue(seed),
                parsed.GetValue(pingPong) is { } time ? Value.Parse(time, ValueType.Time, $"--ping-pong {time}") : DefaultPingPongNs,
                !parsed.GetValue(noBound))
            {
                Hierarchy = parsed.GetValue(hierarchy),
            },
            parsed.GetValue(json), parsed.GetValue(html), io));
        return command;
    }

    private static int Run(CompareOptions options, bool json, string? html, CommandIo io)
    {
        if (options.TracePath is null && options.Workload is null)
            throw CommandException.Misuse("`compare` needs a trace or a workload", "name one with `--trace FILE` or `--workload NAME`");
        if (options.TracePath is not null && options.Workload is not null)
            throw CommandException.Misuse("`--trace` and `--workload` cannot be combined");
        if (html is not null) CheckReport(html, options);

        Comparison comparison;
        using (var spinner = Spinner.Show("compiling the policies", io))
        {
            var contestants = Contestant.Load(options, io.Error.Write);
            spinner.Say($"comparing {contestants.Count} policies");
            comparison = CompareRun.Run(options, contestants, share => spinner.Report(share), io.WriteNote);
        }

        if (json) CompareJson.Write(comparison, io.Output);
        else CompareTables.Write(comparison, io);
        if (html is not null) File.WriteAllText(html, ComparePage.Write(comparison));
        return comparison.HasViolations ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>Finds out before the work whether its report can be written.</summary>
    private static void CheckReport(string html, CompareOptions options)
    {
        if (html.Length == 0) throw CommandException.Misuse("`--html` needs a file");
        var inputs = options.Policies.Select(p => p.File).Concat(options.With).Append(options.TracePath ?? "").Where(path => path.Length > 0);
        OutputFile.CheckDistinct([.. inputs.Distinct(), html]);
        OutputFile.Check(html);
    }
}
