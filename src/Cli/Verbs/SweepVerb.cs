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
        var policies = (Argument<string[]>)command.Arguments[0];
        policies.Arity = ArgumentArity.ZeroOrMore;
        command.SetAction(parsed =>
        {
            var shown = view.Of(parsed);
            if (parsed.GetValue(merge) is { Length: > 0 } files)
            {
                CheckNothingToRun(parsed, command.Options.Except([merge, output, .. view.Options]), parsed.GetValue(policies)!);
                return Merge(files, parsed.GetValue(output), shown, io);
            }

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
        CheckFixed(sweeping.Over, options.Set);
        CheckFixed(sweeping.Capacities, options.Capacities);
        view.Check([.. options.Files.Append(options.TracePath ?? "").Distinct(), sweeping.ResultsFile ?? ""]);
        var subject = RunSubject.Load(options, "sweep", io);
        var grid = sweeping.GridFor(subject.Runner);
        if (sweeping.ResultsFile is { } file) OutputFile.CheckKept(file);
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

    private static void CheckFixed(IReadOnlyList<Assignment> varied, IReadOnlyList<Assignment> set)
    {
        foreach (var one in varied)
            if (set.Where(s => s.Name == one.Name).Select(s => (Assignment?)s).FirstOrDefault() is { } other)
                throw CommandException.Misuse($"`{one.Option} {one.Text}` varies what `{other.Option} {other.Text}` sets", "leave one of them out");
    }

    private static int Merge(string[] files, string? output, SweepView.Shown view, CommandIo io)
    {
        var twice = files.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw CommandException.Misuse($"`--merge` names `{twice.First()}` twice", "name each file once");
        var kept = SweepOptions.FileOf(output);
        view.Check(kept is null ? files : files.Append(kept).Distinct());
        if (kept is not null) OutputFile.CheckKept(kept);
        var sweep = SweepRun.Merge(files, kept);
        var exit = view.Write(sweep, io);
        if (sweep.Missing is not { Count: > 0 } missing) return exit;
        io.WriteError($"{Quantity.Count(missing.Count)} of {Quantity.Count(sweep.Jobs)} jobs are in none of the files, the first of them job {missing[0]}", "name the files of all shards");
        return ExitCode.Findings;
    }

    // Nothing is run, so what says what to run would be passed over in silence.
    private static void CheckNothingToRun(ParseResult parsed, IEnumerable<Option> options, string[] policies)
    {
        var other = policies.Length > 0 ? policies[0]
            : options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;
        if (other is not null) throw CommandException.Misuse($"`--merge` and `{other}` do not go together: merging runs nothing", $"leave `{other}` out, or `--merge`");
    }
}
