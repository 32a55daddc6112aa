using CdmPolicy.Cli.Running;
using CdmPolicy.Cli.Sweeping;

namespace CdmPolicy.Cli.Tuning;

/// <summary>What a user asked of <c>tune</c>, beside what is the same for all runs.</summary>
/// <param name="Over">The parameters to set; none: all that <c>--set</c> does not.</param>
/// <param name="Split">The share of the accesses that is tuned on, in parts per 10^9.</param>
/// <param name="Runs">At most so many settings are tried.</param>
internal sealed record TuneOptions(IReadOnlyList<string> Over, Measure By, long Split, int Runs, int Workers, string? Out);

/// <summary>Tunes on the first part of a source and measures on the rest.</summary>
internal static class TuneRun
{
    private const string Whole = "whole ";
    private const long One = 1_000_000_000;

    /// <param name="progress">Told now and then how many settings were tried.</param>
    public static TuneReport Run(
        TuneOptions options, RunOptions fixedOptions, RunSubject subject, IReadOnlyList<Tunable> parameters, JobRunner runner, JobLog log, Action<int> progress)
    {
        var all = runner.Plain.Trace.Pages.Length;
        var tuned = (int)((Int128)options.Split * all / One);
        if (tuned == 0 || tuned == all) throw CommandException.Misuse($"`{subject.Entry.Name}` cannot be tuned on {tuned:N0} of {all:N0} accesses", "both parts need some");
        var names = log.Header.Measures.ToList();
        var (failed, violations, value) = (names.IndexOf("failed"), names.IndexOf("violations"), names.IndexOf(options.By.Name));
        var job = 0;
        var search = new TuneSearch(parameters, points => Evaluate(points), options.Runs, fixedOptions.Seed);
        var best = search.Run();
        long[] defaults = [.. parameters.Select(p => p.Default)];
        var measured = Measured([defaults, best]);
        // A contract is a promise: whose defaults break it wants to know what would keep it, at any cost.
        var unbroken = measured[0].Violations > 0 && search.BestUnbroken() is { } keeps ? Measured([keeps])[0] : null;
        log.Finish();
        return new(
            log.Header, parameters, options.By, tuned, all - tuned, search.Runs, search.Broken, measured[0], measured[1], unbroken);

        IReadOnlyList<TunedSettings> Measured(IReadOnlyList<long[]> points) =>
            [.. points.Zip(Evaluate(points), Evaluate(points, whole: true)).Select(p => Settings(p.First, p.Second, p.Third))];

        IReadOnlyList<Score> Evaluate(IReadOnlyList<long[]> points, bool whole = false)
        {
            var wanted = points.Select(PointOf).ToList();
            var keys = wanted.Select(p => (whole ? Whole : "") + p.Text).ToList();
            var open = Enumerable.Range(0, points.Count).Where(i => log.Find(keys[i]) is null).DistinctBy(i => keys[i]).ToList();
            // Numbered by the search, not by what is left to do, so that a search that was stopped numbers alike.
            var first = job;
            var numbers = keys.Distinct().Select((key, i) => (key, Number: first + i + 1)).ToDictionary(k => k.key, k => k.Number);
            job += numbers.Count;
            Workers.Run(open.Count, options.Workers, i =>
            {
                var request = runner.Request(wanted[open[i]]);
                if (!whole) request = request with { Limit = tuned };
                log.Add(new(numbers[keys[open[i]]], keys[open[i]], runner.Run(request)));
                progress(log.Count);
            });
            return [.. keys.Select(key => log.Find(key)!.Values).Select(v => new Score(v[failed], v[violations], v[value]))];
        }

        Point PointOf(long[] values) => new([.. parameters.Select((p, i) => new Assignment("--set", p.Name, p.Show(values[i])))]);
    }

    /// <summary>The parameters to search, as the policy declares them.</summary>
    /// <exception cref="CommandException">There is none, or no such one.</exception>
    public static IReadOnlyList<Tunable> Parameters(TuneOptions options, RunOptions fixedOptions, IPolicyRunner runner)
    {
        var model = runner.Model;
        foreach (var name in options.Over)
            if (fixedOptions.Set.Where(s => s.Name == name).Select(s => (Assignment?)s).FirstOrDefault() is { } set)
                throw CommandException.Misuse($"`--over {name}` tunes what `--set {set.Text}` sets", "leave one of them out");
        var numbers = options.Over.Count > 0
            ? options.Over.Select(name => RunSettings.FindParameter(Name(name), model)).Distinct()
            : Enumerable.Range(0, model.Parameters.Length).Where(i => fixedOptions.Set.All(s => s.Name != model.Parameters[i].Name));
        var parameters = numbers.Select(i => new Tunable(model.Parameters[i])).ToList();
        return parameters.Count > 0 ? parameters
            : model.Parameters.Length > 0 ? throw CommandException.Misuse($"`--set` sets every parameter of `{model.Name}`, and leaves none to tune", "leave out the `--set` of what is to be tuned")
            : throw CommandException.Misuse($"`{model.Name}` has no parameter to tune", "declare one: `param hot : count = 4 in 1..60;`");
    }

    private static string Name(string text) => !text.Contains('=', StringComparison.Ordinal) ? text
        : throw CommandException.Misuse(
            $"`--over {text}` gives values, and `tune` takes names only: it chooses the values itself",
            $"write `--over {text.Split('=')[0]}`, or try these values with `cdmp sweep`");

    // What is counted is counted up, so that of the whole run the rest is the second part's.
    private static TunedSettings Settings(long[] values, Score tuned, Score whole) => new(values, tuned, new(whole.Failed - tuned.Failed, whole.Violations - tuned.Violations, whole.Value - tuned.Value));
}
