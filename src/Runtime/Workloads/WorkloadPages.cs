using System.Runtime.CompilerServices;
using CdmPolicy.Traces;

namespace CdmPolicy.Workloads;

/// <summary>
/// Gives the pages of all regions dense numbers in the order of their first access, as every trace has them; those of a region with huge
/// pages come first, in the order of their addresses and whether they are accessed or not.
/// </summary>
internal sealed class WorkloadPages(int pages)
{
    /// <summary>Pages left free before and between regions, so that they are never taken for one.</summary>
    private const ulong Gap = 1 << 12;

    /// <summary>What is made instead of recorded leaves nothing out.</summary>
    private static readonly TraceFidelity Made = new(TraceSampling.Every, "single accesses, generated", "as the paces of the streams say");

    private readonly int[] _numbers = new int[pages]; // plus one; 0 is untouched
    private readonly List<int> _touched = [];

    /// <summary>Numbers a run of pages one after another.</summary>
    public void NumberAll(int first, int count)
    {
        for (var page = first; page < first + count; page++) Add(page);
    }

    public int NumberOf(int page) => _numbers[page] - 1;

    /// <summary>Puts dense numbers in place of the pages' own.</summary>
    public void Replace(Span<int> events)
    {
        var numbers = _numbers;
        foreach (ref var page in events)
        {
            var number = numbers[page];
            page = number > 0 ? number - 1 : Add(page);
        }
    }

    public Trace Build(Workload workload, int[] firstPages, int[] events, byte[] operations, long[] times, TraceEvent[] happened)
    {
        var regions = new Region[firstPages.Length];
        var pageBytes = (int)workload.Hierarchy.PageBytes;
        // A region begins where a huge page may.
        var gap = Math.Max(Gap, (ulong)(workload.Hierarchy.HugeBytes / pageBytes));
        var next = gap;
        for (var i = 0; i < regions.Length; i++)
        {
            var region = workload.Regions[i];
            regions[i] = Region.Spanning(next, region.Pages, pageBytes, (RegionKind)region.Kind);
            next += ((ulong)region.Pages + 2 * gap - 1) / gap * gap;
        }

        var addresses = new ulong[_touched.Count];
        var regionOf = new int[_touched.Count];
        for (var number = 0; number < addresses.Length; number++)
        {
            var at = Array.BinarySearch(firstPages, _touched[number]);
            regionOf[number] = at < 0 ? ~at - 1 : at;
            addresses[number] = regions[regionOf[number]].FirstPage + (ulong)(_touched[number] - firstPages[regionOf[number]]);
        }

        return new(workload.Name, events, operations, addresses, new RegionMap(regions, regionOf))
        {
            PageBytes = pageBytes, Fidelity = Made, Times = times, Events = happened, Agents = [.. workload.Hierarchy.Agents.Select(a => a.Name)],
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(int page)
    {
        _touched.Add(page);
        _numbers[page] = _touched.Count;
        return _touched.Count - 1;
    }
}
