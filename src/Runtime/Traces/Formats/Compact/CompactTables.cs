namespace CdmPolicy.Traces;

/// <summary>Unpacks the tables of pages and regions.</summary>
internal static class CompactTables
{
    public static ulong[] Pages(IReadOnlyList<CompactBlock> blocks, string path)
    {
        var addresses = new ulong[blocks.Sum(b => b.Items)];
        var at = 0;
        foreach (var block in blocks)
        {
            var source = new VarintReader(block.Unpack(path));
            var address = 0UL;
            for (var i = 0; i < block.Items; i++)
            {
                address += (ulong)source.Signed();
                addresses[at++] = address;
            }
            if (!source.Complete) throw block.Damaged(path);
        }
        return addresses;
    }

    public static RegionMap Regions(IReadOnlyList<CompactBlock> blocks, ulong[] addresses, int pageBytes, string path)
    {
        var regions = new List<Region>();
        var ends = new List<ulong>(); // the last page of each region
        foreach (var block in blocks)
        {
            var source = new VarintReader(block.Unpack(path));
            for (var i = 0; i < block.Items; i++)
            {
                var first = source.Number();
                var span = source.NumberUpTo(long.MaxValue);
                var kind = source.NumberUpTo((long)RegionKind.Kernel);
                var last = first + (ulong)span - 1;
                if (span == 0 || last < first || ends.Count > 0 && first <= ends[^1])
                    throw block.Damaged(path, "regions must rise and not overlap");
                regions.Add(Region.Spanning(first, span, pageBytes, (RegionKind)kind));
                ends.Add(last);
            }
            if (!source.Complete) throw block.Damaged(path);
        }
        return new([.. regions], Locate(addresses, regions, ends, path));
    }

    private static int[] Locate(ulong[] addresses, List<Region> regions, List<ulong> ends, string path)
    {
        var regionOf = new int[addresses.Length];
        for (var i = 0; i < addresses.Length; i++)
        {
            var at = ends.BinarySearch(addresses[i]);
            if (at < 0) at = ~at;
            if (at == regions.Count || addresses[i] < regions[at].FirstPage)
                throw new TraceException($"page `{addresses[i]}` lies in no region of the trace", path, TracePlace.None);
            regionOf[i] = at;
        }
        return regionOf;
    }
}
