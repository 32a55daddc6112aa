using System.Numerics;

namespace CdmPolicy.Traces;

/// <summary>
/// What perf records of a mapping (with <c>perf script --show-mmap-events</c>), behind the process it is of:
/// <c>[0x7f3a00000000(0x35000) @ 0 fe:00 331651 0]: r-xp /usr/lib/libc.so.6</c>.
/// </summary>
/// <param name="Kind">As the language calls it.</param>
internal readonly record struct PerfMapping(ulong Address, ulong Bytes, string Kind)
{
    public static bool TryParse(ReadOnlySpan<byte> text, int pageBytes, out PerfMapping mapping)
    {
        mapping = default;
        text = text.Trim((byte)' ');
        if (!text.StartsWith("[0x"u8)) return false;
        text = text[3..];
        if (!TextNumber.TryTakeHex(ref text, out var address) || !text.StartsWith("(0x"u8)) return false;
        text = text[3..];
        if (!TextNumber.TryTakeHex(ref text, out var bytes) || text is not [(byte)')', ..]) return false;
        if (!MappedRegions.IsSpan(address >> BitOperations.Log2((uint)pageBytes), bytes, pageBytes)) return false;
        var close = text.IndexOf("]: "u8);
        mapping = new(address, bytes, address >> 63 != 0 ? "kernel" : KindOf(close < 0 ? default : text[(close + 3)..]));
        return true;
    }

    /// <param name="text">The permissions, where the kernel tells them, and the name.</param>
    private static string KindOf(ReadOnlySpan<byte> text)
    {
        var slash = text.IndexOf((byte)'/');
        var name = slash < 0 ? default : text[slash..];
        if (name.StartsWith("/memfd:"u8) || name.StartsWith("/dev/shm/"u8) || name.StartsWith("/SYSV"u8)) return "shmem";
        return name.IsEmpty || name.StartsWith("//anon"u8) || name.StartsWith("/dev/zero"u8) || text.Contains((byte)'[') ? "anon" : "file";
    }
}
