using System.Globalization;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Diagnostic = CdmPolicy.Dsl.Diagnostics.Diagnostic;
using SourceText = CdmPolicy.Dsl.Text.SourceText;
using TextSpan = CdmPolicy.Dsl.Text.TextSpan;

namespace CdmPolicy.Generator.Hosts;

/// <summary>A diagnostic with everything that placing it takes, and nothing of Roslyn's.</summary>
/// <param name="Text">Message and help.</param>
internal sealed record PlacedDiagnostic(DiagnosticRule Rule, string Text, TextSpan Span, SourceRange? Range)
{
    private const string Category = "CdmPolicy";

    /// <summary>Other places that it is about, which an editor shows beside it.</summary>
    public EquatableArray<SourceRange> Related { get; init; } = [];

    public static PlacedDiagnostic From(Diagnostic diagnostic, IReadOnlyDictionary<string, SourceText> texts) => new(
        diagnostic.Rule,
        diagnostic.Help is null ? diagnostic.Message : $"{diagnostic.Message}; {diagnostic.Help}",
        diagnostic.Span,
        texts.TryGetValue(diagnostic.Path, out var text) ? text.GetRange(diagnostic.Span) : null)
    {
        Related = diagnostic.Related.Select(r => r.Place).ToEquatableArray(),
    };

    /// <summary>The last resort for an exception that should not have been.</summary>
    public static PlacedDiagnostic Internal(Exception e) => new(
        DiagnosticRules.InternalError,
        string.Format(CultureInfo.InvariantCulture, DiagnosticRules.InternalError.Message, CSharpText.OneLine(e.Message)),
        default, null);

    public Microsoft.CodeAnalysis.Diagnostic ToDiagnostic()
    {
        var descriptor = new DiagnosticDescriptor(
            Rule.Id, Rule.Title, "{0}", Category,
            Rule.Severity == Severity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            isEnabledByDefault: true);
        var place = Range is { } range ? ToLocation(range, new(Span.Start, Span.Length)) : Location.None;
        return Microsoft.CodeAnalysis.Diagnostic.Create(descriptor, place, Related.Select(r => ToLocation(r, default)), Text);
    }

    private static Location ToLocation(SourceRange range, Microsoft.CodeAnalysis.Text.TextSpan span) => Location.Create(
        range.Path,
        span,
        new LinePositionSpan(
            new Microsoft.CodeAnalysis.Text.LinePosition(range.Start.Line - 1, range.Start.Column - 1),
            new Microsoft.CodeAnalysis.Text.LinePosition(range.End.Line - 1, range.End.Column - 1)));
}
