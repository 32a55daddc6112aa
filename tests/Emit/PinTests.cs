using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Pins, in stories worked out by hand from the language page.</summary>
public class PinTests
{
    private const string Basic = """
        placement { rest: otherwise => fast, slow; }
        reclaim fast { order Fifo; drop: otherwise => evict; }
        """;

    [Fact]
    public void A_pinned_page_is_no_victim_and_comes_to_the_front_when_it_is_let_go()
    {
        using var run = Policy("placement { rest: otherwise => fast; } reclaim fast { order Fifo; drop: otherwise => evict; }").Run(9);
        for (var page = 0; page < 4; page++) run.Access(0, page);
        Assert.True(run.Pin(1, 0));
        run.Access(2, 4);
        run.Access(2, 0);
        // 1 was the oldest that could leave.
        Assert.Equal(["fast", null, "fast", "fast", "fast"], Enumerable.Range(0, 5).Select(run.TierOf));
        // The queue is 2 3 4 0 from its back.
        Assert.True(run.Unpin(3, 0));
        for (var page = 5; page < 8; page++) run.Access(4, page);
        Assert.Equal(["fast", null, null, null, null], Enumerable.Range(0, 5).Select(run.TierOf));
        run.Access(5, 8);
        Assert.Null(run.TierOf(0));
    }

    [Fact]
    public void Pins_count_and_a_short_one_is_taken_back_first()
    {
        using var run = Policy(Basic + """
            migration {
              on access {
                by_long:  when pinned long && held == 7ns => stay;
                by_short: when pinned short && locked     => stay;
                free:     when !pinned && held == 0ns     => stay;
              }
            }
            """).Run(1);
        run.Access(0, 0);
        Assert.True(run.Pin(1, 0, isLong: true));
        Assert.True(run.Pin(2, 0));
        Assert.True(run.Unpin(3, 0));
        run.Access(8, 0);
        Assert.True(run.Unpin(9, 0));
        Assert.True(run.Pin(9, 0));
        run.Access(10, 0);
        Assert.True(run.Unpin(11, 0));
        Assert.False(run.Unpin(11, 0));
        run.Access(12, 0);
        Assert.Equal((1, 1, 2), (run.Rule("by_long").Applied, run.Rule("by_short").Applied, run.Rule("free").Applied));
        Assert.Equal((3, 0), (run.Totals.Pins, run.Totals.PinsDenied));
    }

    [Fact]
    public void A_move_of_a_pinned_page_is_refused_for_that_reason_first()
    {
        using var run = Policy("""
            placement { rest: otherwise => slow; }
            migration { on access { up: when write => fast or exchange; } every 1ms over slow limit 9 { sweep: otherwise => fast; } }
            """).Run(1);
        run.Access(0, 0);
        run.Pin(0, 0);
        run.Access(1, 0, write: true);
        run.Access(1_000_000, 0);
        Assert.Equal((1, 1), (run.Rule("up").RefusedPinned, run.Rule("sweep").RefusedPinned));
        Assert.Equal("slow", run.TierOf(0));
    }

    [Fact]
    public void Without_rules_a_long_pin_leads_along_the_fallback_and_is_denied_where_there_is_no_room()
    {
        using var run = Policy("placement { rest: otherwise => slow; }").Run(6);
        for (var page = 0; page < 6; page++) run.Access(0, page);
        Assert.True(run.Pin(1, 5));
        Assert.Equal("slow", run.TierOf(5));
        for (var page = 0; page < 4; page++) Assert.True(run.Pin(1, page, isLong: true));
        Assert.Equal(["fast", "fast", "fast", "fast", "slow"], Enumerable.Range(0, 5).Select(run.TierOf));
        Assert.False(run.Pin(1, 4, isLong: true));
        Assert.False(run.Pin(1, 5, isLong: true));
        Assert.Equal((5, 2), (run.Totals.Pins, run.Totals.PinsDenied));
    }

    [Fact]
    public void The_first_rule_decides_and_a_refused_move_is_a_denial()
    {
        using var run = Policy("""
            placement { rest: otherwise => slow; }
            pin {
              never_files: when kind == file       => deny;
              first:       when long && in slow    => fast;
              mine:        when agent == gpu       => deny;
              fine:        otherwise               => allow;
            }
            """).Run(6);
        for (var page = 0; page < 6; page++) run.Access(0, page);
        Assert.False(run.Pin(1, 0, agent: 1));
        Assert.True(run.Pin(1, 0));
        for (var page = 1; page < 5; page++) Assert.True(run.Pin(1, page, isLong: true));
        Assert.False(run.Pin(1, 5, isLong: true));
        Assert.Equal((4, 1), (run.Rule("first").Applied, run.Rule("first").RefusedNoFrame));
        Assert.Equal((1, 1), (run.Rule("mine").Applied, run.Rule("fine").Applied));
    }

    [Fact]
    public void Where_nothing_can_be_pinned_a_pin_is_a_fault_first()
    {
        using var run = Policy("""
            placement { rest: otherwise => slow; }
            migration { on access by gpu in slow { fetch: otherwise => vram; } on fault by cpu in vram { home: otherwise => slow; } }
            """).Run(2);
        run.Access(0, 0, agent: 1);
        run.Access(0, 1, agent: 1);
        run.Settle();
        Assert.Equal("vram", run.TierOf(0));
        Assert.True(run.Pin(1_000_000, 0));
        Assert.Equal("slow", run.TierOf(0));
        Assert.Equal(1, run.Rule("home").Applied);
        // Nobody answers a fault of its own device: the fallback does.
        Assert.True(run.Pin(1_000_001, 1, agent: 1));
        Assert.Equal("fast", run.TierOf(1));
    }

    [Fact]
    public void Contracts_may_speak_of_pins_and_are_checked_when_one_comes()
    {
        using var run = Policy(Basic + "never in fast && pinned long;").Run(1);
        run.Access(0, 0);
        run.Pin(1, 0);
        Assert.Equal(0, run.Contracts[0].Violations);
        run.Pin(2, 0, isLong: true);
        Assert.Equal((1, 2), (run.Contracts[0].Violations, run.Contracts[0].FirstNs));
    }

    [Fact]
    public void A_pin_changes_neither_histograms_nor_the_time_in_the_tier()
    {
        using var run = Policy("""
            page { heat : u4; }
            state per tier { heats : histogram(heat, 5); }
            placement { rest: otherwise => slow; }
            migration { on access { heat += 1; same: when tier.heats.fit(4KiB) == 0 && resident == now => stay; } }
            """).Run(1);
        run.Access(0, 0);
        run.Pin(1, 0);
        run.Access(2, 0);
        run.Unpin(3, 0);
        run.Access(4, 0);
        Assert.Equal(3, run.Rule("same").Applied);
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
        policy Pinning for Small {
          {{body}}
        }
        """);
}
