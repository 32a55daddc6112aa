using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class RegionTests
{
    [Fact]
    public void Fifteen_untouched_pages_stay_within_a_region_and_sixteen_part_two()
    {
        var builder = new TraceBuilder("gaps", pageBytes: 65536);
        foreach (var page in (ulong[])[133, 100, 116, 135]) builder.Add(page);
        var trace = builder.Build();
        Assert.Equal(
            [new Region(100, 17, 17 * 65536, RegionKind.Anon), new Region(133, 3, 3 * 65536, RegionKind.Anon)],
            trace.Regions);
        Assert.Equal([1, 0, 0, 1], trace.RegionOfPage);
    }

    [Fact]
    public void The_ends_of_the_address_space_are_two_regions()
    {
        var builder = new TraceBuilder("ends");
        builder.Add(ulong.MaxValue);
        builder.Add(0);
        Assert.Equal(2, builder.Build().Regions.Count);
    }
}
