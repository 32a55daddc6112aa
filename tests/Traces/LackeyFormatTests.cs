using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class LackeyFormatTests
{
    private const string Small = """
        ==14132== Lackey, an example Valgrind tool
        ==14132== 
        I  0401ab70,3
        I  0401ab73,5
         S 1fff000638,8
        I  0401b770,1
         L 1fff000630,8
         M 04be2000,4
        SB 0401b771
        I  0401bffe,4
        ==14132== Exit code:       0
        """;

    [Fact]
    public void Runs_of_one_stream_on_one_page_are_one_event()
    {
        var trace = TraceSamples.Load("ls.lackey", Small);
        Assert.Equal(
        [
            (0x401aUL, Operation.Fetch, "cpu"),
            (0x1fff000UL, Operation.Write, "cpu"),
            (0x401bUL, Operation.Fetch, "cpu"),
            (0x4be2UL, Operation.Write, "cpu"),
            (0x401cUL, Operation.Fetch, "cpu"),
        ], TraceSamples.Events(trace));
        Assert.Equal(8, trace.References);
        Assert.Null(trace.Times);
        Assert.Equal("ls", trace.Name);
    }

    [Fact]
    public void Every_reference_is_an_event_when_asked_for()
    {
        var trace = TraceSamples.Load("ls.lackey", Small, new() { Collapse = false });
        Assert.Equal(8, trace.Count);
        Assert.Equal(trace.Count, trace.References);
    }

    [Fact]
    public void A_write_after_reads_of_a_page_is_not_lost()
    {
        var trace = TraceSamples.Load("a.lackey", " L 1000,8\nI  9000,2\n L 1008,8\n S 1010,8\n L 1018,8\n");
        Assert.Equal([(1UL, Operation.Write, "cpu"), (9UL, Operation.Fetch, "cpu")], TraceSamples.Events(trace));
    }

    [Fact]
    public void An_access_across_the_end_of_a_page_touches_both()
    {
        var trace = TraceSamples.Load("a.lackey", " S 1fff,2\n L 3ff8,8\n");
        Assert.Equal([1UL, 2UL, 3UL], TraceSamples.Events(trace).Select(e => e.Page));
        Assert.Equal([1, 1, 0], TraceSamples.Events(trace).Select(e => e.Bits));
    }

    [Fact]
    public void A_region_that_was_fetched_from_first_is_file_backed()
    {
        var trace = TraceSamples.Load("a.lackey", "I  401000,3\n L 403000,8\n S 7f0000,8\nI  7f0010,2\n");
        Assert.Equal(
            [new Region(0x401, 3, 3 * 4096, RegionKind.File), new Region(0x7f0, 1, 4096, RegionKind.Anon)], trace.Regions);
        Assert.Equal([0, 0, 1], trace.RegionOfPage);
    }

    [Theory]
    [InlineData("I  401000,3\nbin  boot\n", 2, "`bin  boot`")]
    [InlineData("I  401000,3\n L 40100", 2, "` L 40100`")]
    [InlineData(" L 1000,8\n L 1ffffffffffffffff,8\n", 2, "` L 1ffffffffffffffff,8`")]
    [InlineData(" L ffffffffffffffff,8\n", 1, "` L ffffffffffffffff,8`")]
    [InlineData(" L 1000,0\n", 1, "` L 1000,0`")]
    [InlineData(" L 1000,4000000000\n", 1, "` L 1000,4000000000`")]
    public void A_line_that_is_none_is_named(string text, int line, string quoted)
    {
        var error = TraceSamples.Error("a.lackey", text);
        Assert.Equal(TracePlace.AtLine(line), error.Place);
        Assert.Equal($"{quoted} is no line of a lackey trace", error.Message);
    }
}
