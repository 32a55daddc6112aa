using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Checking;

/// <summary>The namespaces of the files, with those around them: in C#, no type can have the full name of one.</summary>
internal sealed class NamespaceNames
{
    /// <summary>Generated code uses them whatever the files say.</summary>
    private static readonly string[] Always = ["System", "CdmPolicy"];

    private const int MaxDepth = 64;

    private readonly Dictionary<string, FileContext> _firsts = new(StringComparer.Ordinal);

    public NamespaceNames(IEnumerable<FileContext> files)
    {
        foreach (var file in files)
            foreach (var name in Around(file.Namespace))
                if (!_firsts.ContainsKey(name)) _firsts.Add(name, file);
    }

    /// <summary>The namespace and those around it, of which the outermost will do: a text of nothing but dots has half a million.</summary>
    private static IEnumerable<string> Around(string name)
    {
        var end = -1;
        for (var depth = 0; depth < MaxDepth && (end = name.IndexOf('.', end + 1)) >= 0; depth++) yield return name.Substring(0, end);
        if (name.Length > 0) yield return name;
    }

    public void Check(FileContext file, NameSyntax name)
    {
        var full = file.Namespace.Length == 0 ? name.Text : $"{file.Namespace}.{name.Text}";
        if (_firsts.TryGetValue(full, out var first))
            file.ReportWithHelp(DiagnosticRules.NameOfNamespace, name.Span,
                $"the namespace is {file.PlaceOf(first, first.Tree.Root.Namespace!.Span)}", full).Relate(first, first.Tree.Root.Namespace!.Span, "the namespace");
        else if (Array.IndexOf(Always, full) >= 0)
            file.ReportWithHelp(DiagnosticRules.NameOfNamespace, name.Span,
                "generated code needs it: choose another name, or put `namespace` before it", full);
        else if (full.EndsWith($".{name.Text}.{name.Text}", StringComparison.Ordinal) || full == $"{name.Text}.{name.Text}")
            file.ReportWithHelp(DiagnosticRules.NameOfOwnNamespace, name.Span,
                "other code would take it for the namespace: choose another name for one of them", name.Text);
    }
}
