using CdmPolicy.Caching;
using CdmPolicy.Dsl;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Tests.Support;
using CdmPolicy.Traces;
using CsCheck;

namespace CdmPolicy.Tests.Caching;

/// <summary>The library's Lirs against a model of the paper that shares nothing with it.</summary>
public class LirsTests
{
    private static readonly Func<int, int, ICacheSimulation> Standard = Load("Lirs");
    private static readonly Func<int, int, ICacheSimulation> Half = Load("Lirs(hir: 30%, history: 50%)");

    [Fact]
    public void It_misses_as_often_as_the_model_on_random_traces() =>
        Gen.Select(Gen.Int[1, 24], Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Math.Min).Array[0, 600]).Sample((capacity, pages) =>
        {
            Agree(Standard, capacity, pages, Math.Max(1, capacity / 100), 2 * capacity);
            Agree(Half, capacity, pages, Math.Max(1, capacity * 3 / 10), capacity / 2);
        }, iter: 400);

    [Theory]
    [InlineData("cc1", 50, 300)]
    [InlineData("python", 100, 500)]
    [InlineData("sqlite", 16, 128)]
    [InlineData("zipf", 100, 1000)]
    public void It_misses_as_often_as_the_model_on_recorded_traces(string trace, params int[] capacities)
    {
        var pages = TraceFormats.Load(Repository.PathOf($"examples/traces/{trace}.cdmt")).Pages.ToArray();
        // The model walks lists, so that the beginning has to do.
        if (pages.Length > 150_000) Array.Resize(ref pages, 150_000);
        foreach (var capacity in capacities) Agree(Standard, capacity, pages, Math.Max(1, capacity / 100), 2 * capacity);
    }

    /// <summary>
    /// Three pages, one of them cold. 1 and 2 become hot, 3 and 4 pass through the cold place. 3 comes back while the
    /// stack still knows it, so it becomes hot, and 1, the hot page used longest ago, turns cold and leaves next.
    /// </summary>
    [Fact]
    public void A_page_that_comes_back_in_time_changes_places_with_the_oldest_hot_one()
    {
        using var cache = Standard(3, 10);
        // Misses: 1 2 3, then 4 for 3; 3 comes back for 4 and 1 turns cold; 5 takes the place of 1; 2 and 3 are hot.
        Assert.Equal([1, 2, 3, 4, 5, 6, 6, 6, 7], Counted(cache, 1, 2, 3, 4, 3, 5, 2, 3, 1));
    }

    /// <summary>A long loop, one page too many for LRU, which misses always; LIRS keeps all but its cold place.</summary>
    [Fact]
    public void A_loop_over_more_than_fits_misses_only_outside_the_hot_pages()
    {
        using var cache = Standard(10, 11);
        for (var round = 0; round < 101; round++) cache.Run([.. Enumerable.Range(0, 11)]);
        Assert.Equal(11 + 100 * 2, cache.Misses);
    }

    [Fact]
    public void Nothing_is_allocated_by_an_event()
    {
        var random = new Random(3);
        var pages = Enumerable.Range(0, 20_000).Select(_ => random.Next(200) * random.Next(200) / 200).ToArray();
        using var cache = Standard(40, 200);
        cache.Run(pages);
        Assert.Equal(0, Allocations.Least(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            cache.Run(pages);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
        Assert.True(cache.Misses > 1000);
    }

    private static void Agree(Func<int, int, ICacheSimulation> create, int capacity, int[] pages, int cold, int history)
    {
        using var cache = create(capacity, pages.Length == 0 ? 1 : pages.Max() + 1);
        cache.Run(pages);
        var model = new LirsModel(capacity, cold, history);
        foreach (var page in pages) model.Request(page);
        Assert.Equal(model.Misses, cache.Misses);
    }

    private static IEnumerable<long> Counted(ICacheSimulation cache, params int[] pages)
    {
        foreach (var page in pages)
        {
            cache.Run([page]);
            yield return cache.Misses;
        }
    }

    private static Func<int, int, ICacheSimulation> Load(string order)
    {
        var plan = Compiler.CompileOrder(order, []).Plan!;
        var type = CompiledCode.Load([CSharpEmitter.EmitReclaimer(plan)])
            .GetType($"CdmPolicy.Library.{plan.InstanceName}`1", throwOnError: true)!;
        var layout = FrameState.Holding(plan.StateBytes);
        var simulation = typeof(CacheSimulation<,>).MakeGenericType(type.MakeGenericType(layout), layout);
        return (capacity, pages) => (ICacheSimulation)Activator.CreateInstance(simulation, capacity, pages)!;
    }
}
