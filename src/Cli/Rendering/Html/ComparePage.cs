using System.Text;
using CdmPolicy.Cli.Comparing;
using static CdmPolicy.Cli.Rendering.Html.Markup;

namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>A comparison as one page that needs nothing else: no script, no font, no picture from elsewhere.</summary>
internal static class ComparePage
{
    /// <summary>The same comparison gives the same text.</summary>
    public static string Write(Comparison comparison)
    {
        var title = $"{string.Join(", ", comparison.Runs.Select(r => r.Name))} on {comparison.Source}";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{Text(title)}</title>
            <style>
            {PageStyle.Css}
            </style>
            </head>
            <body>
            <main>
            {Head(comparison)}{ComparePageTables.Costs(comparison)}{ComparePagePlots.Costs(comparison)}{ComparePageTables.Tiers(comparison)}{ComparePagePlots.Occupancy(comparison)}{ComparePageTables.Rules(comparison)}{ComparePagePlots.Rules(comparison)}{ComparePagePlots.Heat(comparison)}</main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Head(Comparison comparison)
    {
        var result = comparison.Runs[0].Result;
        var head = new StringBuilder($"<h1>{Text(comparison.Source)}: {comparison.Runs.Count} policies side by side</h1>\n");
        head.Append($"<p class=\"sub\">{Quantity.Count(result.Totals.Events)} accesses in {Quantity.Time(result.SimulatedNs)} of simulated time, seed {comparison.Options.Seed}.</p>\n");
        var broken = comparison.Runs.SelectMany(run => run.Report.Violations.Select(v =>
            $"{run.Name} broke its contract {v.Contract.Text} of line {v.Contract.Line} {Quantity.Count(v.Counters.Violations)} times."));
        var notes = broken.Concat(comparison.LeftOut.Select(l => $"{l.Name} was left out: {l.Reason.Replace("`", "", StringComparison.Ordinal)}.")).Concat(comparison.Notes.Select(note => note.Replace("`", "", StringComparison.Ordinal) + ".")).ToList();
        if (notes.Count > 0) head.Append("<ul class=\"notes\">\n").AppendJoin('\n', notes.Select(note => $"<li>{Text(note)}</li>")).Append("\n</ul>\n");
        return head.ToString();
    }
}
