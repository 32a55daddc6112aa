using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>
/// The reclaimers that policies can name: the author's and the library's. An author's reclaimer takes the place of the
/// library's of that name, so that a copy can be changed without renaming it.
/// </summary>
internal sealed class ReclaimerCatalog
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReclaimerPlan> _built = new(StringComparer.Ordinal);

    private sealed record Entry(ReclaimerSyntax Syntax, FileContext File, bool FromLibrary);

    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>Every reclaimer that was asked for, with its arguments.</summary>
    public IEnumerable<ReclaimerPlan> Built => _built.Values;

    public void Add(ReclaimerSyntax syntax, FileContext file, bool fromLibrary) =>
        _entries[syntax.Name.Text] = new Entry(syntax, file, fromLibrary);

    /// <summary>The author's own reclaimers are checked whether a policy uses them or not, with their defaults.</summary>
    public void CheckAuthors()
    {
        foreach (var entry in _entries.Values.Where(e => !e.FromLibrary).OrderBy(e => e.Syntax.Span.Start))
        {
            var before = entry.File.Bag.Items.Count;
            var arguments = ReclaimerArguments.Defaults(entry.File, entry.Syntax);
            var plan = ReclaimerChecker.Check(entry.File, entry.Syntax, arguments.Values, fromLibrary: false);
            if (arguments.IsComplete && plan is not null && entry.File.Bag.Items.Count == before
                && !HierarchyChecker.HasSyntaxErrors(entry.File, entry.Syntax.Span))
                _built[entry.File.Namespace + "/" + plan.Display] = plan;
        }
    }

    /// <summary>The reclaimer with the arguments of an <c>order</c>, or null after a diagnostic.</summary>
    /// <param name="names">Names that cannot stand in an argument, but are known to the author.</param>
    public ReclaimerPlan? Instantiate(OrderSyntax order, FileContext user, SymbolTable? names = null)
    {
        var name = order.Reclaimer.Text;
        if (name.Length == 0) return null;
        if (!_entries.TryGetValue(name, out var entry))
        {
            user.ReportWithHelp(DiagnosticRules.UnknownReclaimer, order.Reclaimer.Span,
                Elsewhere.Reclaimer(name) ?? Help.DidYouMeanOneOf(name, Names.OrderBy(n => n, StringComparer.Ordinal), "there are"), name);
            return null;
        }

        var declared = entry.File.Apart();
        if (ReclaimerArguments.Of(order, user, declared, entry.Syntax, names) is not { } values) return null;
        var plan = ReclaimerChecker.Check(declared, entry.Syntax, values, entry.FromLibrary);
        var problem = declared.Bag.Items.FirstOrDefault(d => d.Severity == Severity.Error);
        if (problem is null && plan is not null && !HierarchyChecker.HasSyntaxErrors(entry.File, entry.Syntax.Span))
        {
            var key = entry.File.Namespace + "/" + plan.Display;
            if (!_built.TryGetValue(key, out var known)) _built.Add(key, known = plan);
            return known;
        }

        // What is wrong with any arguments was reported where the reclaimer stands.
        if (problem is not null && !entry.File.Bag.Items.Any(d => d.Rule == problem.Rule && d.Span == problem.Span))
            user.ReportWithHelp(DiagnosticRules.CannotInstantiate, ArgumentSpan(order),
                problem.Help is null
                    ? $"the cause is {user.PlaceOf(entry.File, problem.Span)}"
                    : $"{problem.Help} ({user.PlaceOf(entry.File, problem.Span)})",
                name, problem.Message).Relate(entry.File, problem.Span, "the cause");
        return null;
    }

    /// <summary>The one argument there is, or else the name.</summary>
    private static TextSpan ArgumentSpan(OrderSyntax order) =>
        order.Arguments.Count == 1 ? order.Arguments[0].Span : order.Reclaimer.Span;
}
