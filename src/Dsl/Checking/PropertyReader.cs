using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Reads the properties of one body: which there can be, each at most once, each with values of its type.</summary>
internal sealed class PropertyReader
{
    private readonly FileContext _file;
    private readonly Dictionary<string, PropertySyntax> _byName = new(StringComparer.Ordinal);
    private readonly ExpressionChecker _constants;

    /// <param name="what">What the body belongs to, as a message says it: "a tier".</param>
    /// <param name="known">The names of the properties it can have.</param>
    public PropertyReader(FileContext file, IEnumerable<SyntaxNode> members, string what, params string[] known)
        : this(file, members, what, _ => null, [], known)
    {
    }

    /// <param name="elsewhere">Help for a name of another system.</param>
    /// <param name="listed">What a list of the body's parts shows, where that is more than the properties.</param>
    public PropertyReader(FileContext file, IEnumerable<SyntaxNode> members, string what, Func<string, string?> elsewhere, string[] listed, params string[] known)
    {
        _file = file;
        _constants = new ExpressionChecker(new Scope(file, new SymbolTable(), Sight.Constant, what));
        foreach (var property in members.OfType<PropertySyntax>())
        {
            var name = property.Name.Text;
            if (Array.IndexOf(known, name) < 0) Unknown(property, what, elsewhere, listed.Length > 0 ? listed : known);
            else if (_byName.TryGetValue(name, out var first))
                file.ReportWithHelp(DiagnosticRules.DuplicateProperty, property.Name.Span,
                    $"the first one is {file.PlaceOf(file, first.Span)}", name).Relate(file, first.Span, "the first one");
            else _byName.Add(name, property);
        }
    }

    /// <summary>Properties that are there under another name, which was reported.</summary>
    public HashSet<string> Misspelt { get; } = new(StringComparer.Ordinal);

    public PropertySyntax? Find(string name) => _byName.TryGetValue(name, out var p) ? p : null;

    /// <summary>The property's one constant; null without the property, or after a diagnostic.</summary>
    public long? Value(string name, ValueType type, bool positive = false)
    {
        if (Find(name) is not { } property || Single(property) is not { } syntax) return null;
        if (_constants.Constant(syntax, type) is not { } value) return null;
        if (value > 0 || !positive) return value;
        _file.Report(DiagnosticRules.MustBePositive, syntax.Span, $"`{name}`");
        return null;
    }

    /// <summary>The property's one expression; null without the property, or after a diagnostic.</summary>
    public ExpressionSyntax? Only(string name) => Find(name) is { } property ? Single(property) : null;

    /// <summary>The property's one word out of a list; null without the property, or after a diagnostic.</summary>
    public string? Word(string name, params string[] allowed) =>
        Find(name) is { } property && Single(property) is { } value ? OneOf(value, name, allowed) : null;

    /// <summary>All words of the property, each out of the list.</summary>
    public IReadOnlyList<string>? WordList(string name, params string[] allowed) =>
        Find(name)?.Values.Select(v => OneOf(v, name, allowed)).OfType<string>().ToArray();

    public bool YesNo(string name, bool otherwise) => Word(name, "yes", "no") is { } word ? word == "yes" : otherwise;

    /// <summary>The words of the property as names to look up.</summary>
    public IReadOnlyList<NameSyntax> Names(string name)
    {
        var result = new List<NameSyntax>();
        if (Find(name) is not { } property) return result;
        foreach (var value in property.Values)
        {
            if (value is WordSyntax w) result.Add(new NameSyntax(w.Span, w.Text));
            else if (value is not ErrorExpressionSyntax)
                _file.Report(DiagnosticRules.UnknownWord, value.Span, _file.Source(value.Span), "a name");
        }

        return result;
    }

    private string? OneOf(ExpressionSyntax value, string property, string[] allowed)
    {
        if (value is WordSyntax w && Array.IndexOf(allowed, w.Text) >= 0) return w.Text;
        if (value is ErrorExpressionSyntax) return null;
        var source = _file.Source(value.Span);
        _file.ReportWithHelp(DiagnosticRules.UnknownWord, value.Span,
            Help.DidYouMeanOneOf(source, allowed, "it is one of"), source, $"a value of `{property}`");
        return null;
    }

    private ExpressionSyntax? Single(PropertySyntax property)
    {
        if (property.Values.Count == 1) return property.Values[0];
        var (span, had) = property.Values.Count == 0
            ? (property.Name.Span, "none")
            : (property.Values[1].Span, property.Values.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _file.Report(DiagnosticRules.WrongArgumentCount, span, property.Name.Text, "1 value", had);
        return null;
    }

    private void Unknown(PropertySyntax property, string what, Func<string, string?> elsewhere, string[] known)
    {
        var name = property.Name.Text;
        var help = elsewhere(name);
        if (help is not null) Misspelt.UnionWith(known.Where(k => help.Contains($"`{k}`") || help.Contains($"`{k} ") || help.Contains($" {k} ")));
        else if (Text.Suggestions.Nearest(name, known) is { } near) Misspelt.Add(near);
        _file.ReportWithHelp(DiagnosticRules.UnknownProperty, property.Name.Span,
            help ?? Help.DidYouMeanOneOf(name, known, "it can have"), name, what);
    }
}
