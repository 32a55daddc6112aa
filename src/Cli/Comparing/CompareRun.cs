using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using CdmPolicy.Bounds;
using CdmPolicy.Cli.Running;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Comparing;

/// <summary>Plays the same accesses to every policy, on as many cores as there are.</summary>
internal static class CompareRun
{
    public static Comparison Run(CompareOptions options, IReadOnlyList<Contestant> contestants, Action<double> progress, Action<string> note)
    {
        var shares = new double[contestants.Count];
        var requests = Requests(options, contestants, Report, note);

        var bounds = new ConcurrentDictionary<string, Lazy<long>>(StringComparer.Ordinal);
        var runs = new ComparedRun[contestants.Count];
        Each(runs.Length, i => runs[i] = Run(options, contestants[i], requests[i], bounds));
        return new(options, requests[0].Trace.Name, runs, HeatMap.Of(requests[0]), [.. Standing(options, contestants), .. Notes(runs)]);

        void Report(int number, double share)
        {
            shares[number] = share;
            progress(shares.Sum() / shares.Length);
        }
    }

    /// <summary>The same accesses for each policy.</summary>
    /// <param name="progress">Told now and then of one of them, by number, which share of it is done.</param>
    public static IReadOnlyList<RunRequest> Requests(
        CompareOptions options, IReadOnlyList<Contestant> contestants, Action<int, double> progress, Action<string> note)
    {
        var run = new RunOptions([], options.TracePath, options.Workload, null, [], options.Capacities, [], options.Pace, options.Seed, false);
        CheckCapacities(options, contestants);
        var playlist = new Playlist(options, run, contestants);
        var requests = contestants.Select((contestant, i) => RunPlan.Create(
            run with { Capacities = [.. options.Capacities.Where(c => HasTier(contestant, c.Name))] }, contestant.Runner,
            (hierarchy, _) => playlist.On(hierarchy, contestant.Names), total => done => progress(i, done / (double)total))).ToList();
        foreach (var text in contestants.Zip(requests).SelectMany(c => Remarks(c.First, c.Second, options.TracePath is not null)).Distinct()) note(text);
        return requests;
    }

    private static ComparedRun Run(CompareOptions options, Contestant contestant, RunRequest request, ConcurrentDictionary<string, Lazy<long>> bounds)
    {
        var runner = contestant.Runner;
        var meter = new RunMeter(request, options.PingPongNs);
        var result = runner.Run(request, meter);
        var history = options.Bound ? request.History(runner.Model) : null;
        var key = $"{contestant.File} {request.Hierarchy.Name} {history?.KeepsShadows}";
        var least = history is null ? (long?)null : bounds.GetOrAdd(key, _ => new(() => ClairvoyantBound.Of(history, request.Hierarchy))).Value;
        return new(contestant.Name, contestant.File, new RunReport(
            runner.Model.Name, request.Hierarchy, runner.Model, request.Trace, options.Seed, result,
            RunReport.FindAllInTier(request.Hierarchy), null, least, 0, contestant.Library.WasCached), meter);
    }

    private static void Each(int count, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>A capacity is for the policies whose hierarchy has the tier; one has to.</summary>
    private static void CheckCapacities(CompareOptions options, IReadOnlyList<Contestant> contestants)
    {
        foreach (var capacity in options.Capacities)
            if (!contestants.Any(c => HasTier(c, capacity.Name))) RunSettings.Tier(capacity.Name, contestants[0].Runner.Hierarchy);
    }

    private static bool HasTier(Contestant contestant, string name) => contestant.Runner.Hierarchy.Tiers.Any(t => t.Name == name);

    private static IEnumerable<string> Remarks(Contestant contestant, RunRequest request, bool isTrace) =>
    [
        .. TraceAgents.Unknown(request.Trace, request.Hierarchy).Select(agent =>
            $"the trace's agent `{agent}` is not in `{request.Hierarchy.Name}` of `{contestant.Name}`; its accesses count as `{request.Hierarchy.Agents[0].Name}`'s"),
        .. request.Trace.Notes,
        .. isTrace ? TraceRequests.Notes(request.Trace, request.Hierarchy) : [],
        .. TraceEvents.Of(request.Trace, request.Hierarchy).Unknown.Select(unknown =>
            $"the trace names `{unknown}`, which is not in `{request.Hierarchy.Name}` of `{contestant.Name}`; what it says of it is left out"),
    ];

    private static IEnumerable<string> Standing(CompareOptions options, IReadOnlyList<Contestant> contestants) =>
        from contestant in contestants
        let others = contestant.Names.Where(n => n.Key != n.Value).Select(n => $"`{n.Key}` is called `{n.Value}`").ToList()
        where others.Count > 0
        select $"`{contestant.Name}` runs on the hierarchy of `{options.Hierarchy}`, where {string.Join(", ", others)}";

    private static IEnumerable<string> Notes(IReadOnlyList<ComparedRun> runs)
    {
        foreach (var difference in HierarchyDifferences.Of([.. runs.Select(r => (r.Name, r.Report.Hierarchy))])) yield return difference;
        foreach (var run in runs.Where(r => r.Result.Totals.Failed > 0))
            yield return $"{run.Result.Totals.Failed:N0} accesses of `{run.Name}` were not served, since no tier took their page; its costs leave them out";
        var seeing = runs.Where(r => r.Report.Model.Observers.Length == 0).Select(r => $"`{r.Name}`").ToList();
        if (seeing.Count > 0 && seeing.Count < runs.Count)
            yield return $"{string.Join(", ", seeing)} {(seeing.Count == 1 ? "sees" : "see")} every access at no cost; the others pay for what they see";
    }
}
