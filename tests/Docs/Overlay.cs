using System.Text;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Docs;

/// <summary>A source with what the compiler says under each line: the form in which wording and places are reviewed.</summary>
internal static class Overlay
{
    /// <summary>Under a line <c>@3..9 error CDMP0303: message</c>: columns from 1, the end not included.</summary>
    public static string Of(SourceText text, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var result = new StringBuilder();
        for (var line = 1; line <= text.LineCount; line++)
        {
            if (line < text.LineCount || text.GetLine(line).Length > 0) result.Append(text.GetLine(line)).Append('\n');
            foreach (var d in diagnostics.Where(d => text.GetPosition(d.Span.Start).Line == line))
                result.Append('@').Append(Columns(text.GetRange(d.Span))).Append(' ').Append(Say(d));
        }

        return result.ToString();
    }

    /// <summary>The message and the help, as pages quote them.</summary>
    public static string Say(Diagnostic d) =>
        $"{(d.Severity == Severity.Error ? "error" : "warning")} {d.Id}: {d.Message}\n"
        + (d.Help is null ? "" : $"help: {d.Help}\n");

    private static string Columns(SourceRange range) => range.Start.Line == range.End.Line
        ? $"{range.Start.Column}..{range.End.Column}"
        : $"{range.Start.Column}..{range.End.Line}:{range.End.Column}";
}
