using System.CommandLine;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;
using CdmPolicy.Cli.Sweeping;
using CdmPolicy.Cli.Tuning;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp tune FILE --trace T</c>: better parameters, found on one part of the accesses and measured on the other.</summary>
internal static class TuneVerb
{
    public static Command Create(CommandIo io)
    {
        var source = new SourceOptions();
        var over = Options.Repeated("--over", "NAME,…", "The parameters to tune; all that `--set` does not set if it is not given.");
        var by = Options.Single("--by", "MEASURE", "What to make small: `cost` if it is not given, `access`, `traffic`, `faults` and others.");
        var split = Options.Single("--split", "SHARE", "The share of the accesses to tune on; `50%` if it is not given. The rest is held out.");
        var runs = new Option<int>("--runs") { HelpName = "N", Description = "Try at most so many settings; 100 if it is not given.", DefaultValueFactory = _ => 100 };
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "Seed of everything drawn by chance, the search's first points too. 0 if it is not given." };
        var jobs = Options.Jobs();
        var output = Options.Single("--out", "FILE", "Keep the results of all runs in a file; what is in it already is not run again.");
        var json = Options.Json();
        var command = source.Extend(new("tune", "Search for better parameters than the defaults, and measure them on accesses that the search did not see."));
        foreach (var option in new Option[] { over, by, split, runs, seed, jobs, output, json }) command.Add(option);
        command.SetAction(parsed => Run(
            source.Of(parsed, parsed.GetValue(seed)),
            new(
                ListText.Split(parsed.GetValue(over) ?? [], "--over"), Measured(parsed.GetValue(by) ?? "cost"),
                Share(parsed.GetValue(split) ?? "50%"), parsed.GetValue(runs), Options.Workers(parsed.GetValue(jobs)),
                parsed.GetValue(output)),
            parsed.GetValue(json), io));
        return command;
    }

    private static Measure Measured(string by)
    {
        var measure = Measure.Find(by);
        return !measure.IsTail ? measure
            : throw CommandException.Misuse($"`tune` cannot go by `{by}`", "what a part of a run adds to a percentile is not known; `sweep` can go by it");
    }

    /// <summary>In parts per 10^9.</summary>
    private static long Share(string split)
    {
        const long One = 1_000_000_000;
        return Value.Parse(split, ValueType.Ratio, "--split") is > 0 and < One and var share ? share
            : throw CommandException.Misuse($"`--split {split}` does not leave accesses for both parts", "it lies between `0%` and `100%`, and is neither");
    }

    private static int Run(RunOptions options, TuneOptions tuning, bool json, CommandIo io)
    {
        if (tuning.Runs < 1) throw CommandException.Misuse($"`--runs {tuning.Runs}` is no number of runs");
        var subject = RunSubject.Load(options, "tune", io);
        var parameters = TuneRun.Parameters(tuning, options, subject.Runner);
        if (tuning.Out is { } file) OutputFile.CheckKept(file);
        var runner = new JobRunner(options, subject.Runner, subject.Workload, tails: false);
        TuneReport report;
        using (var spinner = Spinner.Show($"reading {options.TracePath ?? options.Workload}", io))
        {
            var plain = runner.Plain;
            foreach (var note in subject.Notes(plain)) io.WriteNote(note);
            var axes = parameters.Select(p => new Axis("--set", p.Name, [])).ToList();
            var header = JobHeaders.Of("tune", subject, options, plain, axes, runner.Measures);
            using var log = JobLog.Open(tuning.Out, header with { Options = $"{header.Options} --split {Dsl.Checking.ConstantText.Show(ValueType.Ratio, tuning.Split)}" });
            spinner.Say($"tuning {subject.Entry.Name}");
            report = TuneRun.Run(tuning, options, subject, parameters, runner, log, runs => spinner.Say($"tuning {subject.Entry.Name}, {runs} runs"));
        }

        if (json) TuneJson.Write(report, io.Output);
        else TuneTable.Write(report, io);
        return report.Kept.Violations > 0 ? ExitCode.Findings : ExitCode.Fine;
    }
}
