using CdmPolicy.Caching;
using CdmPolicy.Dsl;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Caching;

/// <summary>Orders of the library that no other simulator counts alike, each with a trace whose every step is worked out.</summary>
public class WorkedOutOrdersTests
{
    /// <summary>
    /// From the oldest page on, a bar for a bit: 0' 1' 2' all survive the first look, and 0 is the first to be looked at again, so 3
    /// takes its place: 1 2 3'. The hit sets 1's bit: 4 takes the place of 2, and leaves 3' 1 4'. 5 passes over 3, whose bit it
    /// clears, and takes 1: 4' 3 5'. So 3 is a hit, which `Clock` would have dropped. 1 passes over 4, 3 and 5, and comes back to 4: 3 5 1'.
    /// 4 takes 3, and 3 takes 5.
    /// </summary>
    [Fact]
    public void SecondChance_spares_every_page_once() =>
        Assert.Equal("mmmmhmmhmmmh", Run("SecondChance", 3, 0, 1, 2, 3, 1, 4, 5, 3, 1, 4, 3, 1));

    /// <summary>
    /// Park and Miller from 2: the numbers are 96,542, then 365,211,588, 435,306,125 and 1,681,957,627, and modulo 3 they are 2, 0, 2 and 1. The
    /// hand starts at the oldest of 0 1 2 and goes on by 2: page 2 leaves for 3, and the hand begins anew. By 0 from there: page 0 leaves for 4,
    /// and the hand stands at 1. By 2 among 1 3 4: that is 4, which leaves for 5. By 1 from the oldest of 1 3 5: 3 leaves for 4.
    /// </summary>
    [Fact]
    public void Random_takes_the_page_that_its_generator_says()
    {
        var (draw, skips) = (2L, new List<long>());
        for (var i = 0; i < 3; i++) skips.Add((draw = draw * 48_271 % 2_147_483_647) % 3);
        Assert.Equal([2, 0, 2], skips);
        Assert.Equal("mmmmhmhmhhmh", Run("Random", 3, 0, 1, 2, 3, 1, 4, 3, 5, 1, 3, 4, 5));
    }

    [Fact]
    public void Random_depends_on_its_seed_alone()
    {
        int[] pages = [.. Enumerable.Range(0, 400).Select(i => i * 7 % 13)];
        Assert.Equal(Run("Random(seed: 5)", 6, pages), Run("Random(seed: 5)", 6, pages));
        Assert.NotEqual(Run("Random(seed: 5)", 6, pages), Run("Random(seed: 6)", 6, pages));
    }

    /// <summary>
    /// Three generations, of which two are in use. 0 to 3 come into the younger one, and 0 and 2 are used. For 4 the third one is opened, and a walk
    /// takes 0 and 2 there. The oldest is empty and is closed; the next one gives up 1, its back, but is not all there is: the ring opens
    /// another, where 4 comes. 0 is used again; 1 takes the place of 3, and 2 is used. For 5 nothing is left of the generation of 1 and 3, so a new one
    /// is opened, where the walk takes 0 and 2 once more; theirs is empty then, and of the next one 4 leaves. 6 takes 1. So 0 and 2, used once in
    /// each generation, are still there, and 4 is not.
    /// </summary>
    [Fact]
    public void MultiGen_ages_by_generations() =>
        Assert.Equal("mmmmhhmhmhmmhhm", Run("MultiGen(generations: 3)", 4, 0, 1, 2, 3, 0, 2, 4, 0, 1, 2, 5, 6, 0, 2, 4));

    /// <summary>m for a miss, h for a hit.</summary>
    private static string Run(string order, int capacity, params int[] pages)
    {
        var plan = Compiler.CompileOrder(order, []).Plan!;
        var type = CompiledCode.Load([CSharpEmitter.EmitReclaimer(plan)])
            .GetType($"CdmPolicy.Library.{plan.InstanceName}`1", throwOnError: true)!;
        var layout = FrameState.Holding(plan.StateBytes);
        var simulation = typeof(CacheSimulation<,>).MakeGenericType(type.MakeGenericType(layout), layout);
        using var cache = (ICacheSimulation)Activator.CreateInstance(simulation, capacity, pages.Max() + 1)!;
        return string.Concat(pages.Select(page =>
        {
            var before = cache.Misses;
            cache.Run([page]);
            return cache.Misses > before ? 'm' : 'h';
        }));
    }
}
