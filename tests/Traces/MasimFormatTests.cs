using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class MasimFormatTests
{
    private const string Small = """
        #regions
        # name, length, initial data file
        a, 10000, none
        b,4096

        # phases
        walk a
        # in ms
        3
        a, 0, 3000, 2, ro
        b, 1, 64, 1

        then b
        2
        b, 0, 4096, 50, rw
        a, 1, 1, 0, wo
        """;

    [Theory]
    [InlineData("small.masim")]
    [InlineData("default")]
    public void Phases_play_at_the_pace_by_their_shares(string path)
    {
        var trace = TraceSamples.Load(path, Small, new() { GeneratedPace = 3000 });
        Assert.Equal(
        [
            // Offsets 0, 3000, 6000, 9000 and 0 again, every half millisecond; beside them one page of `b`, every millisecond.
            (1UL << 12, 0L, 0), (3UL << 12, 0, 1), (1UL << 12, 500_000, 0), ((1UL << 12) + 1, 1_000_000, 0), (3UL << 12, 1_000_000, 1),
            ((1UL << 12) + 2, 1_500_000, 0), (1UL << 12, 2_000_000, 0), (3UL << 12, 2_000_000, 1), (1UL << 12, 2_500_000, 0),
            (3UL << 12, 3_000_000, 1), (3UL << 12, 3_333_333, 1), (3UL << 12, 3_666_666, 1), (3UL << 12, 4_000_000, 1), (3UL << 12, 4_333_333, 1),
            (3UL << 12, 4_666_666, 1),
        ], trace.Pages.Select((page, i) => (trace.Addresses[page], trace.Times![i], (int)trace.Operations[i])));
        Assert.Equal([new Region(1 << 12, 3, 12288, RegionKind.Anon), new Region(3 << 12, 1, 4096, RegionKind.Anon)], trace.Regions);
        Assert.Equal(["accesses come at 3,000 a second", "patterns that name no mode write, as masim's do"], trace.Notes);
    }

    [Fact]
    public void A_seed_gives_the_same_accesses()
    {
        const string Random = "a, 1000000\n\nphase\n100\na, 1, 64, 1, ro\n";
        var trace = TraceSamples.Load("a.masim", Random, new() { Seed = 3 });
        Assert.Equal(100_000, trace.Count);
        Assert.Equal(245, trace.PageCount);
        Assert.Equal(trace.Pages, TraceSamples.Load("a.masim", Random, new() { Seed = 3 }).Pages);
        Assert.NotEqual(
            trace.Pages.Select(p => trace.Addresses[p]),
            TraceSamples.Events(TraceSamples.Load("a.masim", Random, new() { Seed = 4 })).Select(e => e.Page));
    }

    [Theory]
    [InlineData("b,4096", "b,4k", 4, 1, "`b,4k` is no region")]
    [InlineData("b,4096", "b,0", 4, 1, "`b,0` is no region")]
    [InlineData("b,4096", "a,4096", 4, 1, "there is a region `a` already")]
    [InlineData("\n3\n", "\n3 s\n", 9, 1, "`3 s` is no number of milliseconds")]
    [InlineData("b, 1, 64, 1", "c, 1, 64, 1", 11, 1, "there is no region `c`")]
    [InlineData("b, 1, 64, 1", "b, 2, 64, 1", 11, 4, "`2` is no number from 0 to 1")]
    [InlineData("b, 1, 64, 1", "b, 1, 64", 11, 7, "the pattern ends too early")]
    [InlineData("50, rw", "50, wr", 15, 17, "`wr` is no mode")]
    [InlineData("a, 0, 3000, 2, ro\nb, 1, 64, 1\n", "", 10, 1, "the phase `walk a` ends before its patterns")]
    public void Errors_name_line_and_column(string old, string changed, int line, int column, string message)
    {
        Assert.Contains(old, Small, StringComparison.Ordinal);
        var error = TraceSamples.Error("a.masim", Small.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal((message, TracePlace.AtLine(line, column)), (error.Message, error.Place));
    }

    [Fact]
    public void Too_many_accesses_say_so() => Assert.Contains("`--pace`",
        TraceSamples.Error("a.masim", "a, 1000000\n\nphase\n1000000000\na, 1, 64, 1\n").Help, StringComparison.Ordinal);

    [Fact]
    public void Regions_alone_are_no_workload() =>
        Assert.Equal("the configuration has no phase", TraceSamples.Error("a.masim", "a, 5\n").Message);
}
