using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

/// <summary>What happens in a trace beside its accesses.</summary>
public class TraceEventTests
{
    private const string Table = """
        time_us,address,rw,agent,name,value
        1,0x1000,r,cpu,,
        2,0x1000,pin_long,gpu0,,
        2,0x5000,pin,cpu,-,-
        3,,reclaim,gpu0,vram,1048576
        3,0x2000,w,gpu0,,
        4,0x1000,hint,cpu,cold,
        4,-,stat,gpu0,busy,800000000
        5,0x1000,unpin,gpu0,,
        6,,offline,cpu,vram,
        7,,online,cpu,vram,
        """;

    [Fact]
    public void A_table_names_them_in_its_columns()
    {
        var trace = TraceSamples.Load("a.csv", Table);
        Assert.Equal((2, 3), (trace.Count, trace.PageCount));
        Assert.Equal(
            [
                new(TraceEventKind.PinLong, 1, 1_000, 1, 0), new(TraceEventKind.PinShort, 1, 1_000, 0, 1),
                new(TraceEventKind.Reclaim, 1, 2_000, 1, -1, "vram", 1 << 20), new(TraceEventKind.Hint, 2, 3_000, 0, 0, "cold"),
                new(TraceEventKind.Stat, 2, 3_000, 1, -1, "busy", 800_000_000), new(TraceEventKind.Unpin, 2, 4_000, 1, 0),
                new(TraceEventKind.Offline, 2, 5_000, 0, -1, "vram"), new(TraceEventKind.Online, 2, 6_000, 0, -1, "vram"),
            ],
            trace.Events);
    }

    [Theory]
    [InlineData("a.cdmt")]
    [InlineData("a.csv")]
    public void They_survive_a_round_trip(string path)
    {
        var trace = TraceSamples.Load("a.csv", Table);
        Assert.Equal(trace.Events, TraceSamples.Load(path, TraceSamples.Save(trace, path)).Events);
    }

    [Fact]
    public void Only_a_trace_that_has_some_is_written_in_the_newer_version()
    {
        Assert.Equal(2, TraceSamples.Save(TraceSamples.Load("a.csv", Table), "a.cdmt")[8]);
        Assert.Equal(1, TraceSamples.Save(TraceSamples.Load("a.csv", "0 0x1000 r\n"), "a.cdmt")[8]);
    }

    [Theory]
    [InlineData("time,address,rw,agent,name,value\n1,,pin,cpu,,\n")]
    [InlineData("time,address,rw,agent,name,value\n1,4096,hint,cpu,,\n")]
    [InlineData("time,address,rw,agent,name,value\n1,4096,offline,cpu,ram,\n")]
    [InlineData("time,address,rw,agent,name,value\n1,,r,cpu,,\n")]
    [InlineData("time,address,rw,agent,name,value\n1,,reclaim,gpu0,gpu,\n")]
    [InlineData("time,address,rw,agent,name,value\n1,,stat,gpu0,busy\n")]
    [InlineData("time,address,rw,agent,name,value\n1,4096,r,cpu,cold,\n")]
    [InlineData("time,address,rw,agent,name,value\n1,4096,r,cpu,,5\n")]
    public void What_lacks_its_address_or_its_name_is_an_error(string table) => Assert.NotEmpty(TraceSamples.Error("a.csv", table).Message);
}
