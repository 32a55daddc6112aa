using System.Text.Json;
using CdmPolicy.Dsl.Diagnostics;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Findings as a SARIF 2.1.0 log, which code hosts and editors read.</summary>
internal static class FindingSarif
{
    public static void WriteAll(IReadOnlyList<Finding> findings, TextWriter output) => Json.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, findings);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.Array("results", findings, WriteResult);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "cdmp");
        json.WriteString("version", ToolVersion.Text);
        var used = findings.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        json.Array("rules", DiagnosticRules.All.Where(r => used.Contains(r.Id)), (writer, rule) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            writer.WriteStartObject("shortDescription");
            writer.WriteString("text", rule.Title);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Id);
        json.WriteString("level", finding.IsError ? "error" : "warning");
        json.WriteStartObject("message");
        json.WriteString("text", finding.Help is { } help ? $"{finding.Message}; {help}" : finding.Message);
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(finding.File.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.Line);
        json.WriteNumber("startColumn", finding.Column);
        json.WriteNumber("endLine", finding.EndLine);
        json.WriteNumber("endColumn", finding.EndColumn);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
