using System.Buffers.Binary;

namespace CdmPolicy.Traces;

/// <summary>
/// Reads a compact trace: first all blocks as they stand, checksums and counts, and only when those agree are columns
/// allocated and the blocks unpacked into them, in parallel.
/// </summary>
internal static class CompactReader
{
    public static Trace Read(TraceInput input)
    {
        var version = ReadPreamble(input);
        var first = CompactBlock.Read(input);
        var head = first.Kind == CompactLayout.Head ? CompactHead.Read(first.Unpack(input.Path)) : null;
        if (head is null) throw first.Damaged(input.Path, "it should describe the trace");

        var blocks = ReadBlocks(input);
        var pages = blocks[CompactLayout.PageTable].ToArray();
        var regions = blocks[CompactLayout.RegionTable].ToArray();
        var events = blocks[CompactLayout.Events].ToArray();
        if (pages.Sum(b => (long)b.Items) != head.Pages || events.Sum(b => (long)b.Items) != head.Events)
            throw first.Damaged(input.Path, $"the blocks do not add up to {head.Pages} pages and {head.Events} events");

        var addresses = CompactTables.Pages(pages, input.Path);
        var map = CompactTables.Regions(regions, addresses, (int)head.PageBytes, input.Path);
        var columns = new CompactEvents(head, input.Path);
        columns.Decode(events);
        var marks = CompactMarks.Read([.. blocks[CompactLayout.Marks]], head, columns.Times, version == CompactLayout.VersionWithRequests, input.Path);
        return new Trace(input.Name, columns.Pages, columns.Operations, addresses, map.WithRequestsOf(marks, (int)head.PageBytes))
        {
            PageBytes = (int)head.PageBytes,
            References = head.References,
            Interval = head.Interval,
            Origin = head.Origin,
            Times = columns.Times,
            Agents = head.Agents,
            Fidelity = CompactFidelity.Read([.. blocks[CompactLayout.Fidelity]], input.Path),
            Events = marks,
        };
    }

    private static uint ReadPreamble(TraceInput input)
    {
        Span<byte> preamble = stackalloc byte[CompactLayout.PreambleBytes];
        var read = input.Source.Read(preamble);
        if (!preamble[..read].StartsWith(CompactLayout.Magic))
            throw new TraceException("the file is no compact trace", input.Path, TracePlace.AtByte(0),
                "`cdmp convert` makes one from the other formats");
        if (read < preamble.Length)
            throw new TraceException("the trace is cut in its first bytes", input.Path, TracePlace.AtByte(read));
        var version = BinaryPrimitives.ReadUInt32LittleEndian(preamble[8..]);
        if (version is < CompactLayout.Version or > CompactLayout.VersionWithRequests)
            throw new TraceException(
                $"the trace has version {version} of the format, this program reads {CompactLayout.Version} to {CompactLayout.VersionWithRequests}", input.Path,
                TracePlace.AtByte(8), "update, or convert the trace with the version that wrote it");
        return version;
    }

    private static ILookup<uint, CompactBlock> ReadBlocks(TraceInput input)
    {
        var blocks = new List<CompactBlock>();
        for (var block = CompactBlock.Read(input); block.Kind != CompactLayout.Done; block = CompactBlock.Read(input))
        {
            if (block.Kind == CompactLayout.Head) throw block.Damaged(input.Path, "it may stand only at the beginning");
            blocks.Add(block);
        }
        if (!input.Source.Rest.IsEmpty)
            throw new TraceException("something follows the closing block", input.Path,
                TracePlace.AtByte(input.Source.Position));
        return blocks.ToLookup(b => b.Kind);
    }
}
