using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>What an outcome can say besides its tiers, in stories worked out by hand.</summary>
public class OutcomeTests
{
    private const int Ms = 1_000_000;

    [Fact]
    public void An_exchange_takes_the_first_of_the_next_victims_that_the_condition_allows()
    {
        using var run = Policy("""
            page { heat : u8; }
            placement { rest: otherwise => ram, pmem; }
            migration { on access { heat += 1; up: when in pmem && heat >= 2 => ram or exchange when victim.heat < heat; } }
            reclaim ram { order Fifo; drop: otherwise => evict; }
            """).Run(10);
        foreach (var page in new[] { 0, 1, 2, 3, 4, 5, 0 }) run.Access(0, page);
        // The queue of ram is 0 1 2 3 from its back; 0 was used twice and goes to the far end, 1 gives way.
        run.Access(1, 4);
        Assert.Equal(["ram", "pmem", "ram", "ram", "ram", "pmem"], Enumerable.Range(0, 6).Select(run.TierOf));
        // Now it is 2 3 0 4.
        run.Access(2, 5);
        Assert.Equal(["ram", "pmem", "pmem", "ram", "ram", "ram"], Enumerable.Range(0, 6).Select(run.TierOf));

        Assert.Equal((2, 4 * 4096), (run.Rule("up").Applied, run.Rule("up").Bytes));
        Assert.Equal((2, 2, 0), (run.Tiers[2].Promoted, run.Tiers[0].Demoted, run.Tiers[0].Evicted));
    }

    [Fact]
    public void An_exchange_without_a_partner_or_without_budget_for_two_pages_is_refused()
    {
        using var run = Policy("""
            page { heat : u8; }
            budget one = 4KiB per 1ms;
            placement { rest: otherwise => ram, pmem; }
            migration {
              on access {
                heat += 1;
                hot: when in pmem && heat == 2 => ram or exchange when victim.heat > 200;
                dear: when in pmem && heat == 3 => ram within one or exchange;
              }
            }
            reclaim ram { order Fifo; drop: otherwise => evict; }
            """).Run(10);
        for (var page = 0; page < 5; page++) run.Access(0, page);
        run.Access(1, 4);
        run.Access(2, 4);

        Assert.Equal((1, 1), (run.Rule("hot").RefusedNoFrame, run.Rule("dear").RefusedNoBudget));
        Assert.Equal("pmem", run.TierOf(4));
    }

    [Fact]
    public void A_page_goes_back_to_its_shadow_for_nothing_until_it_is_written()
    {
        using var run = Policy("""
            placement { rest: otherwise => pmem; }
            migration {
              on access { up: when in pmem => ram keep shadow; }
              every 1ms over ram limit 10 { down: otherwise => pmem; }
            }
            """).Run(4);
        run.Access(0, 0);
        var (up, down) = (run.Totals.MoveNs, 0L);
        Assert.Equal((1, 1), (run.Used("ram"), run.Used("pmem")));

        // Back at 1 ms without a copy, and so at once; then 1 goes up.
        run.Access(Ms, 1);
        Assert.Equal("pmem", run.TierOf(0));
        run.Settle();
        Assert.Equal(("pmem", "ram", 2 * up), (run.TierOf(0), run.TierOf(1), run.Totals.MoveNs));
        Assert.Equal(2, run.Used("pmem"));

        // 0 goes up and is written there, which ends its shadow: at 2 ms it is copied.
        run.Access(Ms + 200_000, 0);
        run.Access(Ms + 300_000, 0, write: true);
        Assert.Equal(1, run.Used("pmem"));
        run.Access(2 * Ms, 2);
        run.Settle();
        down = run.Totals.MoveNs - 4 * up;
        Assert.True(down > 0);
        Assert.Equal(("pmem", "pmem", "ram"), (run.TierOf(0), run.TierOf(1), run.TierOf(2)));
    }

    [Fact]
    public void A_shadow_gives_its_frame_to_a_page_that_comes()
    {
        using var run = Policy("""
            placement { rest: otherwise => cxl0; }
            migration { on access { up: when in cxl0 && write => ram keep shadow; } }
            """).Run(10);
        for (var page = 0; page < 3; page++) run.Access(page, page, write: true);
        Assert.Equal((3, 3), (run.Used("ram"), run.Used("cxl0")));
        for (var page = 3; page < 8; page++) run.Access(1000 + page, page);

        // Four frames: one is free, three shadows give theirs up, and the fifth page finds none.
        Assert.Equal((3, 4, 1), (run.Used("ram"), run.Used("cxl0"), run.Totals.Failed));
    }

    [Fact]
    public void Then_and_else_follow_what_became_of_the_move()
    {
        using var run = Policy("""
            page { came : tier; tries : u4; }
            placement { rest: otherwise => pmem; }
            migration {
              on access {
                up: when in pmem => ram or next then { came = tier; } else { tries += 1; }
                worn: when tries == 2 => stay;
                here: when came == pmem => stay;
              }
            }
            """).Run(10);
        foreach (var page in new[] { 0, 1, 2, 3, 4, 4 }) run.Access(0, page);
        run.Access(1000 * 4, 0);

        // The move was accepted where the page was.
        Assert.Equal((4, 2), (run.Rule("up").Applied, run.Rule("up").RefusedNoFrame));
        Assert.Equal((1, 1), (run.Rule("worn").Applied, run.Rule("here").Applied));
    }

