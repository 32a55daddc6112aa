using CdmPolicy.Cli.Running;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Comparing;

/// <summary>Plays the same accesses to every policy, on as many cores as there are.</summary>
internal static class CompareRun
{
    public static Comparison Run(CompareOptions options, Entrants entrants, Action<double> progress, Action<string> note)
    {
        var shares = new double[entrants.Contestants.Count];
        var (contestants, requests, leftOut) = Requests(options, entrants, Report, note);

        var shared = new SharedWork(options);
        var runs = new ComparedRun[contestants.Count];
        Workers.Run(runs.Length, Environment.ProcessorCount, i => runs[i] = Run(options, contestants[i], requests[i], shared));
        return new(options, requests[0].Trace.Name, runs, HeatMap.Of(requests[0]), [.. Standing(options, contestants), .. Differences(runs)], [.. Notes(runs)])
        {
            LeftOut = leftOut,
            Apart = [.. Apart(contestants)],
        };

        void Report(int number, double share)
        {
            shares[number] = share;
            progress(shares.Sum() / shares.Length);
        }
    }

    /// <summary>The same accesses for each policy that can take them.</summary>
    /// <param name="progress">Told now and then of one of them, by number, which share of it is done.</param>
    /// <exception cref="CommandException">They can be played on no hierarchy.</exception>
    public static (IReadOnlyList<Contestant>, IReadOnlyList<RunRequest>, IReadOnlyList<LeftOut>) Requests(
        CompareOptions options, Entrants entrants, Action<int, double> progress, Action<string> note)
    {
        var run = new RunOptions([], options.TracePath, options.Workload, null, [], options.Capacities, [], options.Pace, options.Seed, false);
        CheckCapacities(options, entrants.Contestants);
        var playlist = new Playlist(options, run, entrants.Contestants);
        var (contestants, requests, leftOut) = Fit(options, run, playlist, entrants, progress);
        foreach (var text in contestants.Zip(requests).SelectMany(c => Remarks(c.First, c.Second, options.TracePath is not null)).Distinct()) note(text);
        return (contestants, requests, leftOut);
    }

    /// <summary>Those on whose hierarchy the accesses can be played.</summary>
    /// <exception cref="CommandException">They can be played on none.</exception>
    private static (List<Contestant>, List<RunRequest>, List<LeftOut>) Fit(
        CompareOptions options, RunOptions run, Playlist playlist, Entrants entrants, Action<int, double> report)
    {
        var (fit, requests, leftOut) = (new List<Contestant>(), new List<RunRequest>(), entrants.LeftOut.ToList());
        CommandException? first = null;
        foreach (var contestant in entrants.Contestants)
        {
            var number = fit.Count;
            try
            {
                requests.Add(RunPlan.Create(
                    run with
                    {
                        Capacities = [.. options.Capacities.Where(c => HasTier(contestant, c.Name))],
                        Set = [.. options.Set.Where(s => s.Name.StartsWith(contestant.Name + '.', StringComparison.Ordinal)).Select(s => s with { Name = s.Name[(contestant.Name.Length + 1)..] })],
                    },
                    contestant.Runner, (hierarchy, _) => playlist.On(hierarchy, contestant.Names), total => done => report(number, done / (double)total)));
                fit.Add(contestant);
            }
            catch (CommandException e) when (entrants.Contestants.Count > 1)
            {
                first ??= e;
                leftOut.Add(new(contestant.Name, contestant.File, Reason(contestant, e), DoesNotCompile: false));
            }
        }

        return fit.Count > 0 ? (fit, requests, leftOut) : throw first!;
    }

    /// <summary>What does not fit its own hierarchy often does so because it could not stand on the one for all.</summary>
    private static string Reason(Contestant contestant, CommandException e) =>
        contestant.WhyOwn is { } why ? $"{e.Message}; and it does not run on the hierarchy of the others: {why}" : e.Message;

    private static ComparedRun Run(CompareOptions options, Contestant contestant, RunRequest request, SharedWork shared)
    {
        var runner = contestant.Runner;
        var meter = new RunMeter(request, options.PingPongNs);
        var result = runner.Run(request, meter);
        return new(contestant.Name, contestant.File, new RunReport(
            runner.Model.Name, request.Hierarchy, runner.Model, request.Trace, options.Seed, result,
            RunReport.FindAllInTier(request.Hierarchy), shared.NoPolicy(contestant, request), shared.Bound(contestant, request), 0, contestant.Library.WasCached) { File = contestant.File }, meter)
        {
            OnOwn = contestant.WhyOwn is not null,
        };
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
        let others = contestant.Names.Where(n => n.Key != n.Value).Select(n => $"`{n.Value}` is called `{n.Key}`").ToList()
        where others.Count > 0
        select $"`{contestant.Name}` runs on the hierarchy of `{options.Hierarchy}`, where {string.Join(", ", others)}";

    private static IEnumerable<string> Apart(IReadOnlyList<Contestant> contestants) =>
        contestants.Where(c => c.WhyOwn is not null).Select(c => $"`{c.Name}` runs on its own hierarchy, `{c.Runner.Hierarchy.Name}`: {c.WhyOwn}");

    private static IEnumerable<string> Differences(IReadOnlyList<ComparedRun> runs) => HierarchyDifferences.Of([.. runs.Select(r => (r.Name, r.Report.Hierarchy))]);

    private static IEnumerable<string> Notes(IReadOnlyList<ComparedRun> runs)
    {
        foreach (var run in runs.Where(r => r.Result.Totals.Failed > 0))
            yield return $"{run.Result.Totals.Failed:N0} accesses of `{run.Name}` were not served, since no tier took their page; its costs leave them out";
        var seeing = runs.Where(r => r.Report.Model.Observers.Length == 0).Select(r => $"`{r.Name}`").ToList();
        if (seeing.Count > 0 && seeing.Count < runs.Count)
            yield return $"{string.Join(", ", seeing)} {(seeing.Count == 1 ? "sees" : "see")} every access at no cost; the others pay for what they see";
    }
}
