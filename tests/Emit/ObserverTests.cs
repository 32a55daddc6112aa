using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>What a policy sees through each observer, and what it pays, worked out by hand from the language page.</summary>
public class ObserverTests
{
    private const int Ms = 1_000_000;

    /// <summary>From pmem to ram: its read latency, and 4 KiB at its 10 GB/s.</summary>
    private const int MoveNs = 300 + 410;

    [Fact]
    public void A_scan_of_accessed_bits_tells_of_a_page_once_however_often_it_was_accessed()
    {
        using var run = Policy("""
            observe accessed_bit every 10ms over pmem;
            page { heat : u8; }
            placement { rest: otherwise => pmem; }
            migration { on access { heat += 1; up: when heat >= 2 => ram; } }
            """).Run(3);
        run.Access(0, 0);
        run.Access(0, 1);
        for (var i = 0; i < 3; i++) run.Access(Ms, 0);
        run.Access(10 * Ms, 2);
        run.Access(15 * Ms, 0);
        Assert.Equal("pmem", run.TierOf(0));
        run.AdvanceTo(20 * Ms);

        // At 10 ms pages 0 and 1 were there, both accessed; at 20 ms page 2 too, and page 1 had been left alone.
        Assert.Equal([(5L, 4L, 5 * ObserverPrices.AccessedBitNs)], run.Observers);
        run.Settle();
        Assert.Equal(["ram", "pmem", "pmem"], Enumerable.Range(0, 3).Select(run.TierOf));

        // In ram nobody looks.
        run.Access(21 * Ms, 0);
        run.AdvanceTo(30 * Ms);
        Assert.Equal((7, 4), (run.Observers[0].Scanned, run.Observers[0].Seen));
        Assert.Equal(1, run.Rule("up").Tried);
    }

    [Fact]
    public void A_hint_fault_tells_how_long_after_its_unmapping_a_page_was_accessed()
    {
        using var run = Policy("""
            observe hint_fault scan 8KiB every 10ms over pmem;
            placement { rest: otherwise => pmem; }
            migration { on hint_fault by cpu { up: when delay < 5ms => ram; } }
            """).Run(3);
        for (var page = 0; page < 3; page++) run.Access(0, page);
        var before = run.CostNs;
        // Pages 0 and 1 were unmapped at 10 ms. A fault and its move come before the access, which ram then serves.
        run.Access(12 * Ms, 0);
        Assert.Equal("ram", run.TierOf(0));
        Assert.Equal(before + 81 + 2 * ObserverPrices.UnmapNs + ObserverPrices.HintFaultNs + MoveNs, run.CostNs);
        run.Access(18 * Ms, 1);
        run.Access(19 * Ms, 2);
        // The next scan goes on with page 2 and comes round to page 1; page 0 is not there any more.
        run.AdvanceTo(20 * Ms);
        run.Access(21 * Ms, 0);
        run.Access(22 * Ms, 1, agent: 1);

        Assert.Equal(["ram", "pmem", "pmem"], Enumerable.Range(0, 3).Select(run.TierOf));
        Assert.Equal([(4L, 3L, 4 * ObserverPrices.UnmapNs + 3 * ObserverPrices.HintFaultNs)], run.Observers);
        Assert.Equal((1, 1), (run.Rule("up").Tried, run.Rule("up").Applied));
    }

    [Fact]
    public void The_last_access_of_each_interval_is_a_sample()
    {
        using var run = Policy("""
            observe sample 1 in 3 over pmem;
            page { heat : u8; }
            placement { rest: otherwise => pmem; }
            migration { on access { heat += 1; if (write) { heat += 10; } up: when agent == gpu0 && heat == 12 => ram; } }
            """).Run(2);
        // Sampled: the third access (of page 1, a write: heat 11) and the sixth (of page 1 by the device: heat 12).
        run.Access(0, 0);
        run.Access(1, 0);
        run.Access(2, 1, write: true);
        run.Access(3, 0);
        run.Access(4, 0, write: true);
        run.Access(5, 1, agent: 1);
        run.Settle();
        Assert.Equal(["pmem", "ram"], Enumerable.Range(0, 2).Select(run.TierOf));
        // Accesses to ram are not counted, so the next sample is still two away.
        for (var i = 0; i < 5; i++) run.Access(Ms, 1);
        run.Access(Ms, 0);
        run.Access(Ms, 0);

        Assert.Equal([(0L, 2L, 2 * ObserverPrices.SampleNs)], run.Observers);
    }

