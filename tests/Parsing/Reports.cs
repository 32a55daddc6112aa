using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Parsing;

/// <summary>Diagnostics as lines of <c>line,column id message (help)</c>.</summary>
internal static class Reports
{
    public static string Of(string content)
    {
        var text = new SourceText("a.cdmp", content);
        return Print(text, Parser.Parse(text).Diagnostics);
    }

    public static string Print(SourceText text, IEnumerable<Diagnostic> diagnostics) =>
        string.Join("\n", diagnostics.Select(d =>
        {
            var at = text.GetPosition(d.Span.Start);
            return $"{at.Line},{at.Column} {d.Id} {d.Message}{(d.Help == null ? "" : $" ({d.Help})")}";
        }));
}
