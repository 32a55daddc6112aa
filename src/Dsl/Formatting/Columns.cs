namespace CdmPolicy.Dsl.Formatting;

/// <summary>Lines in a row that say things of one sort stand in columns.</summary>
internal static class Columns
{
    /// <summary>The width that no line is made longer than.</summary>
    public const int Width = 120;

    /// <summary>Cells padded to those above and below, joined; where a line would become too long, fewer columns are kept.</summary>
    public static IReadOnlyList<string> Align(IReadOnlyList<IReadOnlyList<string>> rows, int indent)
    {
        for (var columns = rows.Max(r => r.Count) - 1; columns > 0; columns--)
        {
            var lines = Pad(rows, columns);
            if (lines.All(line => indent + line.Length <= Width)) return lines;
        }
        return Pad(rows, 0);
    }

    /// <summary>The first columns padded; the last cell of a row never.</summary>
    public static IReadOnlyList<string> Pad(IReadOnlyList<IReadOnlyList<string>> rows, int columns)
    {
        var widths = Enumerable.Range(0, columns)
            .Select(c => rows.Where(r => r.Count > c + 1).Select(r => r[c].Length).DefaultIfEmpty(0).Max()).ToArray();
        return rows.Select(row => string.Join(" ", row.Select((cell, c) => c < columns && c + 1 < row.Count ? cell.PadRight(widths[c]) : cell)))
            .ToArray();
    }
}
