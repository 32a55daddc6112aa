using CdmPolicy.Cli.Comparing;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>A number that a run is judged by; less is better.</summary>
/// <param name="Name">In a results file, with its unit.</param>
/// <param name="Title">What <c>--by</c> calls it.</param>
/// <param name="IsTail">It needs a run that is measured access by access, which takes a few times as long.</param>
/// <param name="Show">For a person.</param>
internal sealed record Measure(string Name, string Title, bool IsTail, Func<RunResult, long, RunMeter?, long> Read, Func<long, string> Show)
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        Counted("events", "events", r => r.Totals.Events),
        Counted("failed", "failed", r => r.Totals.Failed),
        Timed("cost_ns", "cost", r => r.CostNs),
        Timed("access_ns", "access", r => r.AccessNs),
        Timed("observe_ns", "observing", r => r.ObserveNs),
        Counted("faults", "faults", r => r.Totals.Faults),
        Counted("refaults", "refaults", r => r.Totals.Refaults),
        new("traffic_bytes", "traffic", false, (r, pageBytes, _) => r.MovedPages * pageBytes, Quantity.Bytes),
        Counted("evicted", "evicted", r => r.Tiers.Sum(t => t.Counters.Evicted)),
        Counted("violations", "violations", r => r.Contracts.Sum(c => c.Violations)),
        Tail("p50_ns", "p50", 500),
        Tail("p99_ns", "p99", 990),
        Tail("p999_ns", "p99.9", 999),
    ];

    /// <summary>Those of a run that is measured access by access, or not.</summary>
    public static IReadOnlyList<Measure> Of(bool tails) => [.. All.Where(m => tails || !m.IsTail)];

    /// <exception cref="CommandException">There is none of that name.</exception>
    public static Measure Find(string title) => All.FirstOrDefault(m => m.Title == title)
        ?? throw CommandException.Misuse(
            $"there is no measure `{title}`",
            Suggestions.DidYouMean(title, [.. All.Select(m => m.Title)]) ?? $"there is {string.Join(", ", All.Select(m => $"`{m.Title}`"))}");

    private static Measure Counted(string name, string title, Func<RunResult, long> read) => new(name, title, false, (r, _, _) => read(r), Quantity.Count);

    private static Measure Timed(string name, string title, Func<RunResult, long> read) => new(name, title, false, (r, _, _) => read(r), ns => Quantity.Time(ns));

    private static Measure Tail(string name, string title, int perThousand) =>
        new(name, title, true, (_, _, meter) => meter!.Costs.Percentile(perThousand), ns => Quantity.Time(ns));
}
