using System.Buffers.Text;

namespace CdmPolicy.Traces;

/// <summary>Numbers as damo writes them for people.</summary>
internal static class DamonText
{
    /// <summary>Digits, with commas between the thousands or without.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        text = text.Trim(" \t"u8);
        if (text.IsEmpty || text.Length > 26) return false;
        Span<byte> digits = stackalloc byte[text.Length];
        var count = 0;
        foreach (var b in text)
            if (b != ',') digits[count++] = b;
        ReadOnlySpan<byte> plain = digits[..count];
        return TextNumber.TryTakeDecimal(ref plain, out value) && plain.IsEmpty;
    }

    /// <summary>More samples than any aggregation interval has.</summary>
    private const int MaxSamples = 1_000_000;

    /// <summary>Of samples: -1 where there is no snapshot.</summary>
    public static bool TryCount(ReadOnlySpan<byte> text, out int value)
    {
        text = text.Trim(" \t"u8);
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && value is >= -1 and <= MaxSamples;
    }

    /// <summary><c>539809434100</c> in nanoseconds, or sums with units such as <c>8 m 59.809 s</c>.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out long ns)
    {
        ns = 0;
        if (TryNumber(text, out var bare) && bare <= long.MaxValue)
        {
            ns = (long)bare;
            return true;
        }

        var fields = new CsvFields(text, (byte)' ');
        var (sum, any) = (0m, false);
        while (fields.TryNext(out var number))
        {
            if (!fields.TryNext(out var unit) || UnitNs(unit) is not { } scale) return false;
            if (number.Length > 24 || !TryDecimal(number, out var value)) return false;
            sum += value * scale;
            any = true;
        }

        if (!any || sum > long.MaxValue) return false;
        ns = (long)sum;
        return true;
    }

    private static bool TryDecimal(ReadOnlySpan<byte> text, out decimal value)
    {
        Span<byte> digits = stackalloc byte[text.Length];
        var count = 0;
        foreach (var b in text)
            if (b != ',') digits[count++] = b;
        return Utf8Parser.TryParse(digits[..count], out value, out var used) && used == count && value is >= 0 and < 1e18m;
    }

    private static long? UnitNs(ReadOnlySpan<byte> unit) => unit switch
    {
        [(byte)'n', (byte)'s'] => 1,
        [(byte)'u', (byte)'s'] => 1_000,
        [(byte)'m', (byte)'s'] => 1_000_000,
        [(byte)'s'] => 1_000_000_000,
        [(byte)'m'] => 60_000_000_000,
        [(byte)'h'] => 3_600_000_000_000,
        [(byte)'d'] => 86_400_000_000_000,
        _ => null,
    };
}
