using System.Text;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Comparing;

/// <summary>One hierarchy for policies that were written for others: it is put in the place of theirs, under their names, and compiled with them.</summary>
/// <param name="Tree">The file that it stands in.</param>
internal sealed record SharedHierarchy(SyntaxTree Tree, HierarchySyntax Syntax)
{
    private IReadOnlyList<string> Tiers => NamesOfTiers(Syntax);

    private IReadOnlyList<string> Agents => NamesOfAgents(Syntax);

    /// <param name="text"><c>FILE</c> or <c>FILE:HIERARCHY</c>.</param>
    /// <exception cref="CommandException">There is no such hierarchy, or several and no name.</exception>
    public static SharedHierarchy Load(string text)
    {
        var (file, name) = PolicyArgument.Split(text);
        var tree = Parser.Parse(SourceFiles.Read([file])[0]);
        var all = tree.Root.Members.OfType<HierarchySyntax>().ToList();
        var found = all.Where(h => name is null || h.Name.Text == name).ToList();
        if (found.Count == 1) return new(tree, found[0]);
        var known = all.Count > 0 ? $"there is {string.Join(", ", all.Select(h => $"`{h.Name.Text}`"))}" : null;
        throw CommandException.Misuse(
            name is not null ? $"`{file}` declares no hierarchy `{name}`" : all.Count == 0 ? $"`{file}` declares no hierarchy" : $"`{file}` declares {all.Count} hierarchies", known);
    }

    /// <summary>The same files with this hierarchy in place of the one that a policy is for; its tests and workloads are left out, since they were written for the other.</summary>
    /// <returns>What each of its names is called there.</returns>
    /// <exception cref="UnlikeHierarchyException">The hierarchies do not have equally many tiers.</exception>
    public (IReadOnlyList<SourceText> Texts, Dictionary<string, string> Names) Under(IReadOnlyList<SourceText> texts, string? policy)
    {
        var trees = texts.Select(Parser.Parse).ToList();
        var wanted = trees.SelectMany(t => t.Root.Members.OfType<PolicySyntax>()).Where(p => policy is null || p.Name.Text == policy).Select(p => p.Hierarchy.Text).Distinct().ToList();
        var home = trees.FirstOrDefault(t => Own(t) is not null);
        if (home is null || Own(home) is not { } own) return (texts, []);
        if (own.Name.Text == Syntax.Name.Text && home.Text.Path == Tree.Text.Path) return (texts, []);
        if (wanted.Count > 1) throw CommandException.Misuse($"the policies of `{home.Text.Path}` are for {wanted.Count} hierarchies", "name one of them: `FILE:POLICY`");

        var theirs = NamesOfTiers(own);
        if (theirs.Count != Tiers.Count)
            throw new UnlikeHierarchyException($"`{own.Name.Text}` has {theirs.Count} {(theirs.Count == 1 ? "tier" : "tiers")} and `{Syntax.Name.Text}` has {Tiers.Count}");
        var names = NameMatch.Of(Tiers, theirs);
        foreach (var (from, to) in NameMatch.Of(Agents, NamesOfAgents(own))) names[from] = to;
        var renamed = Renamed(home, own, names);
        return ([.. trees.Select(tree => new SourceText(tree.Text.Path, Without(tree, own))), renamed], names);

        HierarchySyntax? Own(SyntaxTree tree) => tree.Root.Members.OfType<HierarchySyntax>().FirstOrDefault(h => wanted.Contains(h.Name.Text));
    }

    /// <summary>A file of this hierarchy alone, each line where it was.</summary>
    private SourceText Renamed(SyntaxTree home, HierarchySyntax own, Dictionary<string, string> names)
    {
        var content = Tree.Text.Content;
        var text = new StringBuilder(home.Root.Namespace is { } space ? $"namespace {space.Text}; " : "");
        text.Append(Blank(content[..Syntax.Span.Start]));
        var at = Syntax.Span.Start;
        foreach (var (span, name) in HierarchyNames.Of(Syntax, names).Append((Syntax.Name.Span, own.Name.Text)).OrderBy(r => r.Item1.Start))
        {
            text.Append(content, at, span.Start - at).Append(name);
            at = span.End;
        }

        // Groups are names that the policy gives to tiers, so it keeps its own.
        text.Append(content, at, Syntax.Span.End - 1 - at);
        foreach (var group in own.Members.OfType<GroupSyntax>()) text.Append(' ').Append(home.Text.Slice(group.Span));
        return new(Tree.Text.Path, text.Append("}\n").ToString());
    }

    private static string Without(SyntaxTree tree, HierarchySyntax own)
    {
        var gone = tree.Root.Members.Where(m => m == own || m is TestSyntax or WorkloadSyntax).Select(m => m.Span).ToList();
        gone.AddRange(tree.Allows.Where(a => gone.Any(g => a.Over.Start >= g.Start && a.Over.End <= g.End)).Select(a => a.Span).ToList());
        var text = new StringBuilder(tree.Text.Content);
        foreach (var span in gone)
        {
            text.Remove(span.Start, span.Length).Insert(span.Start, Blank(tree.Text.Slice(span)));
        }

        return text.ToString();
    }

    // As long as before, so that every place in the file stays what it was.
    private static string Blank(string text) => string.Concat(text.Select(c => c is '\n' or '\r' ? c : ' '));

    private static List<string> NamesOfTiers(HierarchySyntax hierarchy) => [.. hierarchy.Members.OfType<TierSyntax>().Select(t => t.Name.Text)];

    private static List<string> NamesOfAgents(HierarchySyntax hierarchy) => [.. hierarchy.Members.OfType<AgentSyntax>().Select(a => a.Name.Text)];
}