    [Fact]
    public void Reads_and_writes_are_sampled_by_counters_of_their_own()
    {
        using var run = Policy("""
            observe reads 1 in 4, writes 1 in 2 over ram;
            page { reads : u8; writes : u8; }
            placement { rest: otherwise => ram; }
            migration { on access { if (write) { writes += 1; } else { reads += 1; } out: when reads == 2 && writes == 3 => pmem; } }
            """).Run(1);
        for (var i = 0; i < 7; i++)
        {
            run.Access(i, 0);
            run.Access(i, 0, write: true);
        }

        // Seven writes make three samples, seven reads one; the eighth read is the second.
        Assert.Equal("ram", run.TierOf(0));
        run.Access(8, 0);
        run.Settle();
        Assert.Equal("pmem", run.TierOf(0));
        Assert.Equal([(0L, 2L, 500L), (0L, 3L, 750L)], run.Observers);
    }

    [Fact]
    public void A_hint_fault_is_the_one_access_that_a_reclaimer_hears_of()
    {
        using var run = Policy("""
            observe hint_fault scan 4KiB every 10ms;
            placement { rest: otherwise => ram; }
            reclaim ram { order Lru; drop: otherwise => evict; }
            """).Run(5);
        for (var page = 0; page < 4; page++) run.Access(page, page);
        // The scan took page 0 alone: that page 1 was accessed too, nobody knows.
        run.Access(11 * Ms, 0);
        run.Access(12 * Ms, 1);
        run.Access(13 * Ms, 4);

        Assert.Equal(["ram", null, "ram", "ram", "ram"], Enumerable.Range(0, 5).Select(run.TierOf));
    }

    [Fact]
    public void A_reclaimer_sees_no_more_than_the_policy()
    {
        using var run = Policy("""
            observe accessed_bit every 10ms;
            placement { rest: otherwise => ram; }
            reclaim ram { order Lru; drop: otherwise => evict; }
            """).Run(5);
        for (var page = 0; page < 4; page++) run.Access(page, page);
        run.AdvanceTo(10 * Ms);
        // Page 0 is the last one accessed, but the scan that would tell comes later.
        run.Access(11 * Ms, 0);
        run.Access(12 * Ms, 4);

        Assert.Equal([null, "ram", "ram", "ram", "ram"], Enumerable.Range(0, 5).Select(run.TierOf));
    }

    [Fact]
    public void What_follows_the_outcome_of_a_hint_fault_sees_the_access_before()
    {
        using var run = Policy("""
            observe hint_fault scan 8KiB every 10ms over pmem;
            page { rested : bool; }
            placement { rest: otherwise => pmem; }
            migration { on hint_fault { up: otherwise => ram then { rested = idle == 12ms; } } }
            never rested;
            """).Run(1);
        run.Access(0, 0);
        run.Access(12 * Ms, 0);
        Assert.Equal(("ram", 1), (run.TierOf(0), run.Contracts[0].Violations));
    }

    [Fact]
    public void What_observing_costs_is_part_of_the_cost()
    {
        const string Rest = "placement { rest: otherwise => ram; }";
        long Cost(string observe)
        {
            using var run = Policy(observe + Rest).Run(1);
            run.Access(0, 0);
            run.AdvanceTo(100 * Ms);
            return run.CostNs;
        }

        Assert.Equal(Cost("") + 10 * ObserverPrices.AccessedBitNs, Cost("observe accessed_bit every 10ms;"));
        Assert.Equal(Cost(""), Cost("observe everything;"));
    }

    private static Generated Policy(string body) => Generated.From($$"""
        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { }
          tier ram  : ram        { capacity 16KiB;  read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier pmem : persistent { capacity 256KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        policy Story for Box {
        {{body}}
        }
        """);
}
