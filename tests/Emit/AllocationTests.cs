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
    [InlineData("observers")]
    public void Running_allocates_nothing(string policy)
    {
        const int Pages = 80;
        using var run = Generated.From(Repository.Read($"tests/Emit/Policies/{policy}.cdmp")).Run(Pages);
        var random = new Random(1);
        var pages = Enumerable.Range(0, 4000).Select(_ => random.Next(Pages) * random.Next(Pages) / Pages).ToArray();
        var operations = pages.Select(page => (byte)(page & 1)).ToArray();
        long[] Times(long start) => [.. pages.Select((_, i) => start + i * 20_000L)];
        run.Execute(pages, operations, Times(0));

        var times = Times(200_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.Execute(pages, operations, times);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(run.Tiers.Sum(t => t.Evicted + t.Demoted + t.Promoted) > 100);
    }
}
