using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

/// <summary>What a trace says to be mapped and unmapped.</summary>
public class MappedRegionTests
{
    private const string Table = """
        time_us,address,rw,agent,name,value
        0,0x10000,map,cpu,file,16384
        1,0x12000,r,cpu,,
        2,0x14000,r,cpu,,
        3,0x11000,map,cpu,anon,28672
        4,0x16000,w,cpu,,
        5,0x11000,unmap,cpu,,8192
        6,0x12000,r,cpu,,
        """;

    [Fact]
    public void Regions_are_what_was_mapped_and_keep_their_pages()
    {
        var trace = TraceSamples.Load("a.csv", Table);
        Assert.Equal(
            [new(0x10, 4, 16384, RegionKind.File), new Region(0x14, 4, 16384, RegionKind.Anon)], trace.Regions);
        Assert.Equal([0, 1, 1], trace.RegionOfPage);
        TraceSamples.CheckPromises(trace);
    }

    [Fact]
    public void Pages_that_nothing_maps_are_inferred_beside_them()
    {
        var trace = TraceSamples.Load("a.csv", "address,rw,name,value\n0x12000,map,file,8192\n0x11000,r,,\n0x12000,r,,\n0x14000,r,,\n");
        Assert.Equal(
            [new(0x11, 1, 4096, RegionKind.Anon), new(0x12, 2, 8192, RegionKind.File), new Region(0x14, 1, 4096, RegionKind.Anon)], trace.Regions);
    }

    [Theory]
    [InlineData("a.cdmt")]
    [InlineData("a.csv")]
    public void They_survive_a_round_trip(string path)
    {
        var trace = TraceSamples.Load("a.csv", Table);
        Assert.Equal(new(TraceEventKind.Unmap, 3, 4_000, 0, -1, "", 8192) { FirstPage = 0x11 }, trace.Events[^1]);
        var again = TraceSamples.Load(path, TraceSamples.Save(trace, path));
        Assert.Equal(trace.Events, again.Events);
        Assert.Equal(trace.Regions, again.Regions);
    }

    [Fact]
    public void A_larger_page_goes_only_when_all_of_it_does()
    {
        var trace = TraceSamples.Load("a.csv", "address,rw,name,value\n0x10000,r,,\n0x11000,unmap,,8192\n0x11000,unmap,,20480\n0x12000,map,anon,8192\n").InPagesOf(8192);
        Assert.Equal(
            [
                new(TraceEventKind.Unmap, 1, 0, 0, -1, "", 16384) { FirstPage = 9 },
                new TraceEvent(TraceEventKind.Map, 1, 0, 0, -1, "anon", 8192) { FirstPage = 9 },
            ], trace.Events);
    }

    [Theory]
    [InlineData("0x1000,map,anon,", "`map` needs bytes that lie below the end of all addresses")]
    [InlineData("0x1000,unmap,,9223372036854775808", "the value is above 2^63-1")]
    [InlineData("0xfffffffffffff000,unmap,,9223372036854775807", null)]
    [InlineData("0x1000,map,text,4096", "`text` is no kind of page")]
    [InlineData("0x1000,map,,4096", "`map` needs a name")]
    [InlineData(",unmap,,4096", "`unmap` needs an address")]
    public void What_makes_no_sense_is_an_error(string line, string? message)
    {
        var table = $"address,rw,name,value\n0x1000,r,,\n{line}\n";
        if (message is not null) Assert.Equal(message, TraceSamples.Error("a.csv", table).Message);
        else TraceSamples.CheckPromises(TraceSamples.Load("a.csv", table));
    }
}
