using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Diagnostics;

public enum Severity
{
    Warning,
    Error,
}

/// <summary>One kind of mistake: its number, and its message as a format whose arguments are the author's own words.</summary>
/// <param name="Id">CDMP and four digits; never reused.</param>
/// <param name="Title">What the mistake is, as the heading of its page.</param>
/// <param name="Message">One lower-case sentence without a full stop; <c>{0}</c> and so on stand in backticks.</param>
public sealed record DiagnosticRule(string Id, Severity Severity, string Title, string Message);

/// <summary>Another place that a mistake has to do with.</summary>
/// <param name="What">What stands there: "the first one".</param>
public sealed record RelatedPlace(SourceRange Place, string What);

/// <summary>A mistake at a place.</summary>
/// <param name="Help">What to do instead, or null: a "did you mean", the expected form, the other place that conflicts.</param>
public sealed record Diagnostic(
    DiagnosticRule Rule, string Path, TextSpan Span, EquatableArray<string> Arguments, string? Help = null)
{
    /// <summary>The places that the help speaks of.</summary>
    public EquatableArray<RelatedPlace> Related { get; init; } = [];

    public string Id => Rule.Id;

    public Severity Severity => Rule.Severity;

    public string Message =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Rule.Message, Arguments.ToArray<object>());
}

/// <summary>Collects the diagnostics of one stage over one file.</summary>
public sealed class DiagnosticBag(string path)
{
    private readonly List<Diagnostic> _items = [];

    public IReadOnlyList<Diagnostic> Items => _items;

    public bool HasErrors => _items.Any(d => d.Severity == Severity.Error);

    public void Add(DiagnosticRule rule, TextSpan span, params string[] arguments) =>
        _items.Add(new Diagnostic(rule, path, span, new(arguments)));

    public void AddWithHelp(DiagnosticRule rule, TextSpan span, string? help, params string[] arguments) =>
        _items.Add(new Diagnostic(rule, path, span, new(arguments), help));

    /// <summary>Adds a place to the last diagnostic.</summary>
    public void Relate(RelatedPlace place) => _items[_items.Count - 1] = _items[_items.Count - 1] with
    {
        Related = _items[_items.Count - 1].Related.Append(place).ToEquatableArray(),
    };

    public void AddRange(IEnumerable<Diagnostic> diagnostics) => _items.AddRange(diagnostics);
}
