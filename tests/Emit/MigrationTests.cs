using CdmPolicy.Frames;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>
/// Moves that take time, worked out by hand. A page is on the link for 1 us (4 KiB at 4.096 GB/s) and arrives 2 us after its
/// last byte has left: 3 us in all, and the next one may leave after 1 us.
/// </summary>
public class MigrationTests
{
    private const string Up = """
        placement { rest: otherwise => pmem; }
        migration { on access { up: when in pmem => ram; } }
        """;

    [Fact]
    public void Two_moves_on_one_link_finish_in_turn()
    {
        using var run = Policy(Up).Run(4);
        run.Access(0, 0);
        run.Access(100, 1);
        Assert.Equal(("pmem", "pmem", 2, 2), (run.TierOf(0), run.TierOf(1), run.MovesPending, run.Used("ram")));

        run.AdvanceTo(2999);
        Assert.Equal("pmem", run.TierOf(0));
        run.AdvanceTo(3000);
        Assert.Equal(("ram", "pmem"), (run.TierOf(0), run.TierOf(1)));
        run.AdvanceTo(3999);
        Assert.Equal("pmem", run.TierOf(1));
        run.AdvanceTo(4000);
        Assert.Equal(("ram", 0, 6000), (run.TierOf(1), run.MovesPending, run.Totals.MoveNs));
        Assert.Equal((2, 2, 2 * 4096), (run.Tiers[1].Promoted, run.Rule("up").Applied, run.Rule("up").Bytes));
    }

    [Fact]
    public void The_two_directions_of_a_link_do_not_share_it()
    {
        using var run = Policy("""
            placement { high: when kind == file => ram; rest: otherwise => pmem; }
            migration { on access { up: when in pmem && kind == anon => ram; down: when in ram && kind == file => pmem; } }
            """).Run(2, [new(PageKind.Anon, 4096), new(PageKind.File, 4096)], [0, 1]);
        run.Access(0, 0);
        run.Access(0, 1);
        run.AdvanceTo(3000);
        Assert.Equal(("ram", "pmem"), (run.TierOf(0), run.TierOf(1)));
    }

    [Fact]
    public void A_read_meanwhile_costs_what_the_source_costs()
    {
        using var run = Policy(Up).Run(4);
        run.Access(0, 0);
        run.Access(1000, 0);
        run.Access(3000, 0);

        // 300 ns and a line at 10 GB/s, twice; the move; 80 ns and a line at 100 GB/s.
        Assert.Equal(307 + 307 + 3000 + 81, run.CostNs);
    }

    [Fact]
    public void A_page_under_way_is_not_moved_again()
    {
        using var run = Policy(Up).Run(4);
        run.Access(0, 0);
        run.Access(1, 0);
        run.Access(3000, 0);
        Assert.Equal((2, 1, 1), (run.Rule("up").Tried, run.Rule("up").Applied, run.Rule("up").RefusedInFlight));
    }

    [Fact]
    public void A_write_during_the_copy_makes_it_start_again()
    {
        using var run = Policy(Up).Run(4);
        run.Access(0, 0);
        run.Access(500, 0, write: true);
        run.AdvanceTo(5999);
        Assert.Equal(("pmem", 1, 6000), (run.TierOf(0), run.Totals.MoveRetries, run.Totals.MoveNs));
        run.AdvanceTo(6000);
        Assert.Equal("ram", run.TierOf(0));
    }

    [Fact]
    public void A_write_before_the_copy_begins_changes_nothing()
    {
        using var run = Policy(Up).Run(4);
        run.Access(0, 0);
        run.Access(100, 1);
        run.Access(999, 1, write: true);
        run.AdvanceTo(4000);
        Assert.Equal(("ram", 0), (run.TierOf(1), run.Totals.MoveRetries));
    }

    [Fact]
    public void A_page_that_is_written_during_every_copy_stays()
    {
        using var run = Policy(Up).Run(4);
        run.Access(0, 0);
        for (var copy = 0; copy < 4; copy++) run.Access(3000 * copy + 500, 0, write: true);
        Assert.Equal((1, 1), (run.MovesPending, run.Used("ram")));
        run.AdvanceTo(12_000);

        Assert.Equal(("pmem", 0, 0, 3), (run.TierOf(0), run.MovesPending, run.Used("ram"), run.Totals.MoveRetries));
        Assert.Equal((1, 1, 0), (run.Rule("up").Applied, run.Rule("up").FailedWritten, run.Rule("up").Bytes));
        run.Access(12_000, 0);
        run.AdvanceTo(15_000);
        Assert.Equal("ram", run.TierOf(0));
    }

    [Fact]
    public void Background_demotions_take_time_and_are_counted_on()
    {
        using var run = Policy("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; below 8KiB until 8KiB; down: otherwise => pmem; }
            """).Run(10);
        for (var page = 0; page < 3; page++) run.Access(page, page);
        // Of four frames one is free, and a second one will be.
        Assert.Equal((3, 1, "ram"), (run.Used("ram"), run.MovesPending, run.TierOf(0)));
        run.Access(3, 2);
        Assert.Equal(1, run.MovesPending);
        run.AdvanceTo(3002);
        Assert.Equal((2, 0, "pmem", "ram"), (run.Used("ram"), run.MovesPending, run.TierOf(0), run.TierOf(1)));
    }

    [Fact]
    public void Who_needs_a_frame_now_waits_for_the_demotion_that_makes_it()
    {
        using var run = Policy("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; down: otherwise => pmem; }
            """).Run(10);
        for (var page = 0; page < 5; page++) run.Access(page, page);
        Assert.Equal(("pmem", "ram", 0, 3000), (run.TierOf(0), run.TierOf(4), run.MovesPending, run.Totals.MoveNs));
    }

