using System.Globalization;
using System.Text;
using CdmPolicy.Cli.Comparing;

namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>The plots of the page, each with its data and with words for those who do not see it.</summary>
internal static class ComparePagePlots
{
    public static string Costs(Comparison comparison)
    {
        var lines = comparison.Runs.Select(run => new PlotLine(run.Name, [.. Middles(run).Select(s => (s.At, s.Slice.Accesses == 0 ? double.NaN : s.Slice.CostNs / (double)s.Slice.Accesses))])).ToList();
        var y = PlotAxis.Fit("cost per access", lines.SelectMany(l => l.Points).Select(p => p.Y), Quantity.Time);
        return LinePlot.Write(
            "cost", "Cost over time", $"The cost of an access in each of {RunMeter.Slices} slices of the run, with all that was done beside it, a line for each policy.",
            Time(comparison), y, lines);
    }

    public static string Occupancy(Comparison comparison)
    {
        var plots = new StringBuilder();
        foreach (var (number, run) in comparison.Runs.Index())
        {
            var lines = run.Report.Hierarchy.Tiers.Select((tier, t) => new PlotLine(
                tier.Name, [.. run.Meter.Series.Select(s => ((double)s.EndNs, s.UsedPages[t] * (double)run.Report.Hierarchy.PageBytes / tier.CapacityBytes * 100))])).ToList();
            plots.Append(LinePlot.Write(
                $"occupancy-{number}", $"Occupancy with {run.Name}", $"The share of each tier's frames that are taken over time, with {run.Name}.",
                Time(comparison), PlotAxis.FromZero("frames taken (%)", 100, v => v.ToString("0", CultureInfo.InvariantCulture)), lines));
        }

        return plots.ToString();
    }

    public static string Rules(Comparison comparison) => RuleBars.Write(
        comparison.Runs, "Moves per rule: bytes moved or dropped, and how often", "A bar for each rule that moved or dropped pages, under the name of its policy.");

    public static string Heat(Comparison comparison) => "<h2>Accesses</h2>\n" + HeatPlot.Write(
        comparison.Heat, "Accesses by pages and time; each shade stands for at least so many in a cell",
        $"Ranges of the {Quantity.Count(comparison.Heat.PageCount)} pages from bottom to top, time from left to right; the more ink, the more accesses, up to {Quantity.Count(comparison.Heat.Max)}.");

    private static PlotAxis Time(Comparison comparison) =>
        PlotAxis.FromZero("time", comparison.Runs.Max(run => run.Meter.Series[^1].EndNs), Quantity.Time);

    private static IEnumerable<(double At, RunSlice Slice)> Middles(ComparedRun run)
    {
        var start = 0L;
        foreach (var slice in run.Meter.Series)
        {
            yield return ((start + slice.EndNs) / 2.0, slice);
            start = slice.EndNs;
        }
    }
}
