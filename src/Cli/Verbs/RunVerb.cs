using System.CommandLine;
using CdmPolicy.Bounds;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp run FILE… --trace T</c> or <c>--workload W</c>: a policy on a recorded trace, or on a workload of the files.</summary>
internal static class RunVerb
{
    public static Command Create(CommandIo io)
    {
        var files = Options.Files();
        var trace = Options.Single("--trace", "T", "The recorded trace to run.");
        var workload = Options.Single("--workload", "W", "The workload of the files to run, in place of a trace.");
        var policy = Options.Single("--policy", "P", "The policy to run, where the files have several.");
        var set = Options.Repeated("--set", "NAME=VALUE", "Set a parameter (`hot=8`) or what a device reports (`gpu0.busy=30%`). May be repeated.");
        var capacity = Options.Repeated("--capacity", "TIER=BYTES", "Give a tier another capacity (`ram=1GiB`). May be repeated.");
        var bind = Options.Repeated("--bind", "KIND=TIER", "Bind all regions of a kind of page to a tier (`anon=gpu`). May be repeated.");
        var pace = Options.Single("--pace", "PACE", "Play the trace at this many events a second (`10M/s`), whatever its own times.");
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "Seed of everything drawn by chance: the accesses of a workload, the samples of regions, the faults. 0 if it is not given." };
        var faults = Options.Repeated("--faults", "WHAT=SHARE", "Let moves fail by chance (`moves=1%`), drivers fall silent (`drivers=5%` of the time), or tiers go offline (`tiers=5%` of the time), drawn by the seed. May be repeated.");
        var noBaseline = new Option<bool>("--no-baseline") { Description = "Neither run the trace a second time without a policy nor work out what no policy could beat." };
        var json = Options.Json();
        var command = new Command("run", "Run a policy on a recorded trace or a workload and show what each tier and rule did, and what it cost.")
        {
            files, trace, workload, policy, set, capacity, bind, pace, seed, faults, noBaseline, json,
        };
        command.SetAction(parsed => Run(
            new RunOptions(
                parsed.GetValue(files)!,
                parsed.GetValue(trace), parsed.GetValue(workload), parsed.GetValue(policy), Assignment.ParseAll("--set", parsed.GetValue(set)),
                Assignment.ParseAll("--capacity", parsed.GetValue(capacity)), Assignment.ParseAll("--bind", parsed.GetValue(bind)),
                parsed.GetValue(pace), parsed.GetValue(seed), !parsed.GetValue(noBaseline))
            {
                Faults = Assignment.ParseAll("--faults", parsed.GetValue(faults)),
            },
            parsed.GetValue(json), io));
        return command;
    }

    private static int Run(RunOptions options, bool json, CommandIo io)
    {
        // A trace among the policies is the trace that is missing.
        var texts = SourceFiles.Read(options.Files);
        if (options.TracePath is null && options.Workload is null)
            throw CommandException.Misuse("`run` needs a trace or a workload", "name one with `--trace FILE` or `--workload NAME`");
        if (options.TracePath is not null && options.Workload is not null)
            throw CommandException.Misuse("`--trace` and `--workload` cannot be combined");
        var library = PolicyLibrary.Load(texts, AssemblyCache.OfUser());
        io.Error.Write(library.Manifest.Warnings);
        var entry = library.Find(options.Policy);
        var runner = library.Runner(entry.TypeName);
        var workload = options.Workload is { } name ? library.FindWorkload(name) : null;

        RunReport report;
        using (var spinner = Spinner.Show($"running {entry.Name}", io))
        {
            var request = RunPlan.Create(options, runner, workload, total => done => spinner.Report(done / (double)total));
            foreach (var agent in TraceAgents.Unknown(request.Trace, request.Hierarchy))
                io.WriteNote($"the trace's agent `{agent}` is not in `{request.Hierarchy.Name}`; its accesses count as `{request.Hierarchy.Agents[0].Name}`'s");
            foreach (var note in request.Trace.Notes) io.WriteNote(note);
            if (workload is null)
                foreach (var note in TraceRequests.Notes(request.Trace, request.Hierarchy)) io.WriteNote(note);
            foreach (var unknown in TraceEvents.Of(request.Trace, request.Hierarchy).Unknown)
                io.WriteNote($"the trace names `{unknown}`, which is not in `{request.Hierarchy.Name}`; what it says of it is left out");
            var result = runner.Run(request);
            spinner.Report(null);
            var baseline = options.Baselines && entry.BaselineTypeName is { } type
                ? library.Runner(type).Run(request.WithoutParameters())
                : null;
            var clairvoyant = options.Baselines ? ClairvoyantBound.Of(request.History(runner.Model), request.Hierarchy) : (long?)null;
            report = new RunReport(
                entry.Name, request.Hierarchy, runner.Model, request.Trace, options.Seed, result,
                RunReport.FindAllInTier(request.Hierarchy), baseline, clairvoyant, ProcessClock.Milliseconds(result.StartedAt),
                library.WasCached);
        }

        if (report.Result.Totals.Failed > 0)
            io.WriteNote($"{report.Result.Totals.Failed:N0} accesses were not served, since no tier took their page; the costs leave them out and are not compared");
        if (json) RunJson.Write(report, io.Output);
        else RunTables.Write(report, io);
        return report.Violations.Any() ? ExitCode.Findings : ExitCode.Fine;
    }
}
