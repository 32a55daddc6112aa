using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Stories of agents that reach a tier in place, of mappings that may only be read, and of what is near, worked out by hand.</summary>
public class FaultTests
{
    private const int Cpu = 0, Gpu = 1, Cpu1 = 2;

    /// <summary>
    /// A page of the device that the CPU has read twice comes home at the third time. Before, each access is a fault, and served
    /// in place at 1000ns and one line of 64 bytes at 1GB/s; the third is served in `ram` at 80ns and a line at 64GB/s, after the move.
    /// </summary>
    [Fact]
    public void An_agent_that_is_told_to_stay_reaches_the_page_in_place()
    {
        using var run = Box("""
            page { seen : u2; }
            placement { rest: otherwise => vram; }
            migration { on fault in vram { seen += 1; far: when seen < 3 => stay; home: otherwise => ram; } }
            """).Run(1);
        run.Access(0, 0, agent: Gpu);
        var before = run.CostNs;
        run.Access(1, 0);
        Assert.Equal(("vram", 1000 + 64), (run.TierOf(0), run.CostNs - before));
        run.Access(2, 0);
        Assert.Equal((2, 2, 2), (run.Totals.AccessFaults, run.Totals.Remote, run.Rule("far").Applied));
        before = run.CostNs;
        run.Access(3, 0);
        Assert.Equal(("ram", 3, 2), (run.TierOf(0), run.Totals.AccessFaults, run.Totals.Remote));
        Assert.Equal(80 + 1 + (80 + 64), run.CostNs - before);
    }

    /// <summary>Where the home tier is full the move is refused, and the page is reached where it is.</summary>
    [Fact]
    public void A_refused_answer_leaves_the_page_in_reach()
    {
        using var run = Box("""
            placement { first: when agent == gpu => vram; rest: otherwise => ram; }
            migration { on fault in vram { home: otherwise => ram; } }
            """).Run(4);
        for (var page = 0; page < 3; page++) run.Access(page, page);
        run.Access(3, 3, agent: Gpu);
        run.Access(4, 3);
        Assert.Equal(("vram", 1, 1, 0), (run.TierOf(3), run.Rule("home").RefusedNoFrame, run.Totals.Remote, run.Totals.Failed));
    }

    /// <summary>Reads leave the page where it is mapped read-only; a write moves it first and is served, and seen, where it is then.</summary>
    [Fact]
    public void A_write_to_a_read_only_mapping_moves_the_page_first()
    {
        using var run = Box("""
            page { outs : u4; }
            placement { rest: otherwise => log; }
            migration {
              on write_fault { outs += 1; out: when outs < 2 => ram; again: otherwise => slow; }
              on access in ram { back: when !write && outs == 1 => log; }
            }
            """).Run(1);
        run.Access(0, 0);
        Assert.Equal(("log", 0), (run.TierOf(0), run.Totals.WriteFaults));
        run.Access(1, 0, write: true);
        Assert.Equal(("ram", 1, 1), (run.TierOf(0), run.Totals.WriteFaults, run.Rule("out").Applied));
        run.Access(2, 0);
        run.Settle();
        Assert.Equal(("log", 1), (run.TierOf(0), run.Totals.WriteFaults));
        run.Access(1_000_000, 0, write: true);
        Assert.Equal(("slow", 2, 0), (run.TierOf(0), run.Totals.WriteFaults, run.Totals.Failed));
    }

    /// <summary>There is room nowhere else: the write is not served.</summary>
    [Fact]
    public void A_write_that_finds_no_room_fails()
    {
        using var run = Box("""
            placement { first: when size > 12KiB && ram.free > 0B => ram; rest: otherwise => log; }
            migration { on write_fault { out: otherwise => ram; } }
            """).Run(4);
        for (var page = 0; page < 4; page++) run.Access(page, page);
        run.Access(4, 3, write: true);
        Assert.Equal(("log", 1, 1), (run.TierOf(3), run.Totals.WriteFaults, run.Totals.Failed));
    }

    /// <summary>The second CPU is near `slow`: that comes first in its fallback and among the nearest, though it is slower.</summary>
    [Fact]
    public void What_an_agent_is_near_comes_first()
    {
        using var run = Box("""
            page { seen : u2; }
            placement { rest: otherwise => fallback; }
            migration { on access { seen += 1; near: when seen == 2 => nearest ram, slow; } }
            """).Run(3);
        run.Access(0, 0, agent: Cpu);
        run.Access(1, 1, agent: Cpu1);
        Assert.Equal(("ram", "slow"), (run.TierOf(0), run.TierOf(1)));
        run.Access(2, 0, agent: Cpu1);
        run.Access(3, 1, agent: Cpu);
        run.Settle();
        Assert.Equal(("slow", "ram"), (run.TierOf(0), run.TierOf(1)));
    }

    /// <summary>Nobody tells of accesses to `vram`: its page counts none, and its reclaimer lets the first one go though it was used last.</summary>
    [Fact]
    public void Accesses_to_a_tier_that_is_not_observable_are_seen_by_nobody()
    {
        using var run = Box("""
            page { seen : u4; }
            placement { first: when agent == gpu => vram; rest: otherwise => ram; }
            migration { on access { seen += 1; } every 1ms over vram limit 9 { out: when seen > 0 => slow; } on fault { home: otherwise => slow; } }
            reclaim vram by kernel { order Lru; down: otherwise => slow; }
            """, "observable no;").Run(4);
        for (var page = 0; page < 3; page++) run.Access(page, page, agent: Gpu);
        run.Access(3, 0, agent: Gpu);
        run.Access(4, 3, agent: Gpu);
        Assert.Equal(["slow", "vram", "vram", "vram"], Enumerable.Range(0, 4).Select(run.TierOf));
        run.Access(1_000_000, 1, agent: Gpu);
        Assert.Equal("vram", run.TierOf(1));
    }

    private static Generated Box(string body, string vram = "") => Generated.From($$"""
        namespace Tests;
        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu : device;
          agent cpu1 { near slow; }
          tier ram  : ram { capacity 12KiB; read 80ns; write 80ns; bandwidth 64GB/s; }
          tier slow : ram { capacity 12KiB; read 90ns; write 90ns; bandwidth 64GB/s; }
          tier log  : ram { capacity 12KiB; read 90ns; write 90ns; bandwidth 64GB/s; implicit no; map read_only; }
          tier vram : device_private {
            capacity 12KiB; read 60ns; write 60ns; bandwidth 64GB/s; driver gpu;
            {{vram}}
            remote cpu  { read 1us; write 1us; bandwidth 1GB/s; }
            remote cpu1 { read 1us; write 1us; bandwidth 1GB/s; }
          }
        }
        policy Small for Box {
          {{body}}
        }
        """);
}
