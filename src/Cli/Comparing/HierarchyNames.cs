using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Comparing;

/// <summary>Where a hierarchy names its tiers and agents; a kind (`tier ram : ram`) is no name.</summary>
internal static class HierarchyNames
{
    /// <returns>Places, and what stands there instead; the hierarchy's groups are left out.</returns>
    public static IEnumerable<(TextSpan Span, string Name)> Of(HierarchySyntax hierarchy, Dictionary<string, string> names) =>
        hierarchy.Members.SelectMany(member => member is GroupSyntax group
            ? [(group.Span, "")]
            : In(member).Where(n => names.ContainsKey(n.Text)).Select(n => (n.Span, names[n.Text])));

    private static IEnumerable<NameSyntax> In(SyntaxNode node) => node switch
    {
        AgentSyntax agent => [agent.Name, .. agent.Members.SelectMany(In)],
        TierSyntax tier => [tier.Name, .. tier.Members.SelectMany(In)],
        FromSyntax from => [from.Agent],
        LinkSyntax link => [link.From, link.To],
        FallbackSyntax { Agent: { } agent } fallback => [agent, .. fallback.Chain],
        FallbackSyntax fallback => fallback.Chain,
        TenantSyntax tenant => tenant.Shares.OfType<TenantShareSyntax>().Select(share => share.Tier),
        PropertySyntax { Name.Text: "driver" or "addressable" or "near" } property => property.Values.OfType<WordSyntax>().Select(w => new NameSyntax(w.Span, w.Text)),
        _ => [],
    };
}
