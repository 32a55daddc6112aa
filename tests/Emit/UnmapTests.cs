using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Memory that a program gives back, in stories worked out by hand.</summary>
public class UnmapTests
{
    private static Generated Policy(string body, string huge = "") => Generated.From($$"""
        namespace Tests;
        hierarchy Small {
          page 4KiB{{huge}};
          agent cpu;
          tier fast : ram { capacity 16KiB; read 50ns; write 50ns; bandwidth 1GB/s; }
          tier slow : cxl { capacity 16KiB; read 90ns; write 90ns; bandwidth 1GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
          swap zone { capacity 8KiB; read 10us; write 20us; bandwidth 1GB/s; }
        }
        policy Giving for Small {
          {{body}}
        }
        """);

    [Fact]
    public void Frames_are_free_at_once_and_nothing_is_written_or_moved()
    {
        using var run = Policy("""
            page { heat : u8; }
            placement { rest: otherwise => fast; }
            migration { on access { heat += 1; warm: when heat >= 2 => stay; } }
            reclaim fast { order Lru; drop: otherwise => evict; }
            """).Run(6);
        for (var page = 0; page < 4; page++) run.Access(page, page, write: true);
        run.Unmap(10, 1, 2, 5);
        Assert.Equal(["fast", null, null, "fast", null, null], Enumerable.Range(0, 6).Select(run.TierOf));
        Assert.Equal((2, 2), (run.Totals.Unmapped, run.Used("fast")));
        Assert.Equal((0, 0), (run.Totals.SwapWrites, run.Rule("drop").Tried));

        // Both frames take new pages, and what comes back is a first touch without its heat.
        run.Access(11, 1);
        run.Access(12, 4);
        Assert.Equal((6, 0, 0), (run.Totals.Faults, run.Totals.Refaults, run.Rule("warm").Applied));
        Assert.Equal(0, run.Rule("drop").Tried);
    }

    [Fact]
    public void A_place_in_swap_is_free_too()
    {
        using var run = Policy("placement { rest: otherwise => fast; } reclaim fast { order Fifo; drop: otherwise => evict; }").Run(8);
        for (var page = 0; page < 6; page++) run.Access(page, page);
        // 0 and 1 fill the swap.
        run.Unmap(10, 0);
        run.Access(11, 6);
        Assert.Equal([null, null, null, "fast", "fast", "fast", "fast"], Enumerable.Range(0, 7).Select(run.TierOf));
        run.Access(12, 0);
        Assert.Equal((0, 0, 0), (run.Totals.SwapReads, run.Totals.Refaults, run.Totals.Unmapped));
    }

    [Fact]
    public void A_move_under_way_and_pins_end()
    {
        using var run = Policy("""
            placement { rest: otherwise => slow; }
            migration { on access { up: when write => fast; } }
            """).Run(3);
        run.Access(0, 0, write: true);
        run.Pin(1, 1);
        run.Unmap(2, 0, 1);
        run.Settle();
        Assert.Equal([null, null, null], Enumerable.Range(0, 3).Select(run.TierOf));
        Assert.Equal((0, 0, 1), (run.Used("fast"), run.Used("slow"), run.Rule("up").FailedUnmapped));
        run.Access(1_000_000, 1, write: true);
        run.Settle();
        Assert.Equal("fast", run.TierOf(1));
    }

    [Fact]
    public void A_huge_page_goes_whole_or_is_split()
    {
        using var run = Policy("placement { big: when huge => fast; rest: otherwise => slow; }", "; huge 8KiB").Run(
            4, [new RegionModel(PageKind.Anon, 4 * 4096) { FirstHuge = 0, HugePages = 2 }], [0, 0, 0, 0]);
        run.Access(0, 0);
        run.Access(1, 2);
        run.Unmap(2, 0, 1, 3);
        Assert.Equal([null, null, "fast", null], Enumerable.Range(0, 4).Select(run.TierOf));
        Assert.Equal((3, 1), (run.Totals.Unmapped, run.Used("fast")));
    }
}
