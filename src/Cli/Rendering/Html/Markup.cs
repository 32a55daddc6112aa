using System.Globalization;
using System.Net;

namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>What every piece of the page needs to be well-formed, here and in any culture.</summary>
internal static class Markup
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A coordinate, to a hundredth of a pixel.</summary>
    public static string Px(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The heading of a plot, with what its colours stand for.</summary>
    public static string OpenFigure(string title, IEnumerable<(string Sample, string Name)> key)
    {
        var items = string.Concat(key.Select(k => $"<li><svg class=\"sample\" viewBox=\"0 0 30 10\" aria-hidden=\"true\">{k.Sample}</svg>{Text(k.Name)}</li>"));
        return $"<figure>\n<figcaption><strong>{Text(title)}</strong>{(items.Length > 0 ? $"<ul class=\"key\">{items}</ul>" : "")}</figcaption>\n";
    }

    /// <summary>The head of a drawing that says in words what it shows.</summary>
    public static string OpenSvg(string id, string title, string description, double width, double height) =>
        $"<svg id=\"{id}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\" viewBox=\"0 0 {Px(width)} {Px(height)}\">\n"
        + $"<title id=\"{id}-title\">{Text(title)}</title><desc id=\"{id}-text\">{Text(description)}</desc>\n";
}
