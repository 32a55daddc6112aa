using System.Globalization;

namespace CdmPolicy.Cli.Rendering;

/// <summary>Numbers for people: grouped counts, sizes and times with the unit that fits.</summary>
internal static class Quantity
{
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Bytes(long value) => Scaled(value, 1024, "B", "KiB", "MiB", "GiB", "TiB");

    /// <summary>In decimal units, as hardware is sold.</summary>
    public static string BytesPerSecond(long value) => Scaled(value, 1000, "B/s", "kB/s", "MB/s", "GB/s");

    public static string Time(double ns) => Scaled(ns, 1000, "ns", "us", "ms", "s");

    public static string Ns(double value) => value.ToString("#,0.0", CultureInfo.InvariantCulture) + "ns";

    public static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    public static string Seconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture) + "s";

    public static string Millions(double perSecond) => (perSecond / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " M/s";

    private static string Scaled(double value, double step, params string[] units)
    {
        var unit = 0;
        for (; value >= step && unit < units.Length - 1; unit++) value /= step;
        var digits = value >= 100 || value == Math.Floor(value) ? "#,0" : "0.##";
        return value.ToString(digits, CultureInfo.InvariantCulture) + units[unit];
    }
}
