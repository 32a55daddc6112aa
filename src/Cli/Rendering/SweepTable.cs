using System.Globalization;
using CdmPolicy.Cli.Sweeping;

namespace CdmPolicy.Cli.Rendering;

/// <summary>The best results of a sweep, for a person.</summary>
internal static class SweepTable
{
    private static readonly string[] Always = ["cost", "access", "traffic", "faults"];

    public static void Write(Sweep sweep, Measure by, int top, CommandIo io)
    {
        io.Output.WriteLine($"`{sweep.Header.Policy}` on `{sweep.Header.Source}`: {Quantity.Count(sweep.Results.Count)} of {Quantity.Count(sweep.Jobs)} jobs, by {by.Title}");
        var ranked = sweep.Ranked(by);
        if (ranked.Count == 0) return;
        var measures = Always.Prepend(by.Title).Distinct().Select(Measure.Find).ToList();
        if (ranked.Any(r => sweep.Of(r, "failed") > 0)) measures.Add(Measure.Find("failed"));
        if (ranked.Any(r => sweep.Of(r, "violations") > 0)) measures.Add(Measure.Find("violations"));
        var grid = new Grid(sweep.Header.Axes);
        var best = sweep.Of(ranked[0], by.Name);
        var tied = ranked.Count > 1 && ranked.All(r => sweep.Of(r, by.Name) == best);
        var table = new TextTable(["job", .. sweep.Header.Axes.Select(a => a.Title), .. measures.Select(m => m.Title), .. Where(!tied, "times the best")]);
        foreach (var result in ranked.Take(top))
            table.Row(
            [
                Quantity.Count(result.Job), .. grid.At(result.Job).Settings.Select(s => s.Value), .. measures.Select(m => m.Show(sweep.Of(result, m.Name))),
                .. Where(!tied, Times(sweep.Of(result, by.Name), best)),
            ]);
        table.Write(io);
        if (ranked.Count < sweep.Jobs) io.Output.WriteLine($"best of {Quantity.Count(ranked.Count)} of {Quantity.Count(sweep.Jobs)} jobs: {ranked[0].Options}");
        else if (tied) WriteTie(sweep, by, ranked, io);
        else io.Output.WriteLine($"best: {ranked[0].Options}");
        WriteBroken(sweep, ranked, io);
    }

    private static void WriteTie(Sweep sweep, Measure by, IReadOnlyList<JobResult> ranked, CommandIo io)
    {
        io.Output.WriteLine($"no setting of the grid makes a difference to {by.Title}");
        if (sweep.Of(ranked[^1], "cost_ns") > sweep.Of(ranked[0], "cost_ns")) io.Output.WriteLine($"of the least cost: {ranked[0].Options}");
    }

    private static void WriteBroken(Sweep sweep, IReadOnlyList<JobResult> ranked, CommandIo io)
    {
        if (sweep.Broken == 0) return;
        io.Output.WriteLine($"broken: a contract of `{sweep.Header.Policy}` in {Quantity.Count(sweep.Broken)} of {Quantity.Count(ranked.Count)} jobs; `cdmp run` with the options of one says which, and where");
        if (sweep.Of(ranked[0], "violations") > 0 && ranked.FirstOrDefault(r => sweep.Of(r, "violations") == 0) is { } whole)
            io.Output.WriteLine($"best of those that break none: {whole.Options}");
    }

    private static string[] Where(bool has, string cell) => has ? [cell] : [];

    private static string Times(long value, long best) =>
        best == 0 ? "" : (value / (double)best).ToString("0.000", CultureInfo.InvariantCulture) + "x";
}
