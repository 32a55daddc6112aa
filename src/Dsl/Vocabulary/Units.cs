using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>What a number's suffix says: the type it fixes and how many of the type's kept units it stands for.</summary>
/// <param name="Type">Null for a bare number, which becomes a count or a ratio as needed.</param>
/// <param name="Factor">In the unit the type is kept in; for a percent, see <paramref name="Divisor"/>.</param>
/// <param name="Divisor">Divides the factor: 100 for a percent, which is kept as its value in ones.</param>
internal readonly record struct Unit(string Suffix, ValueType? Type, long Factor, long Divisor);

/// <summary>Every suffix a number may carry.</summary>
internal static class Units
{
    private static readonly Unit[] Table =
    [
        new("", null, 1, 1),
        new("%", ValueType.Ratio, 1, 100),
        .. Sizes().Select(s => s with { Type = ValueType.Bytes }),
        .. Sizes().Select(s => s with { Suffix = s.Suffix + "/s", Type = ValueType.Rate }),
        new("ns", ValueType.Time, 1, 1),
        new("us", ValueType.Time, 1_000, 1),
        new("ms", ValueType.Time, 1_000_000, 1),
        new("s", ValueType.Time, 1_000_000_000, 1),
        new("min", ValueType.Time, 60_000_000_000, 1),
        new("h", ValueType.Time, 3_600_000_000_000, 1),
        new("/s", ValueType.Pace, 1, 1),
        new("k/s", ValueType.Pace, 1_000, 1),
        new("M/s", ValueType.Pace, 1_000_000, 1),
        new("G/s", ValueType.Pace, 1_000_000_000, 1),
    ];

    private static readonly Dictionary<string, Unit> BySuffix =
        Table.ToDictionary(u => u.Suffix, StringComparer.Ordinal);

    public static IEnumerable<string> Suffixes => Table.Select(u => u.Suffix).Where(s => s.Length > 0);

    public static bool TryGet(string suffix, out Unit unit) => BySuffix.TryGetValue(suffix, out unit);

    /// <summary>Units as they are written elsewhere.</summary>
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["k"] = "KiB", ["K"] = "KiB", ["M"] = "MiB", ["G"] = "GiB", ["T"] = "TiB", ["Ki"] = "KiB", ["Mi"] = "MiB", ["Gi"] = "GiB", ["Ti"] = "TiB",
        ["nsec"] = "ns", ["usec"] = "us", ["msec"] = "ms", ["sec"] = "s", ["secs"] = "s", ["seconds"] = "s", ["second"] = "s", ["m"] = "min",
        ["mins"] = "min", ["minute"] = "min", ["minutes"] = "min", ["hr"] = "h", ["hrs"] = "h", ["hour"] = "h", ["hours"] = "h",
        ["millis"] = "ms", ["micros"] = "us", ["nanos"] = "ns", ["bytes"] = "B", ["byte"] = "B", ["percent"] = "%", ["pct"] = "%",
        ["kbps"] = "KB/s", ["Mbps"] = "MB/s", ["Gbps"] = "GB/s", ["MBps"] = "MB/s", ["GBps"] = "GB/s", ["K/s"] = "k/s", ["m/s"] = "M/s",
    };

    /// <summary>The unit that is meant by one of another language.</summary>
    public static string? Meant(string suffix) => Spellings.TryGetValue(suffix, out var unit) ? unit : null;

    /// <summary>The unit in bytes beside one in bits: <c>Gbit/s</c>.</summary>
    public static string? InBits(string suffix) => suffix switch
    {
        "kbit/s" or "Kbit/s" or "kb/s" or "Kb/s" or "kbps" => "KB/s",
        "Mbit/s" or "Mb/s" or "Mbps" => "MB/s",
        "Gbit/s" or "Gb/s" or "Gbps" => "GB/s",
        "Tbit/s" or "Tb/s" or "Tbps" => "TB/s",
        _ => null,
    };

    /// <summary>All of them, as help lists them.</summary>
    public const string Listed =
        "the units: `B KiB MiB GiB TiB`, `KB MB GB TB`, `ns us ms s min h`, `%`, sizes with `/s` for a rate, `/s k/s M/s G/s` for a pace";

    private static Unit[] Sizes() =>
    [
        new("B", null, 1, 1),
        new("KiB", null, 1L << 10, 1),
        new("MiB", null, 1L << 20, 1),
        new("GiB", null, 1L << 30, 1),
        new("TiB", null, 1L << 40, 1),
        new("KB", null, 1_000, 1),
        new("MB", null, 1_000_000, 1),
        new("GB", null, 1_000_000_000, 1),
        new("TB", null, 1_000_000_000_000, 1),
    ];
}
