using System.Text;
using static CdmPolicy.Cli.Rendering.Html.Markup;

namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>A table whose first columns are names, and whose others are numbers.</summary>
/// <param name="names">How many of the columns are names.</param>
internal sealed class HtmlTable(string caption, int names, params string[] columns)
{
    private readonly StringBuilder _rows = new();

    public void Row(params string[] cells)
    {
        _rows.Append("<tr>");
        foreach (var (number, cell) in cells.Index())
            _rows.Append(number == 0 ? $"<th scope=\"row\">{Text(cell)}</th>" : number < names ? $"<td class=\"text\">{Text(cell)}</td>" : $"<td>{Text(cell)}</td>");
        _rows.Append("</tr>\n");
    }

    public override string ToString()
    {
        var heads = columns.Index().Select(c => $"<th scope=\"col\"{(c.Index < names ? " class=\"text\"" : "")}>{Text(c.Item)}</th>");
        return $"<div class=\"wide\"><table>\n<caption>{Text(caption)}</caption>\n<thead><tr>{string.Concat(heads)}</tr></thead>\n<tbody>\n{_rows}</tbody>\n</table></div>\n";
    }
}
