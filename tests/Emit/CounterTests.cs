using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Counters of devices, handlers that wait for samples, and accessed bits that are asked for by name.</summary>
public class CounterTests
{
    private const int Ms = 1_000_000;

    [Fact]
    public void A_device_counts_its_own_accesses_until_a_rule_sets_them_back()
    {
        using var run = Policy("""
            observe everything;
            observe device counters of gpu0;
            placement { rest: otherwise => pmem; }
            migration {
              on access in pmem { up: when gpu0.touches >= 3 => ram then { gpu0.touches = 0; } }
              on access in ram  { down: when gpu0.touches == 2 && gpu0.all == 5 => pmem; }
            }
            """).Run(2);
        for (var i = 0; i < 5; i++) run.Access(i, 0);
        run.Access(10, 0, agent: 1);
        run.Access(11, 0, agent: 1);
        Assert.Equal(0, run.Rule("up").Tried);
        // The access that is being handled counts.
        run.Access(12, 0, agent: 1);
        run.Settle();
        Assert.Equal("ram", run.TierOf(0));
        run.Access(Ms, 0, agent: 1);
        run.Settle();
        Assert.Equal("ram", run.TierOf(0));
        // The other counter goes on, and both go along when the page moves.
        run.Access(2 * Ms, 0, agent: 1);
        run.Settle();
        Assert.Equal("pmem", run.TierOf(0));
        run.Access(3 * Ms, 0, agent: 1);
        run.Settle();
        Assert.Equal("ram", run.TierOf(0));
        Assert.Equal((0L, 6L, 0L), run.Observers[1]);
    }

    [Fact]
    public void A_device_reports_every_256th_access_to_a_page()
    {
        using var run = Policy("""
            observe everything;
            observe device counters of gpu0 over pmem;
            placement { rest: otherwise => pmem; }
            migration { on access in pmem { many: when gpu0.touches > 400 => stay; } }
            """).Run(2);
        for (var i = 0; i < 511; i++) run.Access(i, 0, agent: 1);
        for (var i = 0; i < 255; i++) run.Access(i + 600, 1, agent: 1);
        // One report by each of the two counters of a page.
        Assert.Equal((0L, 766L, 2 * ObserverPrices.CounterRecordNs), run.Observers[1]);
        Assert.Equal(111, run.Rule("many").Applied);
    }

    [Fact]
    public void A_handler_runs_after_the_sample_that_fills_its_number()
    {
        using var run = Policy("""
            observe sample 1 in 2;
            state { passes : count = 0; }
            placement { rest: otherwise => pmem; }
            migration {
              on access { up: when passes == 1 => ram; }
              after 3 samples over pmem limit 1 { first: when kind == anon => ram; }
              after 4 samples { passes += 1; }
            }
            """).Run(9);
        for (var i = 0; i < 5; i++) run.Access(i, i);
        Assert.All(Enumerable.Range(0, 5), page => Assert.Equal("pmem", run.TierOf(page)));
        // The third sample.
        run.Access(5, 5);
        run.Settle();
        Assert.Equal("ram", run.TierOf(0));
        run.Access(Ms, 6);
        // The fourth: its own rules came first.
        run.Access(Ms, 7);
        Assert.Equal("pmem", run.TierOf(7));
        run.Access(Ms, 8);
        // The fifth.
        run.Access(Ms, 8);
        run.Settle();
        Assert.Equal("ram", run.TierOf(8));
        Assert.Equal(1, run.Rule("first").Applied);
    }

    [Fact]
    public void A_page_is_young_from_its_access_to_the_next_scan()
    {
        using var run = Policy("""
            observe everything;
            observe accessed_bit every 10ms;
            placement { rest: otherwise => pmem; }
            migration { every 14ms over pmem limit 8 { up: when young => ram; } }
            """).Run(2);
        run.Access(Ms, 0);
        run.Access(11 * Ms, 1);
        run.AdvanceTo(14 * Ms);
        run.Settle();
        Assert.Equal(("pmem", "ram"), (run.TierOf(0), run.TierOf(1)));
    }

    private static Generated Policy(string body) => Generated.From($$"""
        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { page stat touches : count; page stat all : count; }
          tier ram  : ram        { capacity 64KiB;  read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier pmem : persistent { capacity 256KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        policy Story for Box {
        {{body}}
        }
        """);
}
