using System.CommandLine;
using CdmPolicy.Bounds;
using CdmPolicy.Cli.Explaining;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp run FILE… --trace T</c> or <c>--workload W</c>: a policy on a recorded trace, or on a workload of the files.</summary>
internal static class RunVerb
{
    public static Command Create(CommandIo io)
    {
        var source = new SourceOptions();
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "Seed of everything drawn by chance: the accesses of a workload, the samples of regions, the faults. 0 if it is not given." };
        var noBaseline = new Option<bool>("--no-baseline") { Description = "Neither run the trace a second time without a policy nor work out what no policy could beat." };
        var explain = Options.Single("--explain", "PAGE|WHEN", "Show what happened to a page (`17`, `0x7ffe1000`) or at a time (`12ms`, `12ms..13ms`), by which rule and why, in place of the tables.");
        var json = Options.Json();
        var command = source.Extend(new("run", "Run a policy on a recorded trace or a workload and show what each tier and rule did, and what it cost."));
        command.Add(seed);
        command.Add(noBaseline);
        command.Add(explain);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var options = source.Of(parsed, parsed.GetValue(seed), baselines: !parsed.GetValue(noBaseline));
            return parsed.GetValue(explain) is { } target ? Explain(options, target, parsed.GetValue(json), io) : Run(options, parsed.GetValue(json), io);
        });
        return command;
    }

    private static int Explain(RunOptions options, string target, bool json, CommandIo io)
    {
        var story = ExplainRun.Tell(options, target, io);
        if (json) StoryJson.Write(story, io.Output);
        else StoryTable.Write(story, io);
        return ExitCode.Fine;
    }

    private static int Run(RunOptions options, bool json, CommandIo io)
    {
        var subject = RunSubject.Load(options, "run", io);
        var (_, library, entry, runner, workload) = subject;

        RunReport report;
        using (var spinner = Spinner.Show($"running {entry.Name}", io))
        {
            var request = RunPlan.Create(options, runner, workload, total => done => spinner.Report(done / (double)total));
            foreach (var note in subject.Notes(request)) io.WriteNote(note);
            var result = runner.Run(request);
            spinner.Report(null);
            var baseline = options.Baselines && entry.BaselineTypeName is { } type
                ? library.Runner(type).Run(request.WithoutParameters())
                : null;
            var clairvoyant = options.Baselines ? ClairvoyantBound.Of(request.History(runner.Model), request.Hierarchy) : (long?)null;
            report = new RunReport(
                entry.Name, request.Hierarchy, runner.Model, request.Trace, options.Seed, result,
                RunReport.FindAllInTier(request.Hierarchy), baseline, clairvoyant, ProcessClock.Milliseconds(result.StartedAt),
                library.WasCached)
            {
                File = subject.File,
            };
        }

        if (report.Result.Totals.Failed > 0)
            io.WriteNote($"{report.Result.Totals.Failed:N0} accesses were not served, since no tier took their page; the costs leave them out and are not compared");
        if (json) RunJson.Write(report, io.Output);
        else RunTables.Write(report, io);
        return report.Violations.Any() ? ExitCode.Findings : ExitCode.Fine;
    }
}