    [Fact]
    public void Statements_after_a_demotion_and_an_eviction_see_what_is_left()
    {
        using var run = Policy("""
            state { sunk : count = 0; gone : count = 0; }
            page { seen : u4; }
            placement { rest: otherwise => ram; }
            migration { on access { sunk_two: when sunk == 2 && gone == 1 && seen == 0 => stay; } }
            reclaim ram {
              order Fifo;
              down: when dirty => cxl0 then { sunk += 1; seen = 3; }
              drop: otherwise => evict then { gone += 1; }
            }
            """).Run(10);
        for (var page = 0; page < 6; page++) run.Access(0, page, write: page < 2);
        Assert.Equal(0, run.Rule("sunk_two").Tried);
        run.Access(1, 6);
        Assert.Equal(1, run.Rule("sunk_two").Tried);
        run.Access(2, 0);

        Assert.Equal(("cxl0", 1), (run.TierOf(0), run.Rule("sunk_two").Tried));
    }

    [Fact]
    public void The_nearest_tier_is_the_one_that_the_agent_reaches_soonest()
    {
        using var run = Policy("""
            placement { rest: otherwise => nearest pmem, ram, cxl0; }
            migration { on access { nearer: when write => nearest cxl0, ram, pmem; } }
            """).Run(10);
        for (var page = 0; page < 9; page++) run.Access(0, page);
        Assert.Equal(["ram", "ram", "ram", "ram", "cxl0", "cxl0", "cxl0", "cxl0", "pmem"], Enumerable.Range(0, 9).Select(run.TierOf));

        // Only nearer than where it is: nothing is for a page in ram, and ram is full for one in cxl0.
        run.Access(1, 0, write: true);
        run.Access(1, 5, write: true);
        Assert.Equal((1, 1), (run.Rule("nearer").RefusedNotAccepted, run.Rule("nearer").RefusedNoFrame));
    }

    [Fact]
    public void The_roomiest_tier_is_the_one_with_most_free_memory()
    {
        using var run = Policy("placement { rest: otherwise => roomiest ram, cxl0; }").Run(10);
        for (var page = 0; page < 5; page++) run.Access(0, page);
        Assert.Equal(["ram", "cxl0", "ram", "cxl0", "ram"], Enumerable.Range(0, 5).Select(run.TierOf));
    }

    [Fact]
    public void Interleaved_pages_go_round_as_often_as_the_weights_say()
    {
        using var run = Policy("placement { rest: otherwise => interleave ram: 2, cxl0; }").Run(10);
        for (var page = 0; page < 8; page++) run.Access(0, page);

        // The seventh page finds ram full in its turn, and so does the eighth.
        Assert.Equal(["ram", "ram", "cxl0", "ram", "ram", "cxl0", "cxl0", "cxl0"], Enumerable.Range(0, 8).Select(run.TierOf));
    }

    [Fact]
    public void A_suspended_rule_is_out_of_force_until_its_time_has_passed()
    {
        using var run = Policy("""
            placement { rest: otherwise => pmem; }
            migration {
              on access {
                if (write) { suspend up for 2ms; }
                up: when in pmem => ram;
                other: when in pmem => stay;
              }
            }
            """).Run(10);
        run.Access(Ms, 0, write: true);
        run.Access(3 * Ms - 1, 1);
        run.Access(3 * Ms, 2);
        run.Settle();

        Assert.Equal((1, 2), (run.Rule("up").Applied, run.Rule("other").Applied));
        Assert.Equal(["pmem", "pmem", "ram"], Enumerable.Range(0, 3).Select(run.TierOf));
    }

    [Fact]
    public void A_touch_is_an_access_to_the_reclaimer()
    {
        using var run = Policy("""
            placement { rest: otherwise => ram; }
            migration { every 1ms over ram limit 1 { touch; } }
            reclaim ram { order Lru; drop: otherwise => evict; }
            """).Run(10);
        for (var page = 0; page < 4; page++) run.Access(0, page);
        // At 1 ms the pass touches page 0, which is then the youngest.
        run.Access(Ms, 4);
        Assert.Equal(["ram", null, "ram", "ram", "ram"], Enumerable.Range(0, 5).Select(run.TierOf));
    }

    [Fact]
    public void A_budget_of_time_counts_what_moves_cost()
    {
        using var run = Policy("""
            budget work = 2us per 1ms;
            placement { rest: otherwise => pmem; }
            migration { on access { up: when in pmem => ram within work; spent: when work.left < 1us => stay; } }
            """).Run(10);
        for (var page = 0; page < 4; page++) run.Access(page, page);

        // 300 ns and 4 KiB at 10 GB/s, rounded up: 710 ns a move, of which two fit.
        Assert.Equal((2, 2, 2 * 710), (run.Rule("up").Applied, run.Rule("up").RefusedNoBudget, run.Totals.MoveNs));
        run.Access(Ms, 2);
        run.Settle();
        Assert.Equal("ram", run.TierOf(2));
    }

    [Fact]
    public void A_budget_can_be_assigned()
    {
        using var run = Policy("""
            budget up = 4KiB per 1s;
            placement { rest: otherwise => pmem; }
            migration {
              on access {
                if (write) { up += 8KiB; }
                rise: when in pmem => ram within up;
                full: when up.amount == 12KiB => stay;
              }
            }
            """).Run(10);
        for (var page = 0; page < 3; page++) run.Access(0, page);
        run.Access(1, 1, write: true);
        run.Access(2, 2);
        run.Access(3, 3);
        run.Access(4000, 0);

        Assert.Equal((3, 3, 1), (run.Rule("rise").Applied, run.Rule("rise").RefusedNoBudget, run.Rule("full").Applied));
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
