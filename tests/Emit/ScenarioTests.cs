using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Small stories worked out by hand from the language page.</summary>
public class ScenarioTests
{
    /// <summary>MEMTIS's threshold, by hand: of four pages with 1, 2, 4 and 8 accesses two fit, so those of 3 bits and more are hot.</summary>
    [Fact]
    public void A_histogram_chooses_what_fits()
    {
        using var run = InTwoTiers("""
            page { heat : u4 halves on step; }
            state { heats : histogram(heat, 5); step : epoch; }
            placement { rest: otherwise => slow; }
            migration {
              on access by cpu { heat += 1; if (write) { advance step; } }
              every 1ms over slow limit 100 { up: when heats.bin(heat) >= heats.fit(8KiB) => fast; }
            }
            """).Run(4);
        for (var page = 0; page < 4; page++)
            for (var i = 0; i < 1 << page; i++) run.Access(0, page);
        run.Access(1_000_000, 0);
        run.Settle();
        Assert.Equal(["slow", "slow", "fast", "fast"], Enumerable.Range(0, 4).Select(run.TierOf));
    }

    /// <summary>1/4 of the way each time: 400, then 400 - 100, then 300 - 75, each in parts of 10^9 of a nanosecond.</summary>
    [Fact]
    public void An_average_moves_by_a_part_of_the_way()
    {
        using var run = InTwoTiers("""
            state { pause : average(time, 1/4); third : average(count, 30%) = 1; turn : count = 0; }
            placement { rest: otherwise => slow; }
            migration {
              on access {
                turn += 1;
                pause.add(if turn == 1 then 400ns else 0ns);
                third.add(2);
                a: when turn == 3 && pause.value == 225ns && third.value == 1 => fast;
              }
            }
            """).Run(1);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(i == 0 ? null : "slow", run.TierOf(0));
            run.Access(i, 0);
        }

