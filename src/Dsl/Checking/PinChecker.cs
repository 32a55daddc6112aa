using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks the <c>pin</c> section.</summary>
internal static class PinChecker
{
    public static EquatableArray<int> Check(PolicyContext context, PinSyntax section)
    {
        var rules = new RuleChecker(context, ListKind.Pin, Sight.Pinning, "`pin`", "pin", new(StringComparer.Ordinal)).Check(section.Rules);
        foreach (var node in section.Rules)
            if (node is not RuleSyntax) context.Misplaced(node, "`pin`");
        context.Lists.Add(new RuleList(
            ListKind.Pin, "`pin`", section, context.AllTiers, context.AllAgents, rules, rules.Count == section.Rules.Count));
        return rules.Select(r => r.Number).ToEquatableArray();
    }
}
