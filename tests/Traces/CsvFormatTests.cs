using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class CsvFormatTests
{
    [Theory]
    [InlineData("100,4096,r,cpu\n350,0x2008,w,gpu0\n", "commas")]
    [InlineData("100\t4096\tread\tcpu\r\n350\t0x2008\tWRITE\tgpu0\r\n", "tabs, and lines that end like those of Windows")]
    [InlineData("  100   4096 0 cpu\n\n# a comment\n350 0x2008 1 gpu0", "blanks, a comment, no end of the last line")]
    [InlineData("agent,rw,time,addr\ncpu,R,100,4096\ngpu0,W,350,0x2008\n", "a header in another order")]
    [InlineData("\uFEFFtime_ns, page, rw, agent\n100, 1, , cpu\n350, 2, w, gpu0\n", "page numbers, and an empty field")]
    public void Small_tables(string text, string what)
    {
        var trace = TraceSamples.Load("a.csv", text);
        Assert.Equal([(1UL, 0, "cpu"), (2UL, 1, "gpu0")], TraceSamples.Events(trace));
        Assert.Equal([0L, 250L], trace.Times!);
        Assert.True(trace.Origin == 100, what);
    }

    [Fact]
    public void A_header_sets_the_unit_of_time()
    {
        var trace = TraceSamples.Load("a.tsv", "time_ms\taddress\n2\t0\n5\t0\n");
        Assert.Equal([0L, 3_000_000L], trace.Times!);
        Assert.Equal(2_000_000, trace.Origin);
    }

    [Fact]
    public void A_table_without_times_is_untimed()
    {
        var trace = TraceSamples.Load("a.csv", "address,rw\n0x1000,i\n0x2000,fetch\n", new() { Interval = 50 });
        Assert.Null(trace.Times);
        Assert.Equal(50, trace.TimeOf(1));
        Assert.All(trace.Operations, o => Assert.True(Operation.IsFetch(o)));
    }

    [Theory]
    [InlineData("1,4096\n2,zebra,r\n", 2, 3, "`zebra` is no address")]
    [InlineData("1,4096\n2, 0x,r\n", 2, 4, "`0x` is no address")]
    [InlineData("1,18446744073709551616\n", 1, 3, "`18446744073709551616` is no address")]
    [InlineData("1.5,4096\n", 1, 1, "`1.5` is no whole number of a time")]
    [InlineData("time_s,address\n9300000000,1\n", 2, 1, "the time `9300000000` is more than 292 years")]
    [InlineData("5 4096\n   4 4096\n", 2, 4, "the time `4` is before that of the access above")]
    [InlineData("1,4096,x\n", 1, 8, "`x` is no kind of access")]
    [InlineData("1,4096,r,cpu 0\n", 1, 10, "`cpu 0` is no name of an agent")]
    [InlineData("1,4096,r,cpu,7\n", 1, 14, "the line has more than 4 columns")]
    [InlineData("1,4096\n\n2\n", 3, 2, "the line ends before its address")]
    [InlineData("time,adress\n", 1, 6, "`adress` is no column of a trace")]
    [InlineData("time,time_us,page\n", 1, 6, "a column stands here twice")]
    [InlineData("time,rw\n", 1, 1, "the header must name one of `address` and `page`")]
    public void Errors_name_line_and_column(string text, int line, int column, string message)
    {
        var error = TraceSamples.Error("a.csv", text);
        Assert.Equal((message, TracePlace.AtLine(line, column)), (error.Message, error.Place));
    }

    [Fact]
    public void More_than_64_agents_are_too_many()
    {
        var lines = Enumerable.Range(0, 65).Select(i => $"{i},0,r,a{i}");
        var error = TraceSamples.Error("a.csv", string.Join('\n', lines));
        Assert.Equal("a trace has at most 64 agents", error.Message);
        Assert.Equal(65, error.Place.Line);
    }

    [Fact]
    public void A_line_without_end_is_no_text()
    {
        var error = TraceSamples.Error("a.csv", "1,2\n" + new string('7', 300_000));
        Assert.Equal(("the line is longer than 65536 bytes", 2), (error.Message, error.Place.Line));
    }

    [Fact]
    public void Lines_may_cross_the_ends_of_chunks()
    {
        var text = string.Join('\n', Enumerable.Range(0, 60_000).Select(i => $"{i},{i % 7 * 4096}"));
        var trace = TraceSamples.Load("a.csv", text);
        Assert.Equal(60_000, trace.Count);
        Assert.Equal(7, trace.PageCount);
        Assert.All(Enumerable.Range(0, 60_000), i => Assert.Equal(i % 7, trace.Pages[i]));
    }
}
