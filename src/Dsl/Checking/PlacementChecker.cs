using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the <c>placement</c> section.</summary>
internal static class PlacementChecker
{
    public static EquatableArray<int> Check(PolicyContext context, PlacementSyntax section)
    {
        var checker = new RuleChecker(
            context, ListKind.Placement, Sight.Placement, "placement", "placement", new(StringComparer.Ordinal));
        var rules = checker.Check(section.Rules);
        foreach (var node in section.Rules)
            if (node is not RuleSyntax) context.Misplaced(node, "placement");
        context.Lists.Add(new RuleList(
            ListKind.Placement, "placement", section, 0, context.AllAgents, rules, rules.Count == section.Rules.Count));
        return rules.Select(r => r.Number).ToEquatableArray();
    }
}
