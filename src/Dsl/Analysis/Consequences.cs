using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// Errors that follow from errors of the grammar, and would go with them: a word behind which a line breaks off is half of
/// something, and a name may be unknown because its declaration is broken. They are not shown.
/// </summary>
internal sealed class Consequences
{
    private readonly LostNames _lost, _nameless;

    public Consequences(IEnumerable<SyntaxTree> trees)
    {
        foreach (var tree in trees) (_lost, _nameless) = (_lost | tree.Lost, _nameless | tree.Nameless);
    }

    public IEnumerable<Diagnostic> Without(SyntaxTree tree, IReadOnlyList<Diagnostic> found)
    {
        if (tree.Diagnostics.Count == 0 && _lost == LostNames.None) return found;
        var ends = new HashSet<int>(tree.Diagnostics.Where(d => d.Rule == DiagnosticRules.Expected && d.Span.Length == 0 && EndsLine(tree, d.Span.Start)).Select(d => d.Span.Start));
        return found.Where(d => d.Severity != Severity.Error || !ends.Contains(d.Span.End) && !IsLost(d));
    }

    private static bool EndsLine(SyntaxTree tree, int end)
    {
        var text = tree.Text.Content;
        while (end < text.Length && text[end] is ' ' or '\t') end++;
        return end >= text.Length || text[end] is '\r' or '\n' or '/';
    }

    /// <summary>A name that resembles a known one is taken for a mistake of its own, unless one that is declared has no name yet.</summary>
    private bool IsLost(Diagnostic d)
    {
        var sort = Sorts(d.Rule);
        return (sort & _nameless) != 0 || (sort & _lost) != 0 && d.Help?.StartsWith("did you mean", StringComparison.Ordinal) != true;
    }

    private static LostNames Sorts(DiagnosticRule unknown)
    {
        if (unknown == DiagnosticRules.UnknownTier || unknown == DiagnosticRules.UnknownAgent || unknown == DiagnosticRules.UnknownTenant
            || unknown == DiagnosticRules.EvictWithoutStore) return LostNames.OfHierarchy;
        if (unknown == DiagnosticRules.UnknownField) return LostNames.Fields | LostNames.Values;
        if (unknown == DiagnosticRules.UnknownBudget) return LostNames.Values;
        if (unknown == DiagnosticRules.UnknownQueue) return LostNames.OfReclaimer;
        if (unknown == DiagnosticRules.UnknownRegion) return LostNames.Regions;
        if (unknown == DiagnosticRules.UnknownPage) return LostNames.Pages;
        if (unknown == DiagnosticRules.UnknownName) return LostNames.All & ~LostNames.OfFile & ~LostNames.Regions;
        return unknown == DiagnosticRules.UnknownHierarchy || unknown == DiagnosticRules.UnknownPolicy || unknown == DiagnosticRules.UnknownReclaimer
            || unknown == DiagnosticRules.UnknownWorkload ? LostNames.OfFile : LostNames.None;
    }
}
