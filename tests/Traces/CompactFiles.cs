using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CdmPolicy.Traces;

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
        foreach (var at in Headers(file))
        {
            var header = file.AsSpan(at, CompactLayout.HeaderBytes).ToArray();
            var packed = file.AsSpan(at + header.Length, Field(file, at + 12));
            var (kind, raw) = change(
                Encoding.ASCII.GetString(header, 0, 4), Unpack(packed, Field(file, at + 8)));
            var repacked = Pack(raw);
            Encoding.ASCII.GetBytes(kind, header);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), raw.Length);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), repacked.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), CompactLayout.Checksum(header, repacked));
            result.Write(header);
            result.Write(repacked);
        }
        return result.ToArray();
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed, int length)
    {
        var bytes = new byte[length];
        Assert.True(BrotliDecoder.TryDecompress(packed, bytes, out _));
        return bytes;
    }

    private static byte[] Pack(byte[] bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        Assert.True(BrotliEncoder.TryCompress(bytes, packed, out var length));
        return packed[..length];
    }

    private static IEnumerable<int> Headers(byte[] file)
    {
        for (var at = CompactLayout.PreambleBytes; at < file.Length; at += CompactLayout.HeaderBytes + Field(file, at + 12))
            yield return at;
    }

    private static int Field(byte[] file, int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
}
