namespace CdmPolicy.Cli.Rendering;

/// <summary>Rows of comma-separated values (RFC 4180), lines ending with a line feed.</summary>
internal static class CsvText
{
    public static void Row(TextWriter output, IEnumerable<string> cells) => output.Write(string.Join(',', cells.Select(Quoted)) + "\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
