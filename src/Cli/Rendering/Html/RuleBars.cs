using System.Text;
using CdmPolicy.Cli.Comparing;
using static CdmPolicy.Cli.Rendering.Html.Markup;

namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>The bytes that each rule moved or dropped, policies one below the other and by one measure.</summary>
internal static class RuleBars
{
    private const double Width = 760;
    private const double Label = 250;
    private const double Value = 150;
    private const double Row = 22;

    // So many letters fit beside a bar.
    private const int MaxLabel = 34;

    public static string Write(IReadOnlyList<ComparedRun> runs, string title, string description)
    {
        var rows = runs.SelectMany((run, number) => Rows(run).Select((rule, place) => (run, number, place, rule))).ToList();
        var most = Math.Max(1, rows.Max(r => (long?)r.rule.Bytes) ?? 0);
        var height = Math.Max(2, rows.Count + runs.Count) * Row;
        var svg = new StringBuilder(OpenFigure(title, [])).Append(OpenSvg("rules", title, description, Width, height));
        double top = 0;
        foreach (var (number, run) in runs.Index())
        {
            var own = Rows(run).ToList();
            svg.Append($"<text class=\"name\" x=\"4\" y=\"{Px(top + 15)}\">{Text(run.Name)}{(own.Count == 0 ? ": no rule moved anything" : "")}</text>\n");
            top += Row;
            foreach (var rule in own)
            {
                var width = Math.Max(1, rule.Bytes / (double)most * (Width - Label - Value));
                svg.Append($"<text class=\"end\" x=\"{Px(Label - 6)}\" y=\"{Px(top + 15)}\">{Text(Short(rule.Name))}</text>");
                svg.Append($"<rect class=\"bar f{number % LinePlot.Colours}\" x=\"{Px(Label)}\" y=\"{Px(top + 3)}\" width=\"{Px(width)}\" height=\"{Px(Row - 6)}\"><title>{Text(rule.Name)}</title></rect>");
                svg.Append($"<text x=\"{Px(Label + width + 6)}\" y=\"{Px(top + 15)}\">{Quantity.Bytes(rule.Bytes)}, {Quantity.Count(rule.Applied)}×</text>\n");
                top += Row;
            }
        }

        return svg.Append("</svg>\n</figure>\n").ToString();
    }

    /// <summary>A placement brings a page to memory and moves none.</summary>
    private static IEnumerable<(string Name, long Bytes, long Applied)> Rows(ComparedRun run) =>
        run.Report.Rules
            .Where(rule => rule.Rule.Section != "placement" && rule.Counters.Bytes > 0)
            .Select(rule => ($"{rule.Rule.Section} {rule.Rule.Label}", rule.Counters.Bytes, rule.Counters.Applied));

    private static string Short(string name) => name.Length <= MaxLabel ? name : name[..(MaxLabel - 1)] + "…";
}
