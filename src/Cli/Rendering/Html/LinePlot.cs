using System.Text;
using static CdmPolicy.Cli.Rendering.Html.Markup;

namespace CdmPolicy.Cli.Rendering.Html;

/// <param name="Points">In order; a value that is no number is a gap.</param>
internal sealed record PlotLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Lines over time, told apart by colour and by dashes, each named in words below the plot.</summary>
internal static class LinePlot
{
    public const int Colours = 7;

    private const double Width = 760;
    private const double Height = 276;
    private const double Left = 70;
    private const double Right = 16;
    private const double Top = 26;
    private const double Bottom = 46;

    public static string Write(string id, string title, string description, PlotAxis x, PlotAxis y, IReadOnlyList<PlotLine> lines)
    {
        var key = lines.Index().Select(line => (Sample: $"<path class=\"line {Style(line.Index)}\" d=\"M0 5H30\"/>", line.Item.Name));
        var svg = new StringBuilder(OpenFigure(title, key)).Append(OpenSvg(id, title, description, Width, Height));
        Axes(svg, x, y);
        foreach (var (number, line) in lines.Index())
            svg.Append($"<path class=\"line {Style(number)}\" d=\"{Path(line, x, y)}\"><title>{Text(line.Name)}</title></path>\n");
        return svg.Append("</svg>\n</figure>\n").ToString();
    }

    private static string Style(int number) => $"s{number % Colours} d{number / Colours % 4}";

    private static void Axes(StringBuilder svg, PlotAxis x, PlotAxis y)
    {
        foreach (var mark in y.Marks())
        {
            var at = Px(AtY(y, mark));
            svg.Append($"<path class=\"grid\" d=\"M{Px(Left)} {at}H{Px(Width - Right)}\"/><text class=\"end\" x=\"{Px(Left - 6)}\" y=\"{at}\" dy=\"4\">{Text(y.Label(mark))}</text>\n");
        }

        foreach (var mark in x.Marks())
        {
            var at = Px(AtX(x, mark));
            svg.Append($"<path class=\"grid\" d=\"M{at} {Px(Top)}V{Px(Height - Bottom)}\"/><text class=\"middle\" x=\"{at}\" y=\"{Px(Height - Bottom + 22)}\">{Text(x.Label(mark))}</text>\n");
        }

        svg.Append($"<text class=\"name\" x=\"4\" y=\"14\">{Text(y.Title)}</text>");
        svg.Append($"<text class=\"name middle\" x=\"{Px((Left + Width - Right) / 2)}\" y=\"{Px(Height - 6)}\">{Text(x.Title)}</text>\n");
    }

    private static string Path(PlotLine line, PlotAxis x, PlotAxis y)
    {
        var path = new StringBuilder();
        var isGap = true;
        foreach (var (atX, atY) in line.Points)
        {
            if (!double.IsNaN(atY)) path.Append(isGap ? 'M' : 'L').Append(Px(AtX(x, atX))).Append(' ').Append(Px(AtY(y, atY)));
            isGap = double.IsNaN(atY);
        }

        return path.ToString();
    }

    private static double AtX(PlotAxis x, double value) => Left + x.At(value) * (Width - Left - Right);

    private static double AtY(PlotAxis y, double value) => Height - Bottom - y.At(value) * (Height - Top - Bottom);
}
