using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>
/// The declarations of all files. Their names are one space, because each becomes a type of the generated code; only a
/// reclaimer may have the name of one in the library, and takes its place.
/// </summary>
internal sealed class Declarations(NamespaceNames namespaces)
{
    private readonly Dictionary<string, (FileContext File, NameSyntax Name, string What)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CheckedHierarchy> _hierarchies = new(StringComparer.Ordinal);

    public ReclaimerCatalog Reclaimers { get; } = new();

    public IEnumerable<CheckedHierarchy> Hierarchies => _hierarchies.Values;

    public List<(FileContext File, PolicySyntax Syntax)> Policies { get; } = [];

    public List<(FileContext File, WorkloadSyntax Syntax)> Workloads { get; } = [];

    public List<(FileContext File, TestSyntax Syntax)> Tests { get; } = [];

    public static Declarations Collect(IReadOnlyList<FileContext> files, IEnumerable<FileContext> library)
    {
        var result = new Declarations(new NamespaceNames(files));
        foreach (var file in library)
            foreach (var reclaimer in file.Tree.Root.Members.OfType<ReclaimerSyntax>())
                result.Reclaimers.Add(reclaimer, file, fromLibrary: true);
        foreach (var file in files)
            foreach (var member in file.Tree.Root.Members) result.Add(file, member);
        return result;
    }

    /// <summary>The hierarchy a policy or a workload is written for, or null after a diagnostic.</summary>
    public CheckedHierarchy? FindHierarchy(FileContext file, NameSyntax name)
    {
        if (name.Text.Length == 0) return null;
        if (_hierarchies.TryGetValue(name.Text, out var hierarchy)) return hierarchy;
        if (_names.TryGetValue(name.Text, out var other))
            file.ReportWithHelp(DiagnosticRules.WrongSort, name.Span,
                $"it is declared {file.PlaceOf(other.File, other.Name.Span)}", name.Text, other.What, "a hierarchy").Relate(other.File, other.Name.Span, "where it is declared");
        else
            file.ReportWithHelp(DiagnosticRules.UnknownHierarchy, name.Span,
                Help.DidYouMeanOneOf(name.Text, _hierarchies.Keys, "the hierarchies"), name.Text);
        return null;
    }

    private void Add(FileContext file, SyntaxNode member)
    {
        switch (member)
        {
            case HierarchySyntax h when Declare(file, h.Name, "a hierarchy", GeneratedMembers.Hierarchy):
                _hierarchies.Add(h.Name.Text, HierarchyChecker.Check(file, h));
                break;
            case PolicySyntax p when Declare(file, p.Name, "a policy", GeneratedMembers.Policy):
                Policies.Add((file, p));
                break;
            case ReclaimerSyntax r when Declare(file, r.Name, "a reclaimer", GeneratedMembers.Reclaimer):
                Reclaimers.Add(r, file, fromLibrary: false);
                break;
            case WorkloadSyntax w when Declare(file, w.Name, "a workload", GeneratedMembers.Workload):
                Workloads.Add((file, w));
                break;
            case TestSyntax t:
                Tests.Add((file, t));
                break;
            case UnsupportedSyntax u:
                Nodes.Misplaced(file, u, "a file");
                break;
        }
    }

    private bool Declare(FileContext file, NameSyntax name, string what, IReadOnlyList<string> members)
    {
        if (name.Text.Length == 0) return false;
        if (members.Contains(name.Text))
            file.ReportWithHelp(DiagnosticRules.GeneratedMember, name.Span, "choose another name", name.Text, what.Substring(2));
        else
            namespaces.Check(file, name);
        if (!_names.TryGetValue(name.Text, out var first))
        {
            _names.Add(name.Text, (file, name, what));
            return true;
        }

        file.ReportWithHelp(DiagnosticRules.DuplicateName, name.Span,
            $"the first one is {first.What} {file.PlaceOf(first.File, first.Name.Span)}", name.Text).Relate(first.File, first.Name.Span, "the first one");
        return false;
    }
}
