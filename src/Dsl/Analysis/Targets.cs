using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>What a name in an outcome can stand for.</summary>
internal static class Targets
{
    /// <summary>The tier of that name, or each that a parameter can be; none for words and groups.</summary>
    public static IEnumerable<int> Of(CheckedPolicy policy, NameSyntax name) => policy.Names.Find(name.Text) switch
    {
        TierSymbol tier => [tier.Index],
        ParameterSymbol { Type: ValueType.Tier } parameter => parameter.Names.Where(n => n.Value >= 0).Select(n => (int)n.Value),
        _ => [],
    };

    /// <summary>Those, and the tiers of a group.</summary>
    public static IEnumerable<int> All(CheckedPolicy policy, NameSyntax name) => policy.Names.Find(name.Text) is GroupSymbol group ? group.Tiers : Of(policy, name);

    /// <summary>"it" for a tier that stands there itself, "`gpu`, which `home` can be" for one of several.</summary>
    public static string Show(CheckedPolicy policy, NameSyntax name, int tier) =>
        policy.Names.Find(name.Text) is ParameterSymbol ? $"`{policy.Plan.Hierarchy.Tiers[tier].Name}`, which `{name.Text}` can be" : "it";
}
