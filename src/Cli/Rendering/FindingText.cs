using System.Globalization;
using System.Text;
using CdmPolicy.Dsl.Diagnostics;
using Spectre.Console;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Shows a finding as a compiler does: the place and message, the line, the span under it, help.</summary>
internal static class FindingText
{
    // Generated or broken files have lines of any length; this much around the span is enough to see it.
    private const int MaxLine = 120;
    private const int Before = 40;

    public static void WriteAll(IReadOnlyList<Finding> findings, TextWriter writer)
    {
        foreach (var finding in findings) Write(finding, writer);
        if (findings.Count > 0) writer.WriteLine(Summary(findings));
    }

    public static void Write(Finding finding, TextWriter writer)
    {
        var severity = finding.Severity == Severity.Error ? "error" : "warning";
        writer.WriteLine($"{finding.File}({finding.Line},{finding.Column}): {severity} {finding.Id}: {Printable(finding.Message)}");

        // What is no text is not shown as text.
        if (finding.Id != DiagnosticRules.NotText.Id) WriteSource(finding, writer);
        foreach (var place in finding.Related) WriteRelated(finding, place, writer);
        if (finding.Help is { } help) writer.WriteLine($"  help: {Printable(help)}");
    }

    private static void WriteSource(Finding finding, TextWriter writer) => WriteLine(
        finding.SourceLine, finding.Line, finding.Column, finding.EndLine > finding.Line ? int.MaxValue : finding.EndColumn, "", writer);

    /// <summary>The line of another place with what stands there; in the line of the finding itself it is seen already.</summary>
    private static void WriteRelated(Finding finding, FindingPlace place, TextWriter writer)
    {
        if (place.SourceLine is not { } source || place.File == finding.File && place.Line == finding.Line) return;
        if (place.File != finding.File) writer.WriteLine($"  {place.File}:");
        WriteLine(source, place.Line, place.Column, place.EndLine > place.Line ? int.MaxValue : place.EndColumn, " " + Printable(place.What), writer);
    }

    private static void WriteLine(string source, int number, int column, int endColumn, string note, TextWriter writer)
    {
        var shown = number.ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', shown.Length);
        var (line, start, length) = Clip(source, column, endColumn);
        var printed = Printable(line);
        var end = Math.Min(start + length, printed.Length);
        writer.WriteLine($"  {shown} | {printed}");
        writer.WriteLine($"  {margin} | {Padding(printed[..start])}{Underline(Width(printed[start..end]))}{note}");
    }

    private static string Summary(IReadOnlyList<Finding> findings)
    {
        var errors = findings.Count(f => f.IsError);
        var warnings = findings.Count - errors;
        return warnings == 0 ? Count(errors, "error")
            : errors == 0 ? Count(warnings, "warning")
            : $"{Count(errors, "error")}, {Count(warnings, "warning")}";
    }

    private static string Count(int n, string noun) => $"{n} {noun}{(n == 1 ? "" : "s")}";

    private static (string Line, int Start, int Length) Clip(string line, int column, int endColumn)
    {
        var start = Math.Min(column - 1, line.Length);
        var end = Math.Min(endColumn - 1, line.Length);
        var length = Math.Max(1, end - start);
        if (line.Length <= MaxLine) return (line, start, length);

        var from = Math.Max(0, Math.Min(start - Before, line.Length - MaxLine));
        var to = from + MaxLine;
        // No character is cut in two.
        if (from > 0 && char.IsLowSurrogate(line[from + 1])) from++;
        if (to < line.Length && char.IsLowSurrogate(line[to - 1])) to--;
        var clipped = line[from..to];
        if (from > 0) clipped = "…" + clipped[1..];
        if (to < line.Length) clipped = clipped[..^1] + "…";
        return (clipped, start - from, Math.Min(length, clipped.Length - (start - from)));
    }

    private static string Underline(int width) => "^" + new string('~', Math.Max(0, width - 1));

    // A tab is as wide as the terminal likes, so the padding repeats it; every other character is as wide as a terminal shows it.
    private static string Padding(string before)
    {
        var padding = new StringBuilder();
        foreach (var rune in before.EnumerateRunes()) padding.Append(rune.Value == '\t' ? '\t' : ' ', rune.Value == '\t' ? 1 : Width(rune));
        return padding.ToString();
    }

    private static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>Columns in a terminal: two for wide characters, none for those that combine with the one before.</summary>
    private static int Width(Rune rune) => Math.Max(0, rune.ToString().GetCellWidth());

    // A file may hold anything, terminal control sequences too; none of them may reach the terminal.
    private static string Printable(string text)
    {
        if (!text.Any(IsControl)) return text;
        return string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = IsControl(source[i]) ? '\uFFFD' : source[i];
        });
    }

    private static bool IsControl(char c) => char.IsControl(c) && c != '\t';
}
