using System.Globalization;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>The types as authors write and read them.</summary>
internal static class TypeNames
{
    private static readonly (string Name, ValueType Type, string Example)[] Table =
    [
        ("count", ValueType.Count, "8"),
        ("bytes", ValueType.Bytes, "64MiB"),
        ("time", ValueType.Time, "10us"),
        ("rate", ValueType.Rate, "200MB/s"),
        ("pace", ValueType.Pace, "500k/s"),
        ("ratio", ValueType.Ratio, "10%"),
        ("bool", ValueType.Bool, "true"),
        ("agent", ValueType.Agent, "none"),
        ("tier", ValueType.Tier, "none"),
        ("kind", ValueType.Kind, "anon"),
        ("tenant", ValueType.Tenant, "none"),
    ];

    public static readonly string[] Kinds = ["anon", "shmem", "file", "kernel"];

    public static IEnumerable<string> All => Table.Select(t => t.Name);

    public static ValueType? Find(string name)
    {
        foreach (var row in Table)
            if (row.Name == name) return row.Type;
        return null;
    }

    public static string Of(ValueType type) => Table[(int)type].Name;

    /// <summary>With its article, as a message says it: "a count", "a number of bytes", "an agent".</summary>
    public static string WithArticle(ValueType type) => type switch
    {
        ValueType.Bytes => "a number of bytes",
        ValueType.Agent => "an agent",
        _ => "a " + Of(type),
    };

    public static string Example(ValueType type) => Table[(int)type].Example;

    /// <summary>One of its values is <c>none</c>.</summary>
    public static bool HasNone(ValueType type) => type is ValueType.Agent or ValueType.Tier or ValueType.Tenant;

    public static bool IsNumeric(ValueType type) => type <= ValueType.Ratio;

    /// <summary>A value with the largest unit that says it exactly: <c>4KiB</c>, <c>100ms</c>, <c>0.5%</c>.</summary>
    public static string Show(ValueType type, long value) => type switch
    {
        ValueType.Bytes => Scaled(value, ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)),
        ValueType.Time => Scaled(value, ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1)),
        ValueType.Rate => Scaled(value, ("GB/s", 1_000_000_000), ("MB/s", 1_000_000), ("KB/s", 1_000), ("B/s", 1)),
        ValueType.Pace => Scaled(value, ("M/s", 1_000_000), ("k/s", 1_000), ("/s", 1)),
        ValueType.Ratio => (value / 10_000_000m).ToString("0.#######", CultureInfo.InvariantCulture) + "%",
        ValueType.Bool => value == 0 ? "false" : "true",
        ValueType.Kind when value is >= 0 and < 4 => Kinds[value],
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Scaled(long value, params (string Suffix, long Factor)[] units)
    {
        var unit = value == 0 ? units[^1] : units.First(u => value % u.Factor == 0);
        return (value / unit.Factor).ToString(CultureInfo.InvariantCulture) + unit.Suffix;
    }
}
