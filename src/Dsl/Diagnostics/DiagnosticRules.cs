using System.Reflection;

namespace CdmPolicy.Dsl.Diagnostics;

/// <summary>Every diagnostic, one row each; the rows stand in one partial file per area.</summary>
/// <remarks>
/// 00xx text and tokens · 01xx grammar · 02xx names · 03xx types, units, constants · 04xx hierarchies ·
/// 05xx policies and rules · 06xx reclaimers · 07xx workloads and tests · 09xx the compiler itself.
/// </remarks>
public static partial class DiagnosticRules
{
    /// <summary>All rules, by id.</summary>
    /// <remarks>Collected on first use: the order in which the fields of partial files are initialised is not defined.</remarks>
    public static IReadOnlyList<DiagnosticRule> All => field ??= typeof(DiagnosticRules)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.FieldType == typeof(DiagnosticRule))
        .Select(f => (DiagnosticRule)f.GetValue(null)!)
        .OrderBy(r => r.Id, StringComparer.Ordinal)
        .ToArray();

    private static DiagnosticRule Error(string id, string title, string message) =>
        new(id, Severity.Error, title, message);

    private static DiagnosticRule Warning(string id, string title, string message) =>
        new(id, Severity.Warning, title, message);
}
