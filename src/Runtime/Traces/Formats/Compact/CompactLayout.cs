using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace CdmPolicy.Traces;

/// <summary>
/// The numbers of the compact format. A file is the magic, a version, and blocks; a block is a header of
/// <see cref="HeaderBytes"/> bytes and one Brotli stream. All integers are little-endian.
/// </summary>
internal static class CompactLayout
{
    /// <summary>As in PNG: a line-end conversion anywhere on the way spoils it.</summary>
    public static ReadOnlySpan<byte> Magic => "CDMT\r\n\u001a\n"u8;

    /// <summary>Of a trace that has nothing but accesses.</summary>
    public const uint Version = 1;

    /// <summary>Of one with other events, which an older reader must not leave out.</summary>
    public const uint VersionWithMarks = 2;

    /// <summary>Of one in which what is mapped was asked for from certain tiers, or is somebody's.</summary>
    public const uint VersionWithRequests = 3;

    public const int PreambleBytes = 12;

    /// <summary>Kind, items, unpacked length, packed length, checksum: 4 bytes each.</summary>
    public const int HeaderBytes = 20;

    /// <summary>Items a writer puts in one block: the larger, the smaller the file, but the fewer to unpack in parallel.</summary>
    public const int ItemsPerBlock = 1 << 18;

    /// <summary>The most items and bytes a reader accepts in one block, so that a damaged header cannot ask for everything.</summary>
    public const int MaxItems = 1 << 20;
    public const int MaxBytes = 1 << 25;

    public static readonly uint Head = Kind("HEAD");
    public static readonly uint PageTable = Kind("PAGE");
    public static readonly uint RegionTable = Kind("REGN");
    public static readonly uint Events = Kind("EVNT");
    public static readonly uint Fidelity = Kind("FROM");
    public static readonly uint Marks = Kind("MARK");
    public static readonly uint Done = Kind("DONE");

    private static uint Kind(string name) => BinaryPrimitives.ReadUInt32LittleEndian(Encoding.ASCII.GetBytes(name));

    public static bool IsKnown(uint kind) =>
        kind == Head || kind == PageTable || kind == RegionTable || kind == Events || kind == Marks || kind == Fidelity || kind == Done;

    /// <summary>A kind as its four letters; others than printable ones become dots.</summary>
    public static string NameOf(uint kind) =>
        string.Concat(BitConverter.GetBytes(kind).Select(b => b is > 32 and < 127 and not (byte)'`' ? (char)b : '.'));

    /// <summary>CRC-32C over the header without its last field, and the packed bytes.</summary>
    public static uint Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> packed) =>
        ~Crc(Crc(uint.MaxValue, header[..(HeaderBytes - 4)]), packed);

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return crc;
    }
}

/// <summary>How a block of events stores its columns; the first three bytes of the block.</summary>
/// <param name="PageWidth">Bytes of a page number: 1, 2 or 4.</param>
/// <param name="HasOperations">Whether a byte for each event follows; all are reads of agent 0 if not.</param>
/// <param name="HasTimes">Whether the first time and the differences from event to event follow.</param>
internal readonly record struct EventColumns(int PageWidth, bool HasOperations, bool HasTimes)
{
    public const int Bytes = 3;
}
