using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Tiers that take their pages along, counted by hand: what was in the store is read again, all else begins anew.</summary>
public class LossTests
{
    private const long StoreRead = 80_000 + 4096;

    [Fact]
    public void What_is_lost_costs_nothing_to_lose_and_files_are_read_again()
    {
        RegionModel[] regions = [new(PageKind.File, 8192), new(PageKind.Anon, 4096)];
        using var run = Cards().Run(3, regions, [0, 0, 1]);
        run.Access(0, 0);
        run.Access(1, 1, write: true);
        run.Access(2, 2, write: true);
        Assert.Equal((3, 2 * StoreRead), (run.Used("card"), run.Totals.StoreReadNs));

        var before = run.CostNs;
        run.Offline(3, "card");
        // Page 1 had been written since it came from the store, and page 2 was never there.
        Assert.Equal((3, 1, 0L), (run.Totals.Lost, run.Totals.LostClean, run.CostNs - before));
        Assert.Equal((0, 0, 0L), (run.Used("card"), run.Tiers[1].Evicted, run.Totals.WriteBackNs));

        for (var page = 0; page < 3; page++) run.Access(4 + page, page);
        Assert.Equal(["ram", "ram", "ram"], Enumerable.Range(0, 3).Select(run.TierOf));
        Assert.Equal((4 * StoreRead, 2 * StoreRead, 2), (run.Totals.StoreReadNs, run.Totals.FirstReadNs, run.Totals.Refaults));
    }

    /// <summary>
    /// The first stretch of 2^20 ns has no outage; where they take all the time `card` is gone from the second one on, and `ram`, where the
    /// fallback begins, stays.
    /// </summary>
    [Fact]
    public void Tiers_go_by_chance_from_the_second_stretch_on()
    {
        using var run = Cards().Run(2, faults: new Faults(0) { Tiers = 1_000_000_000 });
        run.Access(0, 0);
        run.AdvanceTo((1 << 20) - 1);
        Assert.Equal("card", run.TierOf(0));
        run.AdvanceTo(1 << 20);
        Assert.Equal((null, 1), (run.TierOf(0), run.Totals.Lost));
        run.Access(1 << 21, 0);
        run.Access(1 << 21, 1);
        Assert.Equal(("ram", "ram", 1), (run.TierOf(0), run.TierOf(1), run.Totals.Lost));
    }

    /// <summary>A tier that was told to go is not brought back by the end of a stretch, nor one that failed by being told to come.</summary>
    [Fact]
    public void Chance_and_order_are_kept_apart()
    {
        using var run = Cards().Run(2, faults: new Faults(0, Seed: 1) { Tiers = 500_000_000 });
        run.Offline(0, "card");
        for (var stretch = 1; stretch < 40; stretch++) run.AdvanceTo(stretch << 20);
        run.Access(run.Now, 0);
        Assert.Equal("ram", run.TierOf(0));
        run.Online(run.Now, "card");
        var there = 0;
        for (var stretch = 40; stretch < 140; stretch++)
        {
            run.AdvanceTo(stretch << 20);
            run.Online(run.Now, "card");
            run.Unmap(run.Now, 1);
            run.Access(run.Now, 1);
            if (run.TierOf(1) == "card") there++;
        }

        Assert.InRange(there, 30, 70);
    }

    private static Generated Cards() => Generated.From("""
        hierarchy Cards {
          page 4KiB;
          agent cpu;
          tier ram  : ram { capacity 16KiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier card : cxl { capacity 16KiB; read 200ns; write 200ns; bandwidth 30GB/s; offline lose; }
          store disk { read 80us; write 30us; bandwidth 1GB/s; }
          fallback ram -> card;
        }
        policy Story for Cards {
          placement { rest: otherwise => card, ram; }
        }
        """);
}
