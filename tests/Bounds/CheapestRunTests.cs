using CdmPolicy.Bounds;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Traces;
using CsCheck;
using Xunit.Abstractions;

namespace CdmPolicy.Tests.Bounds;

/// <summary>No run is cheaper than the bound: all runs there are of small random programs on small random hierarchies.</summary>
public class CheapestRunTests(ITestOutputHelper output)
{
    [Fact]
    public void No_run_is_cheaper_than_the_bound()
    {
        var (cases, bounds, optima) = (0, 0.0, 0.0);
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var hierarchy = NextHierarchy(random);
                var kind = (PageKind)random.Next(3);
                var pages = random.Next(1, 5);
                int[] accessed = [.. Enumerable.Range(0, random.Next(1, 10)).Select(_ => random.Next(pages))];
                byte[] operations = [.. accessed.Select(_ => Operation.By(random.Next(3) == 0 ? 1 : 0, (byte)random.Next(2)))];
                if (new CheapestRun(hierarchy, kind, pages).Of(accessed, operations) is not { } optimum) return true;

                long now = 0;
                var history = new AccessHistory(pages, accessed, operations, [new(kind, 4096)], [])
                {
                    Times = random.Next(2) == 0 ? null : [.. accessed.Select(_ => now += random.Next(5) == 0 ? random.Next(1_000_000) : random.Next(2000))],
                };
                var bound = ClairvoyantBound.Of(history, hierarchy);
                (cases, bounds, optima) = (cases + 1, bounds + bound / (double)optimum, optima + 1);
                return bound <= optimum;
            },
            iter: 600, threads: 1);
        output.WriteLine($"{cases} cases, on average {bounds / optima:0.000} of the optimum");
        Assert.True(cases > 300 && bounds / optima > 0.8, $"{cases} cases, {bounds / optima}");
    }

    private static HierarchyModel NextHierarchy(Random random)
    {
        var tiers = Enumerable.Range(0, random.Next(1, 4)).Select(i => Hierarchies.Tier(
            $"t{i}", random.Next(1, 3), random.Next(20, 2000), random.Next(20, 2000), i == 0 || random.Next(4) > 0, random.Next(3) > 0) with
        {
            AcceptsPlacement = i == 0 || random.Next(3) > 0,
            AcceptsPromotion = random.Next(6) > 0,
            AcceptsDemotion = random.Next(6) > 0,
        });
        var hierarchy = Hierarchies.Of(random.Next(4) == 0 ? null : Hierarchies.Store(random.Next(5000), random.Next(5000)), [.. tiers]);
        return random.Next(3) > 0 ? hierarchy : hierarchy with
        {
            Swap = new("swap", 1 << 20, random.Next(3000), random.Next(3000), 1_000_000_000),
        };
    }
}
