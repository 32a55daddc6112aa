using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Workloads;

namespace CdmPolicy.Tests.Workloads;

public class HugeRegionTests
{
    [Fact]
    public void Pages_of_a_huge_region_are_numbered_by_address_whether_accessed_or_not()
    {
        var hierarchy = new HierarchyModel("Box", 4096, [new AgentModel("cpu", false, [])], [], null, [], []) { HugeBytes = 16384 };
        var workload = new Workload(
            "Serve", hierarchy,
            [new("heap", 3, PageKind.Anon), new("table", 10, PageKind.Anon, Huge: true)],
            [new("only", 1000, [Stream(0, AccessPattern.Sequential), Stream(1, AccessPattern.Random)], [], [])]);
        var (trace, regions, _, _) = workload.Generate();

        // Ten pages, of which eight make two huge ones; then the three of the heap.
        Assert.Equal((0, 2, 0), (regions[1].FirstHuge, regions[1].HugePages, regions[0].HugePages));
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0], trace.RegionOfPage);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => trace.Addresses[0] + (ulong)i), trace.Addresses[..10]);
        Assert.Equal(0UL, trace.Addresses[0] % 4);
    }

    private static AccessStream Stream(int region, AccessPattern pattern) => new(0, false, region, pattern, 0, Pace: 5_000_000);
}
