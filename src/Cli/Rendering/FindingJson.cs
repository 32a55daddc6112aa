using System.Text.Json;
using CdmPolicy.Dsl.Diagnostics;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Findings as a list of flat objects.</summary>
internal static class FindingJson
{
    public static void WriteAll(IReadOnlyList<Finding> findings, TextWriter output) =>
        Json.Write(output, json => json.Array(findings, Write));

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Line);
        json.WriteNumber("column", finding.Column);
        json.WriteNumber("end_line", finding.EndLine);
        json.WriteNumber("end_column", finding.EndColumn);
        json.WriteString("id", finding.Id);
        json.WriteString("severity", finding.Severity == Severity.Error ? "error" : "warning");
        json.WriteString("message", finding.Message);
        json.WriteString("help", finding.Help);
        json.Array("related", finding.Related, (writer, place) =>
        {
            writer.WriteStartObject();
            writer.WriteString("file", place.File);
            writer.WriteNumber("line", place.Line);
            writer.WriteNumber("column", place.Column);
            writer.WriteNumber("end_line", place.EndLine);
            writer.WriteNumber("end_column", place.EndColumn);
            writer.WriteString("what", place.What);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
