using System.Globalization;

namespace CdmPolicy.Dsl.Diagnostics;

/// <summary>What is shown of a file's diagnostics: nobody reads a thousand, and a build should not be buried under them.</summary>
internal static class ShownDiagnostics
{
    /// <summary>Errors of one file; beyond that only their number is said.</summary>
    public const int MaximumErrors = 100;

    /// <summary>Warnings of one number in one file; beyond that only how many there are.</summary>
    public const int MaximumWarnings = 25;

    /// <summary>In the order of their places; from a file with too many errors the first ones, without its warnings.</summary>
    public static IEnumerable<Diagnostic> Of(IEnumerable<Diagnostic> diagnostics)
    {
        var all = diagnostics.Distinct().OrderBy(d => d.Span.Start).ThenBy(d => d.Id, StringComparer.Ordinal).ToArray();
        var errors = all.Where(d => d.Severity == Severity.Error).ToArray();
        if (errors.Length <= MaximumErrors) return WithoutRepetition(all);
        var first = errors[MaximumErrors];
        var more = errors.Length - MaximumErrors;
        return errors.Take(MaximumErrors).Concat(
        [
            new Diagnostic(
                DiagnosticRules.MoreErrors, first.Path, first.Span,
                new(more == 1 ? "1 more error is" : $"{Number(more)} more errors are"),
                "many of them may go with the ones above"),
        ]);
    }

    /// <summary>In the place of the first warning of its number that is too many stands how many there are.</summary>
    private static IEnumerable<Diagnostic> WithoutRepetition(Diagnostic[] all)
    {
        var counts = all.Where(d => d.Severity == Severity.Warning).GroupBy(d => d.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var shown = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var d in all)
        {
            shown.TryGetValue(d.Id, out var before);
            shown[d.Id] = before + 1;
            if (d.Severity == Severity.Error || before < MaximumWarnings) yield return d;
            else if (before == MaximumWarnings) yield return More(d, counts[d.Id] - before);
        }
    }

    private static Diagnostic More(Diagnostic first, int more) => new(
        DiagnosticRules.MoreWarnings, first.Path, first.Span, new(more == 1 ? "1 more" : $"{Number(more)} more", first.Id, more == 1 ? "is" : "are"),
        "they are of the same kind as the ones above");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
