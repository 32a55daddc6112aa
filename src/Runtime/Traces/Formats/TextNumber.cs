using System.Text;

namespace CdmPolicy.Traces;

/// <summary>Numbers in the bytes of a text.</summary>
internal static class TextNumber
{
    /// <summary>
    /// Takes the hexadecimal digits at the start off the text; false when there is none or more than 64 bits of them.
    /// </summary>
    public static bool TryTakeHex(ref ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        var at = 0;
        for (; at < text.Length; at++)
        {
            var digit = HexDigit(text[at]);
            if (digit < 0) break;
            if (value >> 60 != 0) return false;
            value = value << 4 | (uint)digit;
        }
        text = text[at..];
        return at > 0;
    }

    /// <summary>Takes the decimal digits at the start off the text; false when there is none or the number is too large.</summary>
    public static bool TryTakeDecimal(ref ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        var at = 0;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (value > ulong.MaxValue / 10 || value * 10 > ulong.MaxValue - digit) return false;
            value = value * 10 + digit;
        }
        text = text[at..];
        return at > 0;
    }

    /// <summary>Reads all of the text as a number, decimal or with <c>0x</c> before it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        var isHex = text is [(byte)'0', (byte)'x' or (byte)'X', ..];
        var digits = isHex ? text[2..] : text;
        var taken = isHex ? TryTakeHex(ref digits, out value) : TryTakeDecimal(ref digits, out value);
        return taken && digits.IsEmpty;
    }

    /// <summary>Bytes of a file as they may stand in a message: short, and printable.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder(48);
        foreach (var b in text[..Math.Min(text.Length, 40)])
            shown.Append(b is >= 32 and < 127 and not (byte)'`' ? (char)b : b == '\t' ? ' ' : '?');
        return $"`{shown}{(text.Length > 40 ? "…" : "")}`";
    }

    private static int HexDigit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
