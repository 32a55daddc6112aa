using System.Globalization;
using CdmPolicy.Dsl.Diagnostics;

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
        writer.WriteLine($"  {shown} | {Printable(line)}");
        writer.WriteLine($"  {margin} | {Padding(line, start)}{Underline(length)}{note}");
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
        var clipped = line.Substring(from, MaxLine);
        if (from > 0) clipped = "…" + clipped[1..];
        if (from + MaxLine < line.Length) clipped = clipped[..^1] + "…";
        return (clipped, start - from, Math.Min(length, MaxLine - (start - from)));
    }

    private static string Underline(int length) => "^" + new string('~', Math.Max(0, length - 1));

    // A tab is as wide as the terminal likes, so the padding repeats it.
    private static string Padding(string line, int length) =>
        string.Create(length, line, (span, text) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = i < text.Length && text[i] == '\t' ? '\t' : ' ';
        });

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