    [Fact]
    public void Victims_are_looked_for_beyond_the_pages_under_way()
    {
        using var run = Policy("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; below 12KiB until 12KiB; down: otherwise => pmem; }
            """).Run(10);
        for (var page = 0; page < 4; page++) run.Access(page, page);
        // 0 leaves when 1 has come, 1 when 2 has; the third is the next behind them.
        Assert.Equal(3, run.MovesPending);
        run.AdvanceTo(10_000);
        Assert.Equal(["pmem", "pmem", "pmem", "ram"], Enumerable.Range(0, 4).Select(run.TierOf));
    }

    [Fact]
    public void An_access_that_cannot_be_made_waits_for_a_page_on_its_way()
    {
        using var run = Generated.From("""
            hierarchy Private {
              page 4KiB;
              agent cpu;
              agent gpu0 : device { }
              tier ram : ram            { capacity 16KiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier gpu : device_private { capacity 16KiB; read 300ns; write 300ns; bandwidth 100GB/s; driver gpu0; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
              link ram <-> gpu { bandwidth 4096MB/s; latency 2us; }
            }
            policy Story for Private {
              placement { device: when agent == gpu0 => gpu; rest: otherwise => ram; }
              migration {
                on access by gpu0 { back: when in gpu && write => ram; }
                on fault by cpu { home: when in gpu => ram; }
              }
            }
            """).Run(2);
        run.Access(0, 0, write: true, agent: 1);
        run.Access(1000, 0);
        Assert.Equal(("ram", 2000, 1, 0), (run.TierOf(0), run.Totals.WaitNs, run.Totals.AccessFaults, run.Rule("home").Tried));

        // Without one on its way the handler's own move is made at once.
        run.Access(2000, 1, agent: 1);
        run.Access(2001, 1);
        Assert.Equal(("ram", 2000, 1), (run.TierOf(1), run.Totals.WaitNs, run.Rule("home").Applied));
    }

    [Fact]
    public void A_move_can_fail_and_the_page_is_where_it_was()
    {
        using var run = Policy(Up).Run(4, faults: new Faults(Moves: 1_000_000_000));
        run.Access(0, 0);
        run.AdvanceTo(3000);
        Assert.Equal(("pmem", 0, 1), (run.TierOf(0), run.Used("ram"), run.Rule("up").FailedFault));
    }

    [Fact]
    public void The_same_seed_makes_the_same_moves_fail()
    {
        long Failed(long seed)
        {
            using var run = Policy(Up).Run(200, faults: new Faults(Moves: 300_000_000, seed));
            for (var i = 0; i < 2000; i++) run.Access(i * 5000, i * 7 % 200);
            return run.Rule("up").FailedFault * 10_000 + run.Rule("up").RefusedNoFrame;
        }

        Assert.Equal(Failed(1), Failed(1));
        Assert.NotEqual(Failed(1), Failed(2));
    }

    [Fact]
    public void There_is_an_end_to_the_moves_that_can_be_under_way()
    {
        using var run = Policy("""
            placement { rest: otherwise => pmem; }
            migration { every 1ms over pmem limit 5000 { up: otherwise => ram or next; } }
            """, ram: "32MiB", pmem: "32MiB").Run(5000);
        run.Execute([.. Enumerable.Range(0, 5000)], [], new long[5000]);
        run.AdvanceTo(1_000_000);
        Assert.Equal((4096, 904, 4096), (run.Rule("up").Applied, run.Rule("up").RefusedBusy, run.MovesPending));
        // One arrives each microsecond, the first after three: 997 of them before 2 ms.
        run.AdvanceTo(1_999_999);
        Assert.Equal(4096 - 997, run.MovesPending);
    }

    [Fact]
    public void A_policy_sees_how_many_moves_are_under_way()
    {
        using var run = Policy("""
            placement { rest: otherwise => pmem; }
            migration { on access { up: when in pmem && moves.pending < 2 => ram; more: when in pmem => stay; } }
            """).Run(4);
        for (var page = 0; page < 3; page++) run.Access(page, page);
        Assert.Equal((2, 1), (run.Rule("up").Applied, run.Rule("more").Applied));
        run.Access(3000, 2);
        Assert.Equal(3, run.Rule("up").Applied);
    }

    private static Generated Policy(string body, string ram = "16KiB", string pmem = "1MiB") => Generated.From($$"""
        hierarchy Box {
          page 4KiB;
          agent cpu;
          tier ram  : ram        { capacity {{ram}};  read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier pmem : persistent { capacity {{pmem}}; read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
          link ram <-> pmem { bandwidth 4096MB/s; latency 2us; }
        }
        policy Story for Box {
        {{body}}
        }
        """);
}
