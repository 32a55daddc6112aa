using OxyPlot;

namespace CdmPolicy.Cli.Rendering;

/// <summary>
/// Measures text without a font at hand: Arial's widths as the plotting library knows them, in points (3/4 of a pixel), and a
/// fifth more, since a reader without Arial takes a font that may be that much wider.
/// </summary>
internal sealed class RoomForText() : PdfRenderContext(1, 1, OxyColors.White)
{
    private const double Wider = 4 / 3.0 * 1.2;

    // Between the height of capitals, by which a label is centred, and that of a line.
    private const double Height = 0.95;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        var size = base.MeasureText(text, "Arial", fontSize, fontWeight);
        return new(size.Width * Wider, fontSize * Height);
    }
}
