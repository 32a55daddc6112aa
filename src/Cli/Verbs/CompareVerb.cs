using System.CommandLine;
using CdmPolicy.Cli.Comparing;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Rendering.Html;
using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp compare A B … --trace T</c> or <c>--workload W</c>: policies side by side on the same accesses; with several of these, one table of all.</summary>
internal static class CompareVerb
{
    private const long DefaultPingPongNs = 1_000_000_000;

    public static Command Create(CommandIo io)
    {
        var policies = new Argument<string[]>("FILE[:POLICY]")
        {
            Arity = ArgumentArity.OneOrMore, HelpName = "FILE[:POLICY]…", Description = "Policy files (.cdmp), each on the hierarchy it is for; all policies of a file, or the one named.",
        };
        var trace = Options.Repeated("--trace", "T", "A recorded trace to run. May be repeated, and with workloads.");
        var workload = Options.Repeated("--workload", "[FILE:]W", "A workload to run: of the first file that has it, or of FILE. May be repeated.");
        var with = Options.Repeated("--with", "FILE", "A file that each policy is compiled together with: a hierarchy or reclaimers that they share. May be repeated.");
        var hierarchy = Options.Single("--hierarchy", "FILE[:H]", "Run all policies on this hierarchy, its tiers in the place of theirs by name or in order, rather than each on its own.");
        var capacity = Options.Repeated("--capacity", "TIER=BYTES", "Give a tier another capacity (`ram=1GiB`) wherever it is. May be repeated.");
        var pace = Options.Pace();
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "Seed of everything drawn by chance, the same for all. 0 if it is not given." };
        var pingPong = Options.Single("--ping-pong", "TIME", "A page that is demoted no later than this after it was promoted counts as going back and forth; 1s if it is not given.");
        var noBound = new Option<bool>("--no-bound") { Description = "Do not work out what no policy could beat." };
        var set = Options.Repeated("--set", "POLICY.NAME=VALUE", "Set a parameter of a policy (`Tpp.type_aware=false`). May be repeated.");
        var times = Options.Repeated("--times", "POLICY=RATIO", "Multiply all times in a policy (`Nomad=100`), and divide its rates. May be repeated.");
        var samples = Options.Repeated("--samples", "POLICY=RATIO", "Multiply the periods of a policy's samplers (`HeMem=1/1024`). May be repeated.");
        var json = Options.Json();
        var html = Options.Single("--html", "OUT", "Write a report with plots as well: one file that needs nothing else.");
        var command = new Command("compare", "Run policies on the same trace or workload and show side by side what it cost them.")
        {
            policies, trace, workload, with, hierarchy, capacity, set, times, samples, pace, seed, pingPong, noBound, json, html,
        };
        command.SetAction(parsed => Run(
            new CompareOptions(
                [.. parsed.GetValue(policies)!.Select(PolicyArgument.Parse)], null, null, parsed.GetValue(with) ?? [],
                Assignment.ParseAll("--capacity", parsed.GetValue(capacity)), parsed.GetValue(pace), parsed.GetValue(seed),
                parsed.GetValue(pingPong) is { } time ? Value.Parse(time, ValueType.Time, $"--ping-pong {time}") : DefaultPingPongNs,
                !parsed.GetValue(noBound))
            {
                Hierarchy = parsed.GetValue(hierarchy),
                Set = Assignment.ParseAll("--set", parsed.GetValue(set)),
                Times = Assignment.ParseAll("--times", parsed.GetValue(times)),
                Samples = Assignment.ParseAll("--samples", parsed.GetValue(samples)),
            },
            parsed.GetValue(workload) ?? [], parsed.GetValue(trace) ?? [], parsed.GetValue(json), parsed.GetValue(html), io));
        return command;
    }

    private static int Run(CompareOptions options, string[] workloads, string[] traces, bool json, string? html, CommandIo io)
    {
        var sources = workloads.Select(w => options with { Workload = w }).Concat(traces.Select(t => options with { TracePath = t })).ToList();
        if (sources.Count == 0) throw CommandException.Misuse("`compare` needs a trace or a workload", "name one with `--trace FILE` or `--workload NAME`");
        if (html is not null) CheckReport(html, sources);

        var comparisons = new List<Comparison>();
        using (var spinner = Spinner.Show("compiling the policies", io))
        {
            var entrants = new ContestantLoader(options, io.Error.Write).Load();
            foreach (var source in sources)
            {
                spinner.Say($"comparing {entrants.Contestants.Count} policies on {source.Workload ?? source.TracePath}");
                comparisons.Add(CompareRun.Run(source, entrants, share => spinner.Report(share), io.WriteNote));
            }
        }

        Write(comparisons, json, io);
        if (html is not null) OutputFile.Write(html, file => file.Write(ComparePage.Write(comparisons[0])));
        return comparisons.Any(c => c.HasFindings) ? ExitCode.Findings : ExitCode.Fine;
    }

    private static void Write(List<Comparison> comparisons, bool json, CommandIo io)
    {
        if (comparisons is [var one])
        {
            if (json) CompareJson.Write(one, io.Output);
            else CompareTables.Write(one, io);
        }
        else if (json)
        {
            CompareJson.WriteAll(comparisons, io.Output);
        }
        else
        {
            FieldTables.Write(comparisons, io);
        }
    }

    /// <summary>Finds out before the work whether its report can be written.</summary>
    private static void CheckReport(string html, List<CompareOptions> sources)
    {
        if (sources.Count > 1) throw CommandException.Misuse($"a report is of one trace or workload, not of {sources.Count}", "leave `--html` out, or name one");
        var options = sources[0];
        if (html.Length == 0) throw CommandException.Misuse("`--html` needs a file");
        var inputs = options.Policies.Select(p => p.File).Concat(options.With).Append(options.TracePath ?? "").Where(path => path.Length > 0);
        OutputFile.CheckDistinct([.. inputs.Distinct(), html]);
        OutputFile.Check(html);
    }
}
