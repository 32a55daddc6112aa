using System.Text;

namespace CdmPolicy.Traces;

/// <summary>What stands in the column `rw` for an event that is no access.</summary>
internal static class CsvMarks
{
    public const string Form = "`pin`, `pin_long`, `unpin`, `hint`, `map` and `unmap` have an address; `hint`, `reclaim`, `stat`, `offline`, `online` and `map` have a name";

    private static readonly string[] Words = ["", "pin", "pin_long", "unpin", "hint", "reclaim", "stat", "offline", "online", "map", "unmap"];

    private static readonly byte[][] Bytes = [.. Words.Select(Encoding.ASCII.GetBytes)];

    public static string Word(TraceEventKind kind) => Words[(int)kind];

    /// <summary>The kind that a word names, or 0.</summary>
    public static TraceEventKind Kind(ReadOnlySpan<byte> word)
    {
        if (word.Length < 3) return default;
        for (var i = 1; i < Bytes.Length; i++)
            if (Ascii.EqualsIgnoreCase(word, Bytes[i])) return (TraceEventKind)i;
        return default;
    }
}
