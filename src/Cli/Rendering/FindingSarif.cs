using System.Text.Json;
using CdmPolicy.Dsl.Diagnostics;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Findings as a SARIF 2.1.0 log, which code hosts and editors read.</summary>
internal static class FindingSarif
{
    public static void WriteAll(IReadOnlyList<Finding> findings, TextWriter output) => Json.Write(output, json =>
    {
        var files = findings.Select(f => f.File).Concat(findings.SelectMany(f => f.Related).Select(r => r.File));
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, findings);
        json.WriteString("columnKind", "utf16CodeUnits");
        if (files.Any(f => SarifPlace.Of(f).IsBelow)) WriteBase(json);
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
            writer.WriteStartObject("help");
            writer.WriteString("text", $"docs/diagnostics/{rule.Id}.md");
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What paths below the working directory are relative to.</summary>
    private static void WriteBase(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(SarifPlace.Base);
        json.WriteString("uri", SarifPlace.BaseUri);
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
        WritePlace(json, finding.File, finding.Line, finding.Column, finding.EndLine, finding.EndColumn);
        json.WriteEndObject();
        json.WriteEndArray();
        if (finding.Related.Count > 0) json.Array("relatedLocations", finding.Related, WriteRelated);
        json.WriteEndObject();
    }

    private static void WriteRelated(Utf8JsonWriter json, FindingPlace place)
    {
        json.WriteStartObject();
        WritePlace(json, place.File, place.Line, place.Column, place.EndLine, place.EndColumn);
        json.WriteStartObject("message");
        json.WriteString("text", place.What);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string file, int line, int column, int endLine, int endColumn)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        var place = SarifPlace.Of(file);
        json.WriteString("uri", place.Uri);
        if (place.IsBelow) json.WriteString("uriBaseId", SarifPlace.Base);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", line);
        json.WriteNumber("startColumn", column);
        json.WriteNumber("endLine", endLine);
        json.WriteNumber("endColumn", endColumn);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
