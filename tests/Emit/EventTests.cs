using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Handlers of pins, hints, arrivals, failures and tiers that go, in stories worked out by hand.</summary>
public class EventTests
{
    [Fact]
    public void Pin_handlers_run_before_the_pin_and_unpin_handlers_after_it()
    {
        using var run = Policy("""
            placement { rest: otherwise => slow; }
            migration {
              on pin by gpu { near: when short && !pinned => fast; }
              on unpin      { back: when in fast && !pinned => slow; }
            }
            """).Run(2);
        run.Access(0, 0);
        run.Access(0, 1);
        run.Pin(1, 0, agent: 1);
        run.Pin(1, 1);
        Assert.Equal(["fast", "slow"], Enumerable.Range(0, 2).Select(run.TierOf));
        run.Pin(2, 0, agent: 1);
        run.Unpin(3, 0);
        Assert.Equal("fast", run.TierOf(0));
        run.Unpin(4, 0);
        run.Settle();
        Assert.Equal("slow", run.TierOf(0));
        Assert.Equal((1, 1), (run.Rule("near").Tried, run.Rule("back").Applied));
    }

    [Fact]
    public void What_a_hint_moves_is_asked_until_it_moves_again()
    {
        using var run = Policy("""
            placement { rest: otherwise => slow; }
            migration {
              on hint up { up: otherwise => fast; }
              on hint down { down: otherwise => slow; }
              on access { by_hint: when asked => stay; }
              on access { sink: when write => slow; }
            }
            never asked && in slow;
            """).Run(1);
        run.Hint(0, 0, "up");
        Assert.Null(run.TierOf(0));
        run.Access(0, 0);
        run.Hint(1, 0, "up");
        run.Hint(1, 0, "unknown");
        run.Settle();
        Assert.Equal("fast", run.TierOf(0));
        run.Access(1_000_000, 0);
        Assert.Equal(1, run.Rule("by_hint").Applied);
        run.Hint(1_000_001, 0, "down");
        run.Settle();
        run.Access(2_000_000, 0);
        Assert.Equal((2, 1), (run.Rule("by_hint").Applied, run.Contracts[0].Violations > 0 ? 1 : 0));
    }

    [Fact]
    public void Arrivals_are_placements_and_moves_and_failures_are_told_once()
    {
        using var run = Policy("""
            page { tries : u4; }
            state { came : count = 0; }
            placement { rest: otherwise => slow; }
            migration {
              on arrive in fast { came += 1; }
              on arrive by gpu { came += 10; }
              on access { up: when write => fast; told: when came == 4 => stay; }
              on failure in slow { tries += 1; again: when tries == 2 => fast; }
            }
            """).Run(6);
        for (var page = 0; page < 6; page++) run.Access(0, page);
        for (var page = 0; page < 4; page++) run.Access(1, page, write: true);
        run.Settle();
        run.Access(1_000_000, 4);
        Assert.Equal(1, run.Rule("told").Applied);
        run.Access(1_000_001, 5, write: true);
        run.Access(1_000_001, 5, write: true);
        // The second refusal is told, and the refusal of what the handler tries is not.
        Assert.Equal((2, 1, 1), (run.Rule("up").RefusedNoFrame, run.Rule("again").Tried, run.Rule("again").RefusedNoFrame));
    }

    [Fact]
    public void A_page_that_an_access_brings_is_asked_for_the_access_before()
    {
        using var run = Policy("""
            state { late : count = 0; }
            placement { rest: otherwise => slow; }
            migration {
              on arrive in fast { if (idle > 0ns && idle < 40us) { late += 1; } }
              on access { up: when write => fast; told: when late == 1 && idle == 60us => stay; }
            }
            """).Run(1);
        run.Access(0, 0);
        run.Access(40, 0, write: true);
        run.Access(60_040, 0);
        Assert.Equal(("fast", 1), (run.TierOf(0), run.Rule("told").Applied));
    }

    [Fact]
    public void Each_page_that_a_scan_tells_of_is_a_step_with_a_failure_of_its_own()
    {
        using var run = Policy("""
            observe accessed_bit every 1ms over slow;
            placement { rest: otherwise => fast, slow; }
            migration { on access in slow { up: otherwise => fast; } on failure { noted: otherwise => stay; } }
            """).Run(6);
        for (var page = 0; page < 6; page++) run.Access(0, page);
        run.AdvanceTo(1_000_000);
        Assert.Equal((2, 2), (run.Rule("up").RefusedNoFrame, run.Rule("noted").Applied));
    }

    [Fact]
    public void A_tier_that_goes_offline_is_drained_by_rules_then_along_the_fallback()
    {
        using var run = Policy("""
            placement { rest: otherwise => vram; }
            migration { on offline in vram { save: when dirty => fast; } on fault by cpu in vram { home: otherwise => slow; } }
            """).Run(4);
        for (var page = 0; page < 3; page++) run.Access(0, page, write: page < 2, agent: 1);
        run.Offline(1, "vram");
        Assert.Equal(["fast", "fast", "fast"], Enumerable.Range(0, 3).Select(run.TierOf));
        Assert.Equal(2, run.Rule("save").Applied);
        run.Access(2, 3, agent: 1);
        Assert.Null(run.TierOf(3));
        run.Online(3, "vram");
        run.Access(4, 3, agent: 1);
        Assert.Equal("vram", run.TierOf(3));
    }

    [Fact]
    public void A_pinned_page_leaves_a_tier_that_is_offline_when_it_is_let_go()
    {
        using var run = Policy("""
            placement { rest: otherwise => slow; }
            migration { on access { closed: when gpu.closed => stay; open: when gpu.wanted == 8KiB => stay; } }
            """).Run(2);
        run.Access(0, 0);
        run.Access(0, 1);
        run.Pin(1, 0);
        run.Offline(2, "slow");
        run.Offline(2, "vram");
        Assert.Equal(["slow", "fast"], Enumerable.Range(0, 2).Select(run.TierOf));
        run.Access(3, 0);
        run.Unpin(4, 0);
        Assert.Equal("fast", run.TierOf(0));
        run.Online(5, "vram");
        run.ReclaimForDriver(2, 8192);
        run.Access(6, 0);
        Assert.Equal((1, 1), (run.Rule("closed").Applied, run.Rule("open").Applied));
    }

    private static Generated Policy(string body) => Generated.From($$"""
        namespace Tests;
        hierarchy Small {
          page 4KiB;
          agent cpu;
          agent gpu : device;
          tier fast : ram            { capacity 16KiB;  read 50ns; write 50ns; bandwidth 100GB/s; }
          tier slow : cxl            { capacity 400KiB; read 90ns; write 90ns; bandwidth 50GB/s; }
          tier vram : device_private { capacity 40KiB;  read 60ns; write 60ns; bandwidth 800GB/s; driver gpu; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        policy Handling for Small {
          {{body}}
        }
        """);
}
