using System.Buffers.Binary;
using System.IO.Compression;

namespace CdmPolicy.Traces;

/// <summary>One block of a compact trace as it stands in the file: checked, not yet unpacked.</summary>
/// <param name="Offset">Where its header starts in the file.</param>
/// <param name="Items">How many pages, regions or events it holds.</param>
/// <param name="Length">Its length when unpacked.</param>
internal sealed record CompactBlock(uint Kind, long Offset, int Items, int Length, byte[] Packed)
{
    public string Name => CompactLayout.NameOf(Kind);

    /// <summary>The next block of the file; a file may not end without its last one.</summary>
    public static CompactBlock Read(TraceInput input)
    {
        var offset = input.Source.Position;
        TraceException Bad(string message, string? help = null) =>
            new(message, input.Path, TracePlace.AtByte(offset), help);

        Span<byte> header = stackalloc byte[CompactLayout.HeaderBytes];
        var read = input.Source.Read(header);
        if (read == 0) throw Bad("the trace ends without its closing block", "the file was cut; copy it again");
        if (read < header.Length) throw Bad("the trace is cut in the header of a block", "copy the file again");

        var kind = BinaryPrimitives.ReadUInt32LittleEndian(header);
        var items = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        var packedLength = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        if (items > CompactLayout.MaxItems || length > CompactLayout.MaxBytes || packedLength > CompactLayout.MaxBytes)
            throw Bad("the header of a block is damaged");

        var packed = new byte[packedLength];
        if (input.Source.Read(packed) < packed.Length)
            throw Bad($"the trace is cut in the middle of block `{CompactLayout.NameOf(kind)}`", "copy the file again");
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[16..]) != CompactLayout.Checksum(header, packed))
            throw Bad("a block does not match its checksum", "the file was damaged on the way; copy it again");
        if (!CompactLayout.IsKnown(kind))
            throw Bad($"a newer version wrote the block `{CompactLayout.NameOf(kind)}`, which this one does not know",
                "update, or convert the trace with the version that wrote it");
        return new(kind, offset, (int)items, (int)length, packed);
    }

    public byte[] Unpack(string path)
    {
        var bytes = new byte[Length];
        // Brotli, because the runtime brings it compiled: unpacking costs a short run of the command no compilation.
        if (BrotliDecoder.TryDecompress(Packed, bytes, out var written) && written == Length) return bytes;
        throw Damaged(path);
    }

    /// <summary>The block is well packed, but what it says cannot be.</summary>
    public TraceException Damaged(string path, string? detail = null) =>
        new($"block `{Name}` is damaged{(detail is null ? "" : $": {detail}")}", path, TracePlace.AtByte(Offset));
}
