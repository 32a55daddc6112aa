using CdmPolicy.Dsl.Checking;
using CdmPolicy.Model;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Values as the language writes them, names among them.</summary>
internal static class ValueText
{
    public static string Of(ValueType type, long value, HierarchyModel hierarchy) => type switch
    {
        ValueType.Tier => value < 0 ? "none" : hierarchy.Tiers[value].Name,
        ValueType.Agent => value < 0 ? "none" : hierarchy.Agents[value].Name,
        ValueType.Tenant => value < 0 ? "none" : hierarchy.Tenants[value].Name,
        _ => ConstantText.Show(type, value),
    };
}
