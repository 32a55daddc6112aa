using System.Numerics;

namespace CdmPolicy.Cli.Running;

/// <summary>
/// <c>1%..100%</c>: the sizes of a curve. Each is twice the one before, and the last is the upper end; or a given number of
/// them in equal ratios, rounded so that each can be written down again.
/// </summary>
internal static class SizeRange
{
    public const int MaxPoints = 1000;
    private const string Mark = "..";

    public static bool IsMeant(string text) => text.Contains(Mark, StringComparison.Ordinal);

    /// <param name="points">2 to <see cref="MaxPoints"/>; null: double from size to size.</param>
    /// <exception cref="CommandException">It is no range, or runs backwards.</exception>
    public static IReadOnlyList<CacheSize> Parse(string text, int? points)
    {
        var parts = text.Split(Mark);
        if (parts.Length != 2 || parts.Contains(""))
            throw CommandException.Misuse($"`{text}` is no range of sizes", "a range has two ends: `1%..100%`");
        var (first, last) = (CacheSize.Parse(parts[0].Trim()), CacheSize.Parse(parts[1].Trim()));
        if (first.Unit != last.Unit)
            throw CommandException.Misuse($"the ends of `{text}` are of different kinds", "give both in pages, both in bytes or both as shares: `1%..100%`");
        if (first.Value > last.Value)
            throw CommandException.Misuse($"the range `{text}` runs backwards", $"write `{last.Text}..{first.Text}`");
        var between = points is { } n ? InEqualRatios(first, last, n) : Doubling(first, last);
        return [.. between.Prepend(first).Append(last).DistinctBy(size => size.Value)];
    }

    private static IEnumerable<CacheSize> Doubling(CacheSize first, CacheSize last)
    {
        for (var value = first.Value; value < last.Value - value; value *= 2) yield return CacheSize.Of(first.Unit, value * 2);
    }

    private static IEnumerable<CacheSize> InEqualRatios(CacheSize first, CacheSize last, int points)
    {
        var ratio = last.Value / (double)first.Value;
        for (var i = 1; i < points - 1; i++)
        {
            var exact = (long)Math.Round(first.Value * Math.Pow(ratio, i / (points - 1.0)));
            var value = first.Unit == ValueType.Bytes ? ToSevenBits(exact) : ToThreeDigits(exact);
            if (value > first.Value && value < last.Value) yield return CacheSize.Of(first.Unit, value);
        }
    }

    private static long ToThreeDigits(long value)
    {
        var step = 1L;
        while (value / step >= 1000) step *= 10;
        return (value + step / 2) / step * step;
    }

    // As fine as three digits, but a whole number of pages from 64 pages on.
    private static long ToSevenBits(long value)
    {
        var step = 1L << Math.Max(0, BitOperations.Log2((ulong)value) - 6);
        return (value + step / 2) / step * step;
    }
}
