using CdmPolicy.Cli.Comparing;
using CdmPolicy.Cli.Explaining;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Diverging;

/// <summary>One of two policies and what it made of the accesses.</summary>
internal sealed record Side(string Name, PolicyTexts Texts, RunResult Result, RunMeter Meter);

/// <summary>A page with what each policy did when they first differed, and why.</summary>
internal sealed record ToldDivergence(Divergence Divergence, SideReason First, SideReason Second);

/// <summary>Two policies on the same accesses.</summary>
/// <param name="Pages">Of the source.</param>
/// <param name="Diverged">Pages that went other ways, in the order in which that began.</param>
/// <param name="ByOtherRules">Pages that went the same ways by rules of other names.</param>
/// <param name="Parameters">Of both, with other values.</param>
/// <param name="Told">The first of them, with the reasons.</param>
internal sealed record DivergeReport(
    string Source, int Pages, long Accesses, Side First, Side Second, IReadOnlyList<Divergence> Diverged, IReadOnlyList<Divergence> ByOtherRules,
    IReadOnlyList<ParameterDifference> Parameters, IReadOnlyList<ToldDivergence> Told);

/// <summary>Runs two policies on the same accesses and finds out where they part.</summary>
internal static class DivergeRun
{
    /// <param name="top">For how many pages the reasons are told.</param>
    /// <exception cref="CommandException">They are not two, or on pages of different sizes.</exception>
    public static DivergeReport Run(CompareOptions options, int top, Action<double> progress, Action<string> note, Action<string> warn)
    {
        var entrants = new ContestantLoader(options, warn, explains: true).Load();
        if (entrants.LeftOut is [var left, ..]) throw CommandException.Findings($"`{left.Name}` cannot be run: {left.Reason}");
        var contestants = entrants.Contestants;
        if (contestants.Count != 2)
            throw CommandException.Misuse($"`diff` needs two policies, and here are {contestants.Count}", "name them: `FILE:POLICY`");
        var shares = new double[2];
        var (played, requests, unfit) = CompareRun.Requests(options, entrants, Report, note);
        if (played.Count != 2) throw CommandException.Misuse($"`{unfit[0].Name}` cannot be run on these accesses: {unfit[0].Reason}");
        if (requests[0].Hierarchy.PageBytes != requests[1].Hierarchy.PageBytes)
            throw CommandException.Misuse("the policies run on pages of different sizes, which cannot be told apart", "compare their costs with `cdmp compare`");

        foreach (var text in HierarchyDifferences.Of([.. contestants.Zip(requests).Select(c => (c.First.Name, c.Second.Hierarchy))])) note(text);

        var pages = requests[0].Trace.PageCount;
        var logs = requests.Select(_ => new MoveLog(pages)).ToArray();
        var runs = new (RunResult Result, RunMeter Meter)[2];
        Workers.Run(2, Environment.ProcessorCount, i => runs[i] = ExplainRun.Run(contestants[i].Runner, requests[i], logs[i]));
        var sides = contestants.Select((c, i) => new Side(
            contestants[0].Name == contestants[1].Name ? $"{c.Name} ({i + 1})" : c.Name, PolicyTexts.Of(SourceFiles.Read([c.File, .. options.With]), c.Runner.Model.Name, requests[i].Hierarchy),
            runs[i].Result, runs[i].Meter)).ToArray();

        var all = Divergence.Of(pages, logs[0], logs[1], (a, b) => (
            sides[0].Texts.Where(a.To) == sides[1].Texts.Where(b.To), RuleName(sides[0], a.Rule) == RuleName(sides[1], b.Rule)));
        var diverged = all.Where(d => !d.OnlyRule).ToList();
        var byRules = all.Where(d => d.OnlyRule).ToList();
        var told = (diverged.Count > 0 ? diverged : byRules).Take(top).ToList();
        return new(requests[0].Trace.Name, pages, requests[0].Length, sides[0], sides[1], diverged, byRules, ParameterDifference.Between(sides[0].Texts, sides[1].Texts),
            Reasons(told, sides, contestants, requests));

        void Report(int number, double share)
        {
            shares[number] = share;
            progress(shares.Sum() / 2);
        }
    }

    /// <summary>The same runs again, which now tell of those pages why: a run is the same every time.</summary>
    private static IReadOnlyList<ToldDivergence> Reasons(
        IReadOnlyList<Divergence> told, IReadOnlyList<Side> sides, IReadOnlyList<Contestant> contestants, IReadOnlyList<RunRequest> requests)
    {
        if (told.Count == 0) return [];
        var instants = told.ToDictionary(d => d.Page, d => d.Ns);
        var logs = requests.Select(_ => new WhyLog(instants)).ToArray();
        Workers.Run(2, Environment.ProcessorCount, i => ExplainRun.Run(contestants[i].Runner, requests[i] with { Progress = null }, logs[i]));
        return [.. told.Select(Told)];

        ToldDivergence Told(Divergence d)
        {
            var (first, second) = (SideReason.Find(d, d.First, logs[0]), SideReason.Find(d, d.Second, logs[1]));
            return new(d, SideReason.Of(d, first, sides[0], logs[0], (second, sides[1].Texts)), SideReason.Of(d, second, sides[1], logs[1], (first, sides[0].Texts)));
        }
    }

    private static string RuleName(Side side, int rule) => rule < 0 ? "" : side.Texts.Name(rule);
}
