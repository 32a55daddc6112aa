using System.Buffers.Binary;
using System.Text;
using CdmPolicy.Traces;
using ZstdSharp;

namespace CdmPolicy.Tests.Traces;

/// <summary>Takes compact traces apart and puts them together again, well packed but with other contents.</summary>
internal static class CompactFiles
{
    public static int LastBlockLength(byte[] file)
    {
        var last = Headers(file).Last();
        return file.Length - last;
    }

    /// <summary>The file with kinds and unpacked contents changed; item counts stay, checksums are right.</summary>
    public static byte[] Rewrite(byte[] file, Func<string, byte[], (string Kind, byte[] Raw)> change)
    {
        var result = new MemoryStream();
        result.Write(file.AsSpan(0, CompactLayout.PreambleBytes));
        using var compressor = new Compressor();
        using var decompressor = new Decompressor();
        foreach (var at in Headers(file))
        {
            var header = file.AsSpan(at, CompactLayout.HeaderBytes).ToArray();
            var packed = file.AsSpan(at + header.Length, Field(file, at + 12));
            var (kind, raw) = change(
                Encoding.ASCII.GetString(header, 0, 4), decompressor.Unwrap(packed).ToArray());
            var repacked = compressor.Wrap(raw);
            Encoding.ASCII.GetBytes(kind, header);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), raw.Length);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), repacked.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), CompactLayout.Checksum(header, repacked));
            result.Write(header);
            result.Write(repacked);
        }
        return result.ToArray();
    }

    private static IEnumerable<int> Headers(byte[] file)
    {
        for (var at = CompactLayout.PreambleBytes; at < file.Length; at += CompactLayout.HeaderBytes + Field(file, at + 12))
            yield return at;
    }

    private static int Field(byte[] file, int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
}
