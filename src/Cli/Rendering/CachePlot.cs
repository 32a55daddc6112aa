using CdmPolicy.Cli.Running;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CdmPolicy.Cli.Rendering;

/// <summary>
/// An eviction study as a picture: the miss ratio over the size, a line for each order. The plotting library is loaded only
/// for a picture; its core draws SVG without native code and without fonts.
/// </summary>
internal static class CachePlot
{
    private const double Width = 860;
    private const double Height = 500;

    // A logarithmic axis says more as soon as sizes differ by more than this.
    private const double MaxLinear = 10;

    private static readonly OxyColor Ink = OxyColor.FromRgb(0x22, 0x22, 0x22);
    private static readonly OxyColor Grid = OxyColor.FromRgb(0xE4, 0xE4, 0xE4);

    // Okabe and Ito's colours, which people who see few colours tell apart; yellow is left out, too pale on white.
    private static readonly OxyColor[] Colours =
    [
        .. new uint[] { 0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000 }.Select(rgb => OxyColor.FromUInt32(0xFF000000 | rgb)),
    ];

    private static readonly MarkerType[] Markers =
        [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond];

    private static readonly LineStyle[] Styles = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot];

    /// <summary>The picture as SVG; the same study gives the same text, since times are no part of it.</summary>
    public static string Svg(CacheStudy study)
    {
        var exporter = new SvgExporter
        {
            Width = Width, Height = Height, IsDocument = false, TextMeasurer = new RoomForText(),
            // Few readers of SVG know `dominant-baseline`.
            UseVerticalTextAlignmentWorkaround = true,
        };
        return exporter.ExportToString(Model(study)).ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static PlotModel Model(CacheStudy study)
    {
        var trace = study.Trace;
        var model = new PlotModel
        {
            Title = $"{trace.Name}: {Quantity.Count(trace.Count)} requests to {Quantity.Count(trace.PageCount)} pages of {Quantity.Bytes(trace.PageBytes)}",
            DefaultFont = "Arial, Helvetica, sans-serif",
            TitleFontSize = 15,
            TitlePadding = 12,
            TextColor = Ink,
            Background = OxyColors.White,
            PlotAreaBorderColor = Ink,
            Padding = new OxyThickness(12),
        };
        model.Axes.Add(SizeAxis(study));
        model.Axes.Add(RatioAxis(study));
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop, LegendFontSize = 12, LegendSymbolLength = 30,
            LegendLineSpacing = 8,
        });
        foreach (var (index, order) in study.Results.GroupBy(result => result.Order).Index()) model.Series.Add(Line(index, order));
        return model;
    }

    private static LineSeries Line(int index, IGrouping<string, CacheResult> order)
    {
        var colour = Colours[index % Colours.Length];
        var line = new LineSeries
        {
            Title = order.Key,
            Color = colour,
            StrokeThickness = 2,
            LineStyle = Styles[index / Colours.Length % Styles.Length],
            MarkerType = Markers[index % Markers.Length],
            MarkerSize = 4,
            MarkerFill = colour,
            MarkerStroke = OxyColors.White,
            MinimumSegmentLength = 0,
        };
        line.Points.AddRange(order.OrderBy(r => r.Size).Select(r => new DataPoint(r.Size, CacheStudy.MissRatio(r) * 100)));
        return line;
    }

    private static Axis SizeAxis(CacheStudy study)
    {
        var (min, max) = (study.Sizes.Min(size => size.Pages), study.Sizes.Max(size => size.Pages));
        Axis axis = max > min * MaxLinear ? new DecadeAxis() : new LinearAxis();
        axis.Position = AxisPosition.Bottom;
        axis.Title = $"cache size (pages of {Quantity.Bytes(study.Trace.PageBytes)}{(axis is DecadeAxis ? ", logarithmic" : "")})";
        axis.LabelFormatter = pages => Quantity.Count((long)pages);
        // Room beside the outermost markers; a single size still needs an axis with a length.
        axis.MinimumPadding = axis.MaximumPadding = 0.03;
        if (min == max) (axis.Minimum, axis.Maximum) = (0, max * 2);
        return Dressed(axis);
    }

    private static Axis RatioAxis(CacheStudy study) => Dressed(new LinearAxis
    {
        Position = AxisPosition.Left,
        Title = "miss ratio (%)",
        Minimum = 0,
        Maximum = Math.Max(1e-3, study.Results.Max(CacheStudy.MissRatio) * 105),
    });

    private static Axis Dressed(Axis axis)
    {
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = Grid;
        axis.TicklineColor = Ink;
        axis.MinorTickSize = axis is DecadeAxis ? 3 : 0;
        axis.FontSize = 12;
        axis.TitleFontSize = 13;
        axis.AxisTitleDistance = 10;
        return axis;
    }
}
