using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Generator.Hosts;

/// <summary>The declarations of the files that gave no plan.</summary>
internal static class StandIns
{
    public static IEnumerable<StandIn> Of(Compilation compilation)
    {
        if (!compilation.HasErrors) yield break;
        var taken = new HashSet<(string, string)>(
            compilation.Hierarchies.Select(p => (p.Namespace, p.Name)).Concat(compilation.Policies.Select(p => (p.Namespace, p.Name)))
                .Concat(compilation.Workloads.Select(p => (p.Namespace, p.Name))).Concat(compilation.Reclaimers.Select(p => (p.Namespace, p.InstanceName))));
        var spaces = new HashSet<string>(compilation.Trees.SelectMany(t => Around(SpaceOf(t))), StringComparer.Ordinal);
        foreach (var tree in compilation.Trees)
        foreach (var member in tree.Root.Members)
        {
            // A name that C# could not have is what is wrong with the declaration.
            if (Of(SpaceOf(tree), member) is { Name.Length: > 0 } standIn && !IsReserved(standIn.Name) && !spaces.Contains(Full(standIn))
                && taken.Add((standIn.Namespace, standIn.Name))) yield return standIn;
        }
    }

    private static StandIn? Of(string space, SyntaxNode member) => member switch
    {
        PolicySyntax p => new(StandInKind.Policy, space, p.Name.Text,
            p.Members.OfType<ParamSyntax>().Where(m => m.Name.Text.Length > 0).Select(m => new StandInParameter(m.Name.Text, m.Type.Text)).ToEquatableArray(), [], []),
        HierarchySyntax h => new(StandInKind.Hierarchy, space, h.Name.Text, [],
            Named(h.Members.OfType<TierSyntax>().Select(t => t.Name)), Named(h.Members.OfType<AgentSyntax>().Select(a => a.Name))),
        WorkloadSyntax w => new(StandInKind.Workload, space, w.Name.Text, [], [], []),
        _ => null,
    };

    private static EquatableArray<string> Named(IEnumerable<NameSyntax> names) => names.Select(n => n.Text).Where(n => n.Length > 0).ToEquatableArray();

    private static string SpaceOf(SyntaxTree tree) => tree.Root.Namespace?.Text ?? "";

    private static string Full(StandIn standIn) => standIn.Namespace.Length == 0 ? standIn.Name : $"{standIn.Namespace}.{standIn.Name}";

    private static bool IsReserved(string name) =>
        GeneratedMembers.Policy.Contains(name) || GeneratedMembers.Hierarchy.Contains(name) || GeneratedMembers.Workload.Contains(name);

    private static IEnumerable<string> Around(string space)
    {
        for (var at = space.IndexOf('.'); at > 0; at = space.IndexOf('.', at + 1)) yield return space.Substring(0, at);
        yield return space;
    }
}
