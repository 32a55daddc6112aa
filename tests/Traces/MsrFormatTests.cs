using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class MsrFormatTests
{
    private const string Small = """
        128166372003061629,hm,0,Read,8192,4096,413
        128166372003061639,hm,0,Write,4095,2,900
        128166372003061639,hm,1,Read,8192,512,12
        128166372003061700,hm,1,Read,0,0,12
        """;

    [Theory]
    [InlineData("hm_0.csv")]
    [InlineData("hm.msr")]
    [InlineData("trace")]
    public void Every_page_that_a_request_covers(string path)
    {
        var trace = TraceSamples.Load(path, Small);
        Assert.Equal(
            [(2UL, Operation.Read, "cpu"), (0UL, Operation.Write, "cpu"), (1UL, Operation.Write, "cpu"), (2UL | 1UL << 52, Operation.Read, "cpu")],
            TraceSamples.Events(trace));
        Assert.Equal([0L, 1000, 1000, 1000], trace.Times!);
        Assert.Equal(new DateTime(2007, 2, 22, 0, 0, 0, DateTimeKind.Utc).Date, DateTime.UnixEpoch.AddTicks(trace.Origin / 100).Date);
        Assert.Equal(["left out: 1 requests of no bytes", "3 requests became 4 accesses, one for each page"], trace.Notes);
        Assert.Equal(TraceSampling.Every, trace.Fidelity.Sampling);
    }

    [Fact]
    public void A_header_may_stand_first() => Assert.Equal(4, TraceSamples.Load("a.csv",
        "Timestamp,Hostname,DiskNumber,Type,Offset,Size,ResponseTime\n" + Small).Count);

    [Theory]
    [InlineData("a,hm,0,Read,0,1,1", 1, "`a` is no file time")]
    [InlineData("99999999999999999999,hm,0,Read,0,1,1", 1, "`99999999999999999999` is no file time")]
    [InlineData("128166372003061700,,0,Read,0,1,1", 20, "`` is no name of a host")]
    [InlineData("128166372003061700,hm,0,Trim,0,1,1", 25, "`Trim` is no kind of request")]
    [InlineData("128166372003061700,hm,0,Read,-1,1,1", 30, "`-1` is no offset on a disk")]
    [InlineData("128166372003061700,hm,0,Read,0,99999999999,1", 32, "`99999999999` is no size of a request")]
    [InlineData("128166372003061700,hm,0,Read,0,1", 33, "`128166372003061700,hm,0,Read,0,1` is no whole request")]
    [InlineData("128166372003061700,hm,0,Read,0,1,1,1", 36, "`1` is no eighth column of a request")]
    [InlineData("128166372003061000,hm,0,Read,0,1,1", 1, "the request is earlier than the one above")]
    public void Errors_name_line_and_column(string line, int column, string message)
    {
        var error = TraceSamples.Error("a.msr", Small + "\n" + line);
        Assert.Equal((message, TracePlace.AtLine(5, column)), (error.Message, error.Place));
    }
}
