using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Warnings that authors let pass are left out; an <c>#allow</c> that nothing needs is a warning itself.</summary>
internal static class Allowances
{
    public static IEnumerable<Diagnostic> Apply(FileContext file, Consequences consequences)
    {
        var all = file.Tree.Diagnostics.Concat(consequences.Without(file.Tree, file.Bag.Items)).ToArray();
        if (file.Tree.Allows.Count == 0) return all;
        var shown = all.Where(d => !file.Tree.Allows.Any(a => Silences(a, d)));
        // A file with errors is not checked to the end, so what it would warn of is not known.
        var isWrong = all.Any(d => d.Severity == Severity.Error);
        // Of several that silence one warning the nearest one does.
        var used = new HashSet<AllowSyntax>(all.Select(d => file.Tree.Allows.Where(a => Silences(a, d)).OrderBy(a => a.Over.Length).FirstOrDefault()).OfType<AllowSyntax>());
        var unused = file.Tree.Allows.Where(a => isWrong ? IsOfError(a) : !used.Contains(a));
        return shown.Concat(unused.Select(a => new Diagnostic(
            DiagnosticRules.UnusedAllow, file.Text.Path, a.Id.Span, new EquatableArray<string>(a.Id.Text), Why(a, all.Any(d => Silences(a, d))))));
    }

    private static bool Silences(AllowSyntax allow, Diagnostic d) =>
        d.Severity == Severity.Warning && d.Id == allow.Id.Text && d.Span.Start >= allow.Over.Start && d.Span.End <= allow.Over.End;

    private static bool IsOfError(AllowSyntax allow) => DiagnosticRules.All.Any(r => r.Id == allow.Id.Text && r.Severity == Severity.Error);

    private static string Why(AllowSyntax allow, bool isSecond) => DiagnosticRules.All.FirstOrDefault(r => r.Id == allow.Id.Text) switch
    {
        null => "no diagnostic has that number",
        { Severity: Severity.Error } => "only warnings can be allowed, and this is an error",
        _ when isSecond => "another `#allow` silences it already",
        _ => "what follows it does not give this warning",
    };
}
