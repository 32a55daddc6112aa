using CdmPolicy.Tests.Support;
using CsCheck;

namespace CdmPolicy.Tests.Emit;

/// <summary>Regions of pages that are sampled as one.</summary>
public class RegionTests
{
    private const int Ms = 1_000_000;

    /// <summary>
    /// 64 pages, the lower half accessed once a millisecond. Of 4 regions to begin with 16 pages each, two are of hot pages
    /// alone; the others never become one with them, since their counts differ by 10 and a tenth of the largest is 1.
    /// </summary>
    [Fact]
    public void A_hot_half_and_a_cold_half_are_told_apart()
    {
        using var run = Policy("""
            every 10ms over pmem limit 64 {
              hot:  when region.rate == 100% && region.age >= 20ms && region.size == 64KiB => ram;
              cold: when region.rate == 0% && region.age >= 40ms                          => stay;
            }
            """).Run(64);
        for (var page = 0; page < 64; page++) run.Access(0, page);
        void Go(int from, int to)
        {
            for (var ms = from; ms < to; ms++)
                for (var page = 0; page < 32; page++) run.Access(ms * Ms + 500_000, page);
            run.AdvanceTo(to * Ms);
        }

        // After 10 ms the hot regions have their rate for the first time, after 30 ms for 20 ms.
        Go(0, 29);
        Assert.Equal((0, 0), (run.Rule("hot").Applied, run.Rule("cold").Applied));
        Go(29, 30);
        Assert.Equal(32, run.Rule("hot").Applied);
        run.Settle();
        Assert.All(Enumerable.Range(0, 64), page => Assert.Equal(page < 32 ? "ram" : "pmem", run.TierOf(page)));
        // One hit more or less does not make a region younger, so the cold half has its age after 40, 50 and 60 ms.
        Go(30, 60);
        Assert.Equal(3 * 32, run.Rule("cold").Applied);

        var (scanned, seen, cost) = run.Observers[1];
        Assert.InRange(scanned, 60 * 4, 60 * 16);
        Assert.InRange(seen, 1, scanned - 60 * 2);
        Assert.Equal(scanned * ObserverPrices.RegionCheckNs, cost);
    }

    /// <summary>What is observed alone tells of no single access.</summary>
    [Fact]
    public void Only_accesses_in_the_tiers_of_the_observer_count()
    {
        using var run = Policy("every 20ms over pmem limit 64 { hot: when region.rate > 0% => ram; }", " over pmem", "pmem").Run(8);
        for (var ms = 0; ms < 19; ms++) run.Access(ms * Ms + 500_000, 0);
        run.AdvanceTo(20 * Ms);
        run.Settle();
        Assert.Equal("ram", run.TierOf(0));
        var seen = run.Observers[1].Seen;
        for (var ms = 20; ms < 50; ms++) run.Access(ms * Ms + 500_000, 0);
        run.AdvanceTo(60 * Ms);
        Assert.Equal(seen, run.Observers[1].Seen);
    }

    [Fact]
    public void Regions_cover_all_pages_and_stay_within_their_bounds() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 20], Gen.Int[0, 60], Gen.Int[0, 1000]).Sample((pages, least, more, seed) =>
        {
            var most = least + more;
            var (first, second) = (Monitor(), Monitor());
            var random = new Random(seed);
            for (var i = 0; i < 200; i++)
            {
                var (hot, width) = (random.Next(pages), random.Next(1, pages + 1));
                for (var page = hot; page < Math.Min(pages, hot + width); page++)
                {
                    first.Access(page, 1);
                    second.Access(page, 1);
                }

                var hits = first.Check();
                Assert.Equal(hits, second.Check());
                if (i % 5 == 4)
                {
                    first.Aggregate();
                    second.Aggregate();
                    Assert.True(first.Seen.SequenceEqual(second.Seen));
                }

                first.Prepare();
                second.Prepare();
                Assert.InRange(first.Count, Math.Min(least, pages), most);
                var next = 0;
                foreach (var region in first.Seen)
                {
                    Assert.Equal(next, region.First);
                    Assert.InRange(region.Pages, 1, pages);
                    Assert.InRange(region.Hits, 0, 5);
                    Assert.Equal(region, first.RegionOf(region.First));
                    Assert.Equal(region, first.RegionOf(region.First + region.Pages - 1));
                    next += region.Pages;
                }

                Assert.Equal(pages, next);
            }

            RegionMonitor Monitor() => new(pages, least, most, seed, 0);
        }, iter: 100);

    private static Generated Policy(string handler, string over = "", string start = "pmem") => Generated.From($$"""
        hierarchy Box {
          page 4KiB;
          agent cpu;
          tier ram  : ram        { capacity 256KiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier pmem : persistent { capacity 256KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        policy Story for Box {
          observe everything;
          observe regions 4..16 sample 1ms every 10ms{{over}};
          placement { rest: otherwise => {{start}}; }
          migration { {{handler}} }
        }
        """);
}
