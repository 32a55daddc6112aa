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
        var table = new TextTable(["job", .. sweep.Header.Axes.Select(a => a.Title), .. measures.Select(m => m.Title), "times the best"]);
        var grid = new Grid(sweep.Header.Axes);
        var best = sweep.Of(ranked[0], by.Name);
        foreach (var result in ranked.Take(top))
            table.Row(
            [
                Quantity.Count(result.Job), .. grid.At(result.Job).Settings.Select(s => s.Value), .. measures.Select(m => m.Show(sweep.Of(result, m.Name))),
                Times(sweep.Of(result, by.Name), best),
            ]);
        table.Write(io);
        if (sweep.Results.Count == sweep.Jobs && sweep.Of(ranked[^1], by.Name) == best && ranked.Count > 1)
            io.Output.WriteLine($"no setting of the grid makes a difference to {by.Title}");
        else
            io.Output.WriteLine($"best: {ranked[0].Options}");
    }

    private static string Times(long value, long best) =>
        best == 0 ? "" : (value / (double)best).ToString("0.000", CultureInfo.InvariantCulture) + "x";
}
