using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace CdmPolicy.Traces;

/// <summary>Writes a compact trace block by block, holding one block at a time.</summary>
internal sealed class CompactWriter(Stream target)
{
    /// <summary>Of Brotli, 0 to 11: higher ones take many times as long and save little on recorded traces.</summary>
    private const int Quality = 9;

    /// <summary>Its window, as a power of two: as large as the format allows.</summary>
    private const int WindowBits = 24;

    private readonly VarintWriter _block = new();
    private byte[] _packed = [];

    public void Write(Trace trace, Action<double>? progress)
    {
        Span<byte> preamble = stackalloc byte[CompactLayout.PreambleBytes];
        CompactLayout.Magic.CopyTo(preamble);
        var withRequests = trace.Events.Any(e => e.Request.Length > 0);
        BinaryPrimitives.WriteUInt32LittleEndian(
            preamble[8..], withRequests ? CompactLayout.VersionWithRequests : trace.Events.Count > 0 ? CompactLayout.VersionWithMarks : CompactLayout.Version);
        target.Write(preamble);

        CompactHead.Of(trace).Write(_block);
        Flush(CompactLayout.Head, 1);
        if (trace.Fidelity != TraceFidelity.Unknown)
        {
            CompactFidelity.Write(trace.Fidelity, _block);
            Flush(CompactLayout.Fidelity, 1);
        }

        foreach (var (from, to) in Blocks(trace.PageCount)) WritePages(trace.Addresses.AsSpan(from..to));
        foreach (var (from, to) in Blocks(trace.Regions.Count)) WriteRegions(trace.Regions, from, to);
        foreach (var (from, to) in Blocks(trace.Pages.Length))
        {
            WriteEvents(trace, from, to);
            progress?.Invoke(to / (double)trace.Pages.Length);
        }

        foreach (var (from, to) in Blocks(trace.Events.Count))
        {
            CompactMarks.Write(trace.Events, from, to, withRequests, _block);
            Flush(CompactLayout.Marks, to - from);
        }

        Flush(CompactLayout.Done, 0);
    }

    private static IEnumerable<(int From, int To)> Blocks(int count)
    {
        for (var from = 0L; from < count; from += CompactLayout.ItemsPerBlock)
            yield return ((int)from, (int)Math.Min(count, from + CompactLayout.ItemsPerBlock));
    }

    private void WritePages(ReadOnlySpan<ulong> addresses)
    {
        var last = 0UL;
        foreach (var address in addresses)
        {
            _block.Signed((long)(address - last));
            last = address;
        }
        Flush(CompactLayout.PageTable, addresses.Length);
    }

    private void WriteRegions(IReadOnlyList<Region> regions, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            _block.Number(regions[i].FirstPage);
            _block.Number((ulong)regions[i].PageSpan);
            _block.Number((ulong)regions[i].Kind);
        }
        Flush(CompactLayout.RegionTable, to - from);
    }

    private void WriteEvents(Trace trace, int from, int to)
    {
        var pages = trace.Pages.AsSpan(from..to);
        var operations = trace.Operations.AsSpan(from..to);
        var largest = 0;
        foreach (var page in pages) largest = Math.Max(largest, page);
        var columns = new EventColumns(
            largest <= byte.MaxValue ? 1 : largest <= ushort.MaxValue ? 2 : 4,
            operations.ContainsAnyExcept((byte)0),
            trace.Times is not null);

        _block.Raw([(byte)columns.PageWidth, columns.HasOperations ? (byte)1 : (byte)0, columns.HasTimes ? (byte)1 : (byte)0]);
        WritePageNumbers(pages, columns.PageWidth);
        if (columns.HasOperations) _block.Raw(operations);
        if (trace.Times is { } times)
        {
            _block.Number((ulong)times[from]);
            for (var i = from + 1; i < to; i++) _block.Number((ulong)(times[i] - times[i - 1]));
        }
        Flush(CompactLayout.Events, pages.Length);
    }

    private void WritePageNumbers(ReadOnlySpan<int> pages, int width)
    {
        if (width == 4)
        {
            _block.Raw(MemoryMarshal.AsBytes(pages));
            return;
        }
        Span<byte> narrow = stackalloc byte[2];
        foreach (var page in pages)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(narrow, (ushort)page);
            _block.Raw(narrow[..width]);
        }
    }

    /// <summary>Packs and writes the block collected so far.</summary>
    private void Flush(uint kind, int items)
    {
        var packed = Pack(_block.Written);
        Span<byte> header = stackalloc byte[CompactLayout.HeaderBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, kind);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], items);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], _block.Written.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], CompactLayout.Checksum(header, packed));
        target.Write(header);
        target.Write(packed);
        _block.Clear();
    }

    private ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> bytes)
    {
        var most = BrotliEncoder.GetMaxCompressedLength(bytes.Length);
        if (_packed.Length < most) _packed = new byte[most];
        if (!BrotliEncoder.TryCompress(bytes, _packed, out var length, Quality, WindowBits))
            throw new InvalidOperationException("the buffer for a packed block is too small");
        return _packed.AsSpan(0, length);
    }
}
