using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>What a sweep found so far.</summary>
/// <param name="Jobs">Of the whole grid.</param>
/// <param name="Results">By number of the job.</param>
internal sealed record Sweep(JobHeader Header, int Jobs, IReadOnlyList<JobResult> Results)
{
    public long Of(JobResult result, string measure) => result.Values[Header.Measures.ToList().IndexOf(measure)];

    /// <summary>Jobs without a result, by number.</summary>
    public IReadOnlyList<int> Missing => [.. Enumerable.Range(1, Jobs).Except(Results.Select(r => r.Job))];

    /// <summary>Jobs in which a contract of the policy was broken.</summary>
    public int Broken => Results.Count(r => Of(r, "violations") > 0);

    /// <summary>
    /// The best first: those in which all accesses were served come before the others; of equals the one that cost less, then the one with the
    /// lower number.
    /// </summary>
    public IReadOnlyList<JobResult> Ranked(Measure by) =>
        [.. Results.OrderBy(r => Of(r, "failed")).ThenBy(r => Of(r, by.Name)).ThenBy(r => Of(r, "cost_ns")).ThenBy(r => r.Job)];
}

/// <summary>The jobs of a grid, on as many cores as asked for; what the log has is not run again.</summary>
internal static class SweepRun
{
    /// <param name="progress">Told now and then which share of the jobs is done.</param>
    public static Sweep Run(Grid grid, JobRunner runner, JobLog log, Shard shard, int workers, Action<double> progress)
    {
        var jobs = grid.JobsOf(shard).ToList();
        var open = jobs.Where(job => log.Find(grid.At(job).Text) is null).ToList();
        var done = jobs.Count - open.Count;
        Workers.Run(open.Count, workers, i =>
        {
            var point = grid.At(open[i]);
            log.Add(new(open[i], point.Text, runner.Run(runner.Request(point))));
            progress(Interlocked.Increment(ref done) / (double)jobs.Count);
        });
        log.Finish();
        return new(log.Header, grid.Count, log.InOrder());
    }

    /// <summary>The results of several files as one.</summary>
    /// <param name="path">Where they are written, or null.</param>
    /// <exception cref="CommandException">They are not of the same sweep, or say different things of a job.</exception>
    public static Sweep Merge(IReadOnlyList<string> files, string? path)
    {
        var read = files.Select(JobFile.Read).ToList();
        var header = read[0].Header;
        foreach (var (name, file) in files.Zip(read))
            if (file.Header.DifferenceFrom(header) is { } difference)
                throw CommandException.Misuse($"`{name}` and `{files[0]}` do not belong together: the first has results {difference}");
        if (header.Verb != "sweep") throw CommandException.Misuse($"`{files[0]}` has results of `cdmp {header.Verb}`", "only those of `cdmp sweep` are merged");
        using var log = JobLog.Open(path, header);
        log.Take(read.SelectMany(file => file.Results()));
        log.Finish();
        return new(header, new Grid(header.Axes).Count, log.InOrder());
    }
}
