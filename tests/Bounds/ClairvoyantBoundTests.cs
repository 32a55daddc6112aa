using CdmPolicy.Bounds;
using CdmPolicy.Caching;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Bounds;

/// <summary>Bounds worked out by hand, and against the one optimum that is known for any length: Belady's.</summary>
public class ClairvoyantBoundTests
{
    private static readonly TierModel s_slow = Hierarchies.Tier("slow", 2, 299);

    [Fact]
    public void Where_all_fits_everything_is_served_by_the_cheapest_tier()
    {
        var two = Hierarchies.Of(null, Hierarchies.Tier("fast", 2, 99), s_slow);
        Assert.Equal(4 * 100, Bound(two, [0, 1, 0, 1]));
        // A write that costs 499 in the fast tier is better served by the slow one, if a move costs less than 100.
        Assert.Equal(100 + 300, Bound(Hierarchies.Of(null, Hierarchies.Tier("fast", 2, 99, 499), s_slow), [0, 1], [0, 1]));
    }

    /// <summary>
    /// Two pages in turn, a fast frame for one of them: 200 an interval of 200 ns is what it is worth, at which price the way of a page costs the same
    /// in both tiers, 100 + 99 * 300. The frame is of use for 199 intervals of 100 ns, so it brings in 199 * 100. Moves
    /// (363 ns) do not pay. The best run serves one page fast and one slowly.
    /// </summary>
    [Fact]
    public void Two_pages_that_want_one_fast_frame()
    {
        var bound = Bound(Hierarchies.Of(null, Hierarchies.Tier("fast", 1, 99), s_slow), [.. Enumerable.Range(0, 200).Select(i => i % 2)]);
        Assert.Equal(2 * (100 + 99 * 300) - 199 * 100, bound);
        Assert.InRange(bound, 0, 100 * 100 + 100 * 300);
    }

    /// <summary>
    /// One frame and a store: of the accesses to two pages in turn all must come from the store, but the first two. Rent and store
    /// cost the same at 1664/200 a ns; then each of 2 * 99 intervals costs 1664, less the frame's 199 * 832.
    /// </summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 400)]
    public void Two_pages_that_want_the_only_frame(bool areWritten, long writeNs)
    {
        var hierarchy = Hierarchies.Of(Hierarchies.Store(areWritten ? 1600 - 464 : 1600, writeNs), Hierarchies.Tier("ram", 1, 99));
        byte[] operations = [.. Enumerable.Repeat(areWritten ? Operation.Write : Operation.Read, 200)];
        var bound = Bound(hierarchy, [.. Enumerable.Range(0, 200).Select(i => i % 2)], operations);
        // The price is on a scale of quarters of doublings, and can be a quarter too low.
        Assert.InRange(bound, 200 * 100 + 0.8 * (2 * 99 * 1664 - 199 * 832), 200 * 100 + 2 * 99 * 1664 - 199 * 832);
    }

    [Fact]
    public void What_nothing_can_serve_is_left_out()
    {
        var device = Hierarchies.Of(null, Hierarchies.Tier("ram", 4, 99, null, true, false));
        Assert.Equal(200, Bound(device, [0, 0, 1], [0, Operation.By(1, 0), 0]));
        Assert.Equal(0, Bound(device, []));
    }

    [Fact]
    public void A_file_page_is_read_when_it_comes_and_a_lost_page_comes_for_nothing()
    {
        var hierarchy = Hierarchies.Of(Hierarchies.Store(1000, 0), Hierarchies.Tier("ram", 1, 99));
        Assert.Equal(2 * 100 + 2 * 1064, Bound(hierarchy, [0, 1], null, h => h with { Regions = [new(PageKind.File, 4096)] }));
        var without = Hierarchies.Of(null, Hierarchies.Tier("ram", 1, 99));
        int[] pages = [0, 1, 0, 1];
        Assert.True(Bound(without, pages) > 4 * 100);
        Assert.Equal(4 * 100, Bound(without, pages, null, h => h with { LosesTiers = true }));
    }

    [Fact]
    public void A_page_that_was_unmapped_begins_anew()
    {
        var trace = TraceSamples.Load(
            "a.csv", "address,rw,name,value\n0x1000,r,,\n0x2000,r,,\n0x1000,unmap,,4096\n0x1000,r,,\n0x1000,r,,\n0x2000,r,,\n");
        var history = new AccessHistory(trace.PageCount, trace.Pages, trace.Operations, [new(PageKind.File, 8192), new(PageKind.Anon, 8192)], [0, 1])
            .WithUnmapsOf(trace);
        Assert.Equal([0, 1, 2, 2, 1], history.Pages);
        Assert.Equal([0, 1, 0], history.RegionOfPage);
        // Room for all: what is read is the file page, twice.
        var hierarchy = Hierarchies.Of(Hierarchies.Store(1000, 0), Hierarchies.Tier("ram", 4, 99));
        Assert.Equal(5 * 100 + 2 * 1064, ClairvoyantBound.Of(history, hierarchy));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1500)]
    [InlineData(10_000)]
    public void With_one_tier_it_is_near_Beladys_optimum(int frames)
    {
        var trace = TraceFormats.Load(Repository.PathOf("examples/traces/zipf.cdmt"));
        var hierarchy = Hierarchies.Of(Hierarchies.Store(80_000, 0), Hierarchies.Tier("ram", frames, 99));
        var bound = ClairvoyantBound.Of(
            new(trace.PageCount, trace.Pages, new byte[trace.Pages.Length], [], []) { Times = trace.Times }, hierarchy);
        var belady = new BeladySimulation(frames, trace.PageCount, BeladySimulation.NextUse(trace.Pages, trace.PageCount));
        belady.Run(trace.Pages);
        // A page of anonymous memory comes for nothing the first time.
        var reads = (belady.Misses - trace.PageCount) * 80_064;
        Assert.InRange(bound, trace.Count * 100 + 0.95 * reads, trace.Count * 100 + reads);
    }

    private static long Bound(
        HierarchyModel hierarchy, int[] pages, byte[]? operations = null, Func<AccessHistory, AccessHistory>? with = null)
    {
        var history = new AccessHistory(pages.Append(0).Max() + 1, pages, operations ?? new byte[pages.Length], [], []);
        return ClairvoyantBound.Of(with is null ? history : with(history), hierarchy);
    }
}
