using System.Reflection;

namespace CdmPolicy.Dsl.Diagnostics;

/// <summary>Every diagnostic, one row each; the rows stand in one partial file per area.</summary>
/// <remarks>
/// 00xx text and tokens · 01xx grammar · 02xx names · 03xx types, units, constants · 04xx hierarchies ·
/// 05xx policies and rules · 06xx reclaimers · 09xx parts of the language that are not built yet.
/// </remarks>
public static partial class DiagnosticRules
{
    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<DiagnosticRule> All => Table.Rows;

    private static DiagnosticRule Error(string id, string title, string message) =>
        new(id, Severity.Error, title, message);

    private static DiagnosticRule Warning(string id, string title, string message) =>
        new(id, Severity.Warning, title, message);

    // A class of its own: it is filled on first use, after the rows of every partial file have been made.
    private static class Table
    {
        public static readonly IReadOnlyList<DiagnosticRule> Rows = typeof(DiagnosticRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(DiagnosticRule))
            .Select(f => (DiagnosticRule)f.GetValue(null)!)
            .OrderBy(r => r.Id, StringComparer.Ordinal)
            .ToArray();
    }
}
