using System.Numerics;

namespace CdmPolicy.Traces;

/// <summary>A trace of small pages seen in larger ones.</summary>
public static class CoarserPages
{
    /// <summary>The same events on larger pages: neighbours that share a large page become one.</summary>
    /// <param name="pageBytes">A power of two, not below the trace's own page size.</param>
    public static Trace InPagesOf(this Trace trace, int pageBytes)
    {
        if (pageBytes < trace.PageBytes || !BitOperations.IsPow2(pageBytes))
            throw new ArgumentOutOfRangeException(nameof(pageBytes));
        if (pageBytes == trace.PageBytes) return trace;

        // Dense numbers stand in order of first appearance, and so do the new ones.
        var shift = BitOperations.Log2((uint)(pageBytes / trace.PageBytes));
        var numbers = new Dictionary<ulong, int>();
        var numberOf = new int[trace.PageCount];
        var addresses = new List<ulong>();
        var regionOf = new List<int>();
        for (var page = 0; page < numberOf.Length; page++)
        {
            var address = trace.Addresses[page] >> shift;
            if (!numbers.TryGetValue(address, out var number))
            {
                numbers.Add(address, number = addresses.Count);
                addresses.Add(address);
                regionOf.Add(trace.RegionOfPage[page]);
            }

            numberOf[page] = number;
        }

        var regions = trace.Regions.Select(region => Coarser(region, shift)).ToArray();
        return new Trace(
            trace.Name, Array.ConvertAll(trace.Pages, page => numberOf[page]), trace.Operations, [.. addresses],
            new RegionMap(regions, [.. regionOf]))
        {
            PageBytes = pageBytes, References = trace.References, Times = trace.Times, Origin = trace.Origin,
            Interval = trace.Interval, Agents = trace.Agents,
            Fidelity = trace.Fidelity, Notes = trace.Notes,
            Events = [.. trace.Events.Select(e => Coarser(e, numberOf, trace.PageBytes, shift)).OfType<TraceEvent>()],
        };
    }

    /// <summary>Of what is mapped, all pages that it reaches; of what is unmapped, only those that are gone altogether; null for none.</summary>
    private static TraceEvent? Coarser(TraceEvent e, int[] numberOf, int pageBytes, int shift)
    {
        if (e.Page >= 0) return e with { Page = numberOf[e.Page] };
        if (!TraceEvent.HasSpan(e.Kind)) return e;
        var end = e.FirstPage + e.PageSpan(pageBytes);
        var (first, last) = (e.FirstPage >> shift, end >> shift);
        if (e.Kind == TraceEventKind.Map && last << shift != end) last++;
        if (e.Kind == TraceEventKind.Unmap && first << shift != e.FirstPage) first++;
        return first < last ? e with { FirstPage = first, Value = (long)(last - first) * pageBytes << shift } : null;
    }

    private static Region Coarser(Region region, int shift)
    {
        var first = region.FirstPage >> shift;
        var last = (region.FirstPage + (ulong)(region.PageSpan - 1)) >> shift;
        return region with { FirstPage = first, PageSpan = (long)(last - first) + 1 };
    }
}