        run.Settle();
        Assert.Equal("fast", run.TierOf(0));
    }

    private static Generated InTwoTiers(string body) => Generated.From($$"""
        namespace Tests;
        hierarchy Two {
          page 4KiB;
          agent cpu;
          tier fast : ram { capacity 40KiB; read 50ns; write 50ns; bandwidth 100GB/s; }
          tier slow : ram { capacity 400KiB; read 90ns; write 90ns; bandwidth 50GB/s; }
        }
        policy Small for Two {
          {{body}}
        }
        """);

    private const int Ms = 1_000_000;

    [Fact]
    public void A_page_starts_in_the_first_tier_with_a_frame_above_its_reserve()
    {
        using var run = Policy("""
            placement { rest: otherwise => ram, pmem; }
            reclaim ram { reserve 8KiB; order Fifo; drop: otherwise => evict; }
            """).Run(10);
        for (var page = 0; page < 4; page++) run.Access(page, page);

        // Four frames, two of them in reserve.
        Assert.Equal(["ram", "ram", "pmem", "pmem"], Enumerable.Range(0, 4).Select(run.TierOf));
    }

    [Fact]
    public void Direct_reclaim_takes_from_the_first_tier_that_the_kernel_reclaims()
    {
        using var run = Policy("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; down: when dirty => pmem; drop: otherwise => evict; }
            """).Run(10);
        run.Access(0, 0, write: true);
        for (var page = 1; page < 6; page++) run.Access(page, page);

        Assert.Equal(["pmem", null, "ram", "ram", "ram", "ram"], Enumerable.Range(0, 6).Select(run.TierOf));
        Assert.Equal((1, 1), (run.Rule("down").Applied, run.Rule("drop").Applied));
    }

    [Fact]
    public void Dirty_pages_are_written_before_they_are_dropped()
    {
        using var run = Policy("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; drop: otherwise => evict; }
            """).Run(10);
        run.Access(0, 0, write: true);
        for (var page = 1; page < 6; page++) run.Access(page, page);
        run.Access(9, 0);

        Assert.Equal((3, 1), (run.Tiers[0].Evicted, run.Tiers[0].WrittenBack));
        Assert.Equal((1, 1), (run.Totals.Refaults, run.Totals.StoreReads));
    }

    [Fact]
    public void A_refused_move_is_counted_with_its_reason_and_ends_the_event()
    {
        using var run = Policy("""
            budget trickle = 4KiB per 1ms;
            placement { rest: otherwise => pmem; }
            migration {
              on access {
                up: when in pmem => ram within trickle;
                other: when !dirty => cxl0;
              }
            }
            """).Run(10);
        run.Access(0, 0);
        run.Access(1, 1);
        run.Access(2, 1);
        run.Access(Ms, 2);
        run.Settle();

        var rule = run.Rule("up");
        Assert.Equal((4, 2, 2), (rule.Tried, rule.Applied, rule.RefusedNoBudget));
        Assert.Equal(["ram", "pmem", "ram"], Enumerable.Range(0, 3).Select(run.TierOf));
    }

    [Fact]
    public void Or_next_goes_on_after_a_refusal()
    {
        using var run = Policy("""
            placement { rest: otherwise => pmem; }
            migration {
              on access {
                up: when in pmem => ram or next;
                aside: when in pmem => cxl0;
              }
            }
            """).Run(10);
        for (var page = 0; page < 6; page++) run.Access(page, page);
        run.Settle();

        Assert.Equal(["ram", "ram", "ram", "ram", "cxl0", "cxl0"], Enumerable.Range(0, 6).Select(run.TierOf));
        Assert.Equal((2, 2), (run.Rule("up").RefusedNoFrame, run.Rule("aside").Applied));
    }

    [Fact]
    public void Every_handler_runs_its_statements_and_the_first_outcome_is_applied_after_the_last()
    {
        using var run = Policy("""
            page { uses : u4; }
            placement { rest: otherwise => pmem; }
            migration {
              on access { up: when in pmem && uses > 1 => ram; }
              on access { uses += 2; late: when in pmem && uses > 1 => cxl0; }
            }
            """).Run(10);
        run.Access(0, 0);
        run.Access(1, 1);
        run.Access(1000, 0);

        // At the first access the first handler still sees 0 uses; the second one's rule answers.
        Assert.Equal((0, 2), (run.Rule("up").Tried, run.Rule("late").Applied));
        Assert.Equal("cxl0", run.TierOf(0));
    }

    [Fact]
    public void Halving_happens_at_multiples_of_the_period_from_time_0()
    {
        using var run = Policy("""
            page { heat : u8 halves every 10ms; }
            placement { rest: otherwise => pmem; }
            migration {
              on access { heat += 4; }
              every 1ms over pmem limit 100 { hot: when heat >= 4 => stay; warm: when heat == 1 => stay; cold: when heat == 0 => stay; }
            }
            """).Run(10);
        run.Access(9 * Ms + 1, 0);
        run.Access(35 * Ms, 1);

        // Not resident at the ticks before 10 ms; 2 from 10 ms, 1 from 20 ms, 0 from 30 ms.
        Assert.Equal((0, 10, 6), (run.Rule("hot").Tried, run.Rule("warm").Tried, run.Rule("cold").Tried));
    }

    [Fact]
    public void Other_decays_round_only_when_something_is_written()
    {
        using var run = Policy("""
            page { heat : u8 decays to 90% every 1ms; }
            placement { rest: otherwise => pmem; }
            migration {
              on access { if (write) { heat += 10; } up: when heat == 8 => ram; }
            }
            """).Run(10);
        run.Access(0, 0, write: true);
        run.Access(Ms, 0);         // 9
        run.Access(2 * Ms, 0);     // 10 · 0.81 = 8, not 9 · 0.9 = 8.1 of an already rounded 9 …
        run.Settle();
        Assert.Equal("ram", run.TierOf(0));
        run.Access(7 * Ms, 1, write: true);
        run.Access(9 * Ms, 1);
        Assert.Equal((2, 2), (run.Rule("up").Tried, run.Rule("up").Applied));
    }

    [Fact]
    public void A_tick_goes_on_where_the_last_one_ended()
    {
        using var run = Policy("""
            page { looks : u4; }
            placement { rest: otherwise => pmem; }
            migration {
              every 1ms over pmem limit 2 pages { looks += 1; twice: when looks == 2 => cxl0; }
            }
            """).Run(10);
        for (var page = 0; page < 3; page++) run.Access(page, page);
        run.Access(2 * Ms, 0);
        run.Settle();

        // 0 and 1, then 2 and 0.
        Assert.Equal(["cxl0", "pmem", "pmem"], Enumerable.Range(0, 3).Select(run.TierOf));
    }

    [Fact]
    public void Or_stop_ends_the_pass()
    {
        using var run = Policy("""
            placement { rest: otherwise => pmem; }
            migration { every 1ms over pmem limit 100 { up: otherwise => ram or stop; } }
            """).Run(10);
        for (var page = 0; page < 8; page++) run.Access(page, page);
        run.Access(Ms, 0);

        Assert.Equal((5, 4, 1), (run.Rule("up").Tried, run.Rule("up").Applied, run.Rule("up").Refused));
    }

    [Fact]
    public void Background_reclaim_runs_from_the_low_mark_to_the_high_one()
    {
        using var run = Policy("""
            placement { rest: otherwise => pmem; }
            reclaim pmem { below 8KiB until 16KiB; order Fifo; drop: otherwise => evict; }
            """).Run(100);
        for (var page = 0; page < 63; page++) run.Access(page, page);

        // 64 frames: at 63 used, one is free, which is below two; four free end it.
        Assert.Equal((60, 3), (run.Used("pmem"), run.Tiers[2].Evicted));
    }

    [Fact]
    public void Keep_passes_over_at_most_32_pages()
    {
        using var run = Policy("""
            placement { rest: otherwise => pmem; }
            reclaim pmem { order Fifo; keep when dirty; drop: otherwise => evict; }
            """).Run(100);
        for (var page = 0; page < 64; page++) run.Access(page, page, write: page != 10);
        run.Access(64, 64);
        Assert.Null(run.TierOf(10));
        Assert.Equal(0, run.Tiers[2].KeepsIgnored);

        // The ten before it went to the far end; 11 to 42 are kept now, and 43 is taken although dirty.
        run.Access(65, 65);
        Assert.Null(run.TierOf(43));
        Assert.Equal((1, 2), (run.Tiers[2].KeepsIgnored, run.Tiers[2].Evicted));
    }

    [Fact]
    public void A_request_can_bind_a_region_to_a_tier_and_its_pages_are_asked_for()
    {
        RegionModel[] regions = [new(PageKind.Anon, 1 << 20), new(PageKind.File, 8192, Bound: 1)];
        using var run = Policy("""
            placement { bound: when bound to cxl0 => cxl0; rest: otherwise => pmem; }
            migration { on access { up: when !asked && resident >= 1ms => ram; } }
            """).Run(4, regions, [0, 1, 0, 0]);
        foreach (var time in new[] { 0, Ms }) for (var page = 0; page < 2; page++) run.Access(time, page);
        run.Settle();

        Assert.Equal(["ram", "cxl0"], Enumerable.Range(0, 2).Select(run.TierOf));
    }

    [Fact]
    public void A_parameter_outside_its_range_is_refused()
    {
        using var run = Policy("param hot : count = 4 in 1..60; placement { rest: otherwise => pmem; } migration { on access { up: when write && hot > 3 => ram; } }").Run(4);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => run.SetParameter(0, 61));
        Assert.Equal(("Hot", 61L), (refused.ParamName, refused.ActualValue));
        Assert.StartsWith("`hot` goes from 1 to 60 ", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.SetParameter(1, 1));
        run.SetParameter(0, 1);
        run.Access(0, 0, write: true);
        Assert.Equal("pmem", run.TierOf(0));
    }

    [Fact]
    public void A_walk_over_two_tiers_goes_on_where_the_last_one_ended()
    {
        using var run = Policy("""
            page { seen : u8; }
            placement { rest: otherwise => ram, cxl0, pmem; }
            migration {
              every 1ms over ram, cxl0 limit 3 {
                seen += 1;
                first: when in ram && seen > 0 => stay;
                second: otherwise => stay;
              }
            }
            """).Run(10);
        for (var page = 0; page < 8; page++) run.Access(page, page);
        // Eight pages at three a pass: each is seen three times in eight passes.
        run.Access(8 * Ms, 0);

        Assert.Equal((12, 12), (run.Rule("first").Applied, run.Rule("second").Applied));
    }

    [Fact]
    public void A_demotion_looks_for_room_in_every_target_before_it_reclaims_in_one()
    {
        using var run = Policy("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; down: otherwise => cxl0, pmem; }
            reclaim cxl0 { order Fifo; drop: otherwise => evict; }
            """).Run(12);
        for (var page = 0; page < 10; page++) run.Access(page, page);

        // Four frames in ram, four in cxl0; the other two found room in pmem.
        Assert.Equal((4, 4, 2, 0), (run.Used("ram"), run.Used("cxl0"), run.Used("pmem"), run.Tiers[1].Evicted));
    }

    [Fact]
    public void Decay_goes_on_after_more_epochs_than_32_bits_hold()
    {
        using var run = Policy("""
            page { heat : u8 halves every 1ns; }
            placement { rest: otherwise => ram; }
            migration { on access { heat += 4; warm: when heat > 4 => stay; } }
            """).Run(1);
        const long Later = 5_000_000_000;
        run.Access(Later, 0);
        run.Access(Later + 1, 0);
        run.Access(Later + 4, 0);

        // 4 halves to 2 and grows to 6; three epochs later nothing is left of it.
        Assert.Equal(1, run.Rule("warm").Applied);
    }

    private static Generated Policy(string body) => Generated.From($$"""
        hierarchy Box {
          page 4KiB;
          agent cpu;
          tier ram  : ram        { capacity 16KiB;  read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier cxl0 : cxl        { capacity 16KiB;  read 180ns; write 180ns; bandwidth 30GB/s; }
          tier pmem : persistent { capacity 256KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        policy Story for Box {
        {{body}}
        }
        """);
}
