namespace CdmPolicy.Dsl.Diagnostics;

/// <summary>What is shown of a file's diagnostics: nobody reads a thousand, and a build should not be buried under them.</summary>
internal static class ShownDiagnostics
{
    /// <summary>Errors of one file; beyond that only their number is said.</summary>
    public const int MaximumErrors = 100;

    /// <summary>In the order of their places; from a file with too many errors the first ones, without its warnings.</summary>
    public static IEnumerable<Diagnostic> Of(IEnumerable<Diagnostic> diagnostics)
    {
        var all = diagnostics.Distinct().OrderBy(d => d.Span.Start).ThenBy(d => d.Id, StringComparer.Ordinal).ToArray();
        var errors = all.Where(d => d.Severity == Severity.Error).ToArray();
        if (errors.Length <= MaximumErrors) return all;
        var first = errors[MaximumErrors];
        var more = errors.Length - MaximumErrors;
        var number = more.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return errors.Take(MaximumErrors).Concat(
        [
            new Diagnostic(
                DiagnosticRules.MoreErrors, first.Path, first.Span,
                new(more == 1 ? "1 more error is" : $"{number} more errors are"),
                "many of them may go with the ones above"),
        ]);
    }
}
