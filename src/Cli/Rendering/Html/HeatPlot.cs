using System.Text;
using CdmPolicy.Cli.Comparing;
using static CdmPolicy.Cli.Rendering.Html.Markup;

namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>Accesses by pages and time: the more ink, the more of them, by equal ratios.</summary>
internal static class HeatPlot
{
    private const int Levels = 7;
    private const double Width = 760;
    private const double Left = 70;
    private const double Right = 16;
    private const double Top = 26;
    private const double Bottom = 46;
    private const double CellHeight = 5.5;
    private const int MinRows = 16;

    public static string Write(HeatMap heat, string title, string description)
    {
        // Few pages get taller rows, so that there is always something to see.
        var rowHeight = CellHeight * Math.Max(1, MinRows / (double)heat.Rows);
        var height = Top + heat.Rows * rowHeight + Bottom;
        var key = Enumerable.Range(1, Levels).Select(level =>
            (Sample: $"<path class=\"heat h{level}\" d=\"M0 0H30V10H0Z\"/>", Name: $"from {Quantity.Count(Least(heat, level))}"));
        var svg = new StringBuilder(OpenFigure(title, key)).Append(OpenSvg("heat", title, description, Width, height));
        var (columnWidth, bottom) = ((Width - Left - Right) / heat.Columns, height - Bottom);
        for (var level = 1; level <= Levels; level++)
        {
            var path = Cells(heat, level, columnWidth, rowHeight, bottom);
            if (path.Length > 0) svg.Append($"<path class=\"heat h{level}\" d=\"{path}\"/>\n");
        }

        Axes(svg, heat, bottom, height);
        return svg.Append("</svg>\n</figure>\n").ToString();
    }

    /// <summary>One path for all cells of a level; neighbours in a row are one rectangle. The first pages are at the bottom.</summary>
    private static string Cells(HeatMap heat, int level, double width, double height, double bottom)
    {
        var path = new StringBuilder();
        for (var row = 0; row < heat.Rows; row++)
        {
            for (var column = 0; column < heat.Columns; column++)
            {
                var first = column;
                while (column < heat.Columns && Level(heat, heat.At(row, column)) == level) column++;
                if (column == first) continue;
                path.Append($"M{Px(Left + first * width)} {Px(bottom - (row + 1) * height)}h{Px((column - first) * width)}v{Px(height)}h{Px((first - column) * width)}z");
            }
        }

        return path.ToString();
    }

    private static void Axes(StringBuilder svg, HeatMap heat, double bottom, double height)
    {
        var (x, y) = (PlotAxis.FromZero("time", heat.SpanNs, Quantity.Time), PlotAxis.FromZero("pages, as first accessed", heat.PageCount, v => Quantity.Count((long)v)));
        foreach (var mark in x.Marks())
            svg.Append($"<text class=\"middle\" x=\"{Px(Left + x.At(mark) * (Width - Left - Right))}\" y=\"{Px(bottom + 22)}\">{Text(x.Label(mark))}</text>\n");
        foreach (var mark in y.Marks().Where(m => m == Math.Floor(m)))
            svg.Append($"<text class=\"end\" x=\"{Px(Left - 6)}\" y=\"{Px(bottom - y.At(mark) * (bottom - Top))}\" dy=\"4\">{Text(y.Label(mark))}</text>\n");
        svg.Append($"<path class=\"frame\" d=\"M{Px(Left)} {Px(Top)}H{Px(Width - Right)}V{Px(bottom)}H{Px(Left)}Z\"/>");
        svg.Append($"<text class=\"name\" x=\"4\" y=\"14\">{Text(y.Title)}</text>");
        svg.Append($"<text class=\"name middle\" x=\"{Px((Left + Width - Right) / 2)}\" y=\"{Px(height - 6)}\">{Text(x.Title)}</text>\n");
    }

    private static int Level(HeatMap heat, long count)
    {
        var level = 0;
        while (level < Levels && count > 0 && count >= Least(heat, level + 1)) level++;
        return level;
    }

    /// <summary>The fewest accesses of a level: 1 of the first, and each level more by the same ratio.</summary>
    private static long Least(HeatMap heat, int level) => (long)Math.Ceiling(Math.Pow(Math.Max(1, heat.Max), (level - 1) / (double)Levels) - 1e-9);
}
