using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Once a machine runs, nothing is allocated: not by placement, moves, ticks, reclaim or eviction.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData("balanced")]
    [InlineData("fields")]
    [InlineData("queues")]
    [InlineData("faults")]
    [InlineData("state")]
    [InlineData("conditions")]
    [InlineData("contracts")]
    [InlineData("pins")]
    [InlineData("observers")]
    [InlineData("../Sizes/huge")]
    [InlineData("loads")]
    [InlineData("clocks")]
    [InlineData("balanced", true)]
    public void Running_allocates_nothing(string policy, bool explains = false)
    {
        const int Pages = 80;
        var generated = Generated.From(Repository.Read($"tests/Emit/Policies/{policy}.cdmp"), explains);
        var size = generated.Plan.Hierarchy.HugePages;
        using var run = generated.Run(Pages, size == 1 ? null : [new(CdmPolicy.Frames.PageKind.Anon, Pages * 4096) { HugePages = Pages / size }]);
        var random = new Random(1);
        var pages = Enumerable.Range(0, 4000).Select(_ => random.Next(Pages) * random.Next(Pages) / Pages).ToArray();
        var operations = pages.Select(page => (byte)(page & 1)).ToArray();
        long[] Times(long start) => [.. pages.Select((_, i) => start + i * 20_000L)];
        PinAll(run);
        run.Execute(pages, operations, Times(0));

        var start = 0L;
        Assert.Equal(0, Allocations.Least(() =>
        {
            var times = Times(start += 200_000_000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            run.Execute(pages, operations, times);
            PinAll(run);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
        Assert.True(run.Tiers.Sum(t => t.Evicted + t.Demoted + t.Promoted) > 100);
    }

    /// <summary>Half of the pages are pinned and let go again; the table of pins comes with the first.</summary>
    private static void PinAll(IRun run)
    {
        for (var page = 0; page < 80; page += 2) run.Pin(run.Now, page, isLong: page % 3 == 0);
        for (var page = 0; page < 80; page += 2) run.Unpin(run.Now, page);
    }
}
