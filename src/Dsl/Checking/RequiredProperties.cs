using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Properties that must be given; what is missing is reported once, together.</summary>
internal sealed class RequiredProperties(
    FileContext file, PropertyReader reader, string what, string name, TextSpan nameSpan)
{
    private readonly List<(string Name, ValueType Type)> _missing = [];

    /// <summary>The value, or 1 where it is missing or wrong, so that checking can go on.</summary>
    public long Value(string property, ValueType type)
    {
        if (reader.Find(property) is null && !reader.Misspelt.Contains(property)) _missing.Add((property, type));
        return reader.Value(property, type, positive: true) ?? 1;
    }

    /// <summary>Of memory: it is faster than what times and rates are examples of elsewhere.</summary>
    private string Example(string property, ValueType type) =>
        what != "the tier" ? TypeNames.Example(type) : property switch { "read" or "write" => "100ns", "bandwidth" => "50GB/s", _ => TypeNames.Example(type) };

    public void ReportMissing(TextSpan body)
    {
        if (_missing.Count == 0 || HierarchyChecker.HasSyntaxErrors(file, body)) return;
        var words = _missing.Select(m => $"`{m.Name}`").ToArray();
        var list = words.Length == 1
            ? words[0]
            : string.Join(", ", words.Take(words.Length - 1)) + " and " + words[^1];
        var form = string.Join(" ", _missing.Select(m => $"{m.Name} {Example(m.Name, m.Type)};"));
        file.ReportWithHelp(DiagnosticRules.MissingProperty, nameSpan, $"add `{form}`", what, name, list);
    }
}
