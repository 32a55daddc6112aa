using System.CommandLine;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;
using CdmPolicy.Cli.Sweeping;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp sweep FILE --trace T --over hot=1..16</c>: a policy under every setting of a grid.</summary>
internal static class SweepVerb
{
    public static Command Create(CommandIo io)
    {
        var source = new SourceOptions { Capacity = Options.Repeated("--capacity", "TIER=BYTES|…", "Give a tier another capacity, or vary it (`ram=1GiB|2GiB`, `ram=1GiB..8GiB`). May be repeated.") };
        var over = Options.Repeated("--over", "NAME=VALUES,…", "Vary a parameter or what a device reports: `hot=1..16`, `near=10ms|20ms|40ms`, `hot=1..64*2`, `share=10%..50%+10%`. May be repeated.");
        var seed = Options.Single("--seed", "N|…", "The seed, or several: `0..9`. 0 if it is not given.");
        var shard = Options.Single("--shard", "I/N", "Run only every N-th job, from the I-th on.");
        var output = Options.Single("--out", "FILE", "Keep the results in a file, or in `sweep.jsonl` of a folder; what is in it already is not run again.");
        var merge = Options.Repeated("--merge", "FILE…", "Run nothing, but put the results of shards together.");
        merge.AllowMultipleArgumentsPerToken = true;
        var view = new SweepView();
        var jobs = Options.Jobs();
        var command = source.Extend(new("sweep", "Run a policy on the same accesses under every setting of a grid, and show the best."));
        foreach (var option in new Option[] { over, seed, shard, jobs, output, merge }) command.Add(option);
        view.Extend(command);
        ((Argument<string[]>)command.Arguments[0]).Arity = ArgumentArity.ZeroOrMore;
        command.SetAction(parsed =>
        {
            var shown = view.Of(parsed);
            if (parsed.GetValue(merge) is { Length: > 0 } files) return Merge(files, parsed.GetValue(output), shown, io);
            var capacities = Listed("--capacity", parsed.GetValue(source.Capacity));
            var varied = capacities.Where(c => c.Value.Contains('|') || c.Value.Contains("..", StringComparison.Ordinal)).ToList();
            return Run(
                source.Of(parsed, seed: 0, [.. capacities.Except(varied)]),
                new(
                    Listed("--over", parsed.GetValue(over)), varied, parsed.GetValue(seed),
                    parsed.GetValue(shard) is { } text ? Shard.Parse(text) : Shard.Whole, Options.Workers(parsed.GetValue(jobs)), parsed.GetValue(output),
                    shown.By.IsTail),
                shown, io);
        });
        return command;
    }

    /// <summary>Several may stand in one text, with commas between them.</summary>
    private static IReadOnlyList<Assignment> Listed(string option, string[]? texts) => Assignment.ParseAll(option, ListText.Split(texts ?? [], option));

    private static int Run(RunOptions options, SweepOptions sweeping, SweepView.Shown view, CommandIo io)
    {
        if (options.Files.Count == 0) throw CommandException.Misuse("`sweep` needs a policy file");
        view.Check([.. options.Files, options.TracePath ?? "", sweeping.ResultsFile ?? ""]);
        var subject = RunSubject.Load(options, "sweep", io);
        var grid = sweeping.GridFor(subject.Runner);
        if (sweeping.ResultsFile is { } file) OutputFile.Check(file);
        var runner = new JobRunner(options, subject.Runner, subject.Workload, sweeping.Tails);
        Sweep sweep;
        using (var spinner = Spinner.Show($"reading {options.TracePath ?? options.Workload}", io, (grid.JobsOf(sweeping.Shard).Count(), "jobs")))
        {
            var plain = runner.Plain;
            foreach (var note in subject.Notes(plain)) io.WriteNote(note);
            using var log = JobLog.Open(sweeping.ResultsFile, JobHeaders.Of("sweep", subject, options, plain, grid.Axes, runner.Measures));
            spinner.Say($"running {subject.Entry.Name}");
            spinner.Report(0);
            sweep = SweepRun.Run(grid, runner, log, sweeping.Shard, sweeping.Workers, share => spinner.Report(share));
        }

        return view.Write(sweep, io);
    }

    private static int Merge(string[] files, string? output, SweepView.Shown view, CommandIo io)
    {
        view.Check([.. files]);
        return view.Write(SweepRun.Merge(files, output), io);
    }
}
