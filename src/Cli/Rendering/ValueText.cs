using System.Globalization;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Model;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Values as the language writes them, names among them.</summary>
internal static class ValueText
{
    private const long Us = 1_000;
    private const long Ms = 1_000_000;

    public static string Of(ValueType type, long value, HierarchyModel hierarchy) => type switch
    {
        ValueType.Tier => value < 0 ? "none" : hierarchy.Tiers[value].Name,
        ValueType.Agent => value < 0 ? "none" : hierarchy.Agents[value].Name,
        ValueType.Tenant => value < 0 ? "none" : hierarchy.Tenants[value].Name,
        ValueType.Time => Time(value),
        _ => ConstantText.Show(type, value),
    };

    /// <summary>To the nanosecond, in a unit in which it can be read.</summary>
    private static string Time(long ns) => ns switch
    {
        _ when ns < Us || ns % Ms == 0 => ConstantText.Show(ValueType.Time, ns),
        < Ms => (ns / (decimal)Us).ToString("0.###", CultureInfo.InvariantCulture) + "us",
        _ => (ns / (decimal)Ms).ToString("#,0.######", CultureInfo.InvariantCulture) + "ms",
    };
}
