using System.Text;

namespace CdmPolicy.Fuzzing;

/// <summary>Makes texts of other texts: some changes of bytes, more of words, and pieces of one in another.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> words)
{
    /// <summary>Longer texts find little more, and slowly.</summary>
    public const int MaxLength = 8 << 10;

    private static readonly byte[][] Odd =
        [.. new[] { "\0", "\r\n", "\t", "\uFEFF", "9223372036854775807", "9223372036854775808", "0", "-1", "99999999TiB", "1e9", "0.0000000001%", "\"", "/*", "*/", "//", "///", "é", "🦊" }
            .Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0xED, 0xA0, 0x80]];

    public byte[] Next(byte[] text, byte[] other)
    {
        for (var n = 1 << random.Next(0, 4); n > 0; n--) text = Once(text, other);
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    private byte[] Once(byte[] text, byte[] other)
    {
        var (at, length) = Piece(text);
        var (from, count) = Piece(other);
        return random.Next(10) switch
        {
            0 => [.. text[..at], .. text[(at + length)..]],
            1 => [.. text[..at], .. text[at..(at + length)], .. text[at..]],
            2 => [.. text[..at], .. other[from..(from + count)], .. text[at..]],
            3 => [.. text[..at], .. other[from..(from + count)], .. text[(at + length)..]],
            4 => [.. text[..at], (byte)random.Next(256), .. text[Math.Min(text.Length, at + 1)..]],
            5 => [.. text[..at], .. Odd[random.Next(Odd.Length)], .. text[at..]],
            6 => [.. text[..at], .. Repeated(words[random.Next(words.Count)]), .. text[at..]],
            _ => [.. text[..at], .. words[random.Next(words.Count)], (byte)' ', .. text[(at + length)..]],
        };
    }

    /// <summary>Mostly a whole word, sometimes a longer stretch.</summary>
    private (int At, int Length) Piece(byte[] text)
    {
        if (text.Length == 0) return (0, 0);
        var at = random.Next(text.Length);
        if (random.Next(4) == 0) return (at, Math.Min(text.Length - at, 1 << random.Next(0, 9)));
        while (at > 0 && IsWord(text[at - 1]) && IsWord(text[at])) at--;
        var end = at + 1;
        while (end < text.Length && IsWord(text[at]) && IsWord(text[end])) end++;
        return (at, end - at);
    }

    private byte[] Repeated(byte[] word) =>
        [.. Enumerable.Repeat((byte[])[.. word, (byte)' '], 1 << random.Next(1, 9)).SelectMany(w => w).Take(MaxLength / 2)];

    private static bool IsWord(byte c) => c == '_' || c is >= (byte)'0' and <= (byte)'9' || (c | 0x20) is >= 'a' and <= 'z';
}
