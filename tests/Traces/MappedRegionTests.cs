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

    private const string Asking = """
        time_us,address,rw,agent,name,value,request
        0,0x10000,map,cpu,anon,8192,bound=gpu;of=web
        0,0x20000,map,cpu,shmem,8192,asks=gpu+pmem
        0,0x30000,map,cpu,file,4096,
        1,0x10000,w,gpu0,,,
        2,0x20000,r,cpu,,,-
        3,0x30000,r,cpu,,,
        """;

    [Fact]
    public void What_is_mapped_says_what_was_asked_for()
    {
        var trace = TraceSamples.Load("a.csv", Asking);
        Assert.Equal(["bound=gpu;of=web", "asks=gpu+pmem", null], trace.Regions.Select(r => r.Request));
        Assert.Equal(["bound=gpu;of=web", "asks=gpu+pmem", ""], trace.Events.Select(e => e.Request));
        var request = MapRequest.Parse("asks=gpu+pmem;prefers=ram;of=web")!;
        Assert.Equal((null, "gpu pmem", "ram", "web"), (request.Bound, string.Join(' ', request.Asked), request.Preferred, request.Tenant));
        Assert.Equal(["bound=gpu;of=web", "asks=gpu+pmem", null], trace.InPagesOf(8192).Regions.Select(r => r.Request));
    }

    /// <summary>Only such a trace needs the third version; one of the second has no requests and is read as before.</summary>
    [Theory]
    [InlineData("a.cdmt")]
    [InlineData("a.csv")]
    public void Requests_survive_a_round_trip(string path)
    {
        var trace = TraceSamples.Load("a.csv", Asking);
        var bytes = TraceSamples.Save(trace, path);
        var again = TraceSamples.Load(path, bytes);
        Assert.Equal(trace.Events, again.Events);
        Assert.Equal(trace.Regions, again.Regions);
        if (path == "a.cdmt") Assert.Equal((3, 2), (bytes[8], TraceSamples.Save(TraceSamples.Load("a.csv", Table), path)[8]));
    }

    [Theory]
    [InlineData("0x1000,map,anon,4096,bound", "`bound` is no request")]
    [InlineData("0x1000,map,anon,4096,bound=a+b", "`bound=a+b` is no request")]
    [InlineData("0x1000,map,anon,4096,of=web;of=db", "`of=web;of=db` is no request")]
    [InlineData("0x1000,map,anon,4096,near=ram", "`near=ram` is no request")]
    [InlineData("0x1000,unmap,,4096,of=web", "only `map` has a request")]
    [InlineData("0x1000,r,,,of=web", "only `map` has a request")]
    public void A_request_that_makes_no_sense_is_an_error(string line, string message) =>
        Assert.Equal(message, TraceSamples.Error("a.csv", $"address,rw,name,value,request\n0x1000,r,,,\n{line}\n").Message);

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
