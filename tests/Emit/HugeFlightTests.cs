using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>
/// Huge pages under way, in shares and in swap, worked out by hand. A huge page is four base pages; it is on the link for 4 us (16 KiB at
/// 4.096 GB/s), a base page for 1 us, and each arrives 2 us after its last byte has left.
/// </summary>
public class HugeFlightTests
{
    private const string Up = """
        placement { rest: otherwise => pmem; }
        migration { on access { near: when in pmem => ram; } }
        """;

    [Fact]
    public void A_huge_page_is_on_its_link_for_all_its_bytes()
    {
        using var run = Run(Up);
        run.Access(0, 2);
        run.Access(1, 8);
        Assert.Equal((5, 2), (run.Used("ram"), run.MovesPending));
        run.AdvanceTo(5999);
        Assert.Equal("pmem", run.TierOf(0));
        run.AdvanceTo(6000);
        Assert.Equal(["ram", "ram", "ram", "ram"], Enumerable.Range(0, 4).Select(run.TierOf));

        // The base page could leave after 4 us.
        run.AdvanceTo(6999);
        Assert.Equal("pmem", run.TierOf(8));
        run.AdvanceTo(7000);
        Assert.Equal(("ram", 9000), (run.TierOf(8), run.Totals.MoveNs));
    }

    [Fact]
    public void A_write_to_any_base_page_makes_the_copy_start_again()
    {
        using var run = Run(Up);
        run.Access(0, 0);
        run.Access(500, 3, write: true);
        run.AdvanceTo(11_999);
        Assert.Equal(("pmem", 1, 12_000), (run.TierOf(0), run.Totals.MoveRetries, run.Totals.MoveNs));
        run.AdvanceTo(12_000);
        Assert.Equal("ram", run.TierOf(0));
    }

    [Fact]
    public void A_huge_page_that_does_not_arrive_gives_its_whole_block_back()
    {
        using var run = Run(Up);
        run.Access(0, 0);
        for (var copy = 0; copy < 4; copy++) run.Access(6000 * copy + 500, 1, write: true);
        Assert.Equal(4, run.Used("ram"));
        run.AdvanceTo(24_000);
        Assert.Equal((0, 1, "pmem"), (run.Used("ram"), run.Rule("near").FailedWritten, run.TierOf(0)));

        run.Access(24_000, 0);
        run.Access(24_001, 4);
        run.AdvanceTo(34_000);
        Assert.Equal((8, "ram"), (run.Used("ram"), run.TierOf(7)));
    }

    [Fact]
    public void What_is_under_way_does_not_change_its_size()
    {
        using var run = Run("""
            page { uses : u8; }
            placement { rest: otherwise => ram; }
            migration {
              on access {
                uses += 1;
                cut: when write && huge => split;
                join: when write => collapse;
                out: when uses == 2 => pmem;
              }
            }
            """);
        run.Access(0, 0);
        run.Access(1, 0);
        run.Access(2, 1, write: true);
        Assert.Equal(1, run.Rule("cut").RefusedInFlight);

        run.Access(3, 4, write: true);
        run.Access(4, 5);
        run.Access(5, 4, write: true);
        run.Access(6, 5, write: true);
        Assert.Equal((1, 1, 1), (run.Rule("cut").Applied, run.Rule("join").RefusedNotWhole, run.Rule("join").RefusedInFlight));
    }

    [Fact]
    public void A_huge_page_has_to_be_within_its_tenants_share_as_a_whole()
    {
        using var run = Run("""
            placement { rest: otherwise => ram, pmem; }
            migration { on access { near: when in pmem && write => ram; } }
            """, "tenant web { max ram 20KiB; }", tenant: 0);
        run.Access(0, 0);
        // Four of five pages are taken.
        run.Access(1, 4);
        run.Access(2, 8);
        run.Access(3, 9);
        Assert.Equal(["ram", "pmem", "ram", "pmem"], new[] { 0, 4, 8, 9 }.Select(run.TierOf));
        run.Access(4, 4, write: true);
        Assert.Equal((1, 5), (run.Rule("near").RefusedNoShare, run.Used("ram")));
    }

    [Fact]
    public void A_huge_page_takes_a_slot_of_swap_for_each_base_page_and_is_read_back_at_once()
    {
        using var run = Run("""
            placement { again: when huge && ram.whole < 16KiB => pmem; rest: otherwise => ram; }
            reclaim ram { order Fifo; drop: otherwise => evict; }
            """, "swap { capacity 24KiB; read 60us; write 20us; bandwidth 4096MB/s; }");
        run.Access(0, 0, write: true);
        run.Access(1, 4, write: true);
        // The first huge page makes room, and takes four of six slots.
        run.Access(2, 8);
        Assert.Equal((4, 24_000, 5), (run.Totals.SwapWrites, run.Totals.SwapWriteNs, run.Used("ram")));
        for (var page = 9; page < 12; page++) run.Access(page, page);
        // The second does not fit into the two that are left, and a base page does.
        run.Access(20, 12);
        Assert.Equal((1, "ram", null), (run.Rule("drop").RefusedNoSwap, run.TierOf(4), run.TierOf(8)));

        run.Access(30, 3);
        Assert.Equal(("pmem", 1, 64_000), (run.TierOf(0), run.Totals.SwapReads, run.Totals.SwapReadNs));
        // Its slots are free again, for three base pages too.
        for (var page = 13; page < 16; page++) run.Access(27 + page, page);
        Assert.Equal((1, null, "ram"), (run.Rule("drop").RefusedNoSwap, run.TierOf(11), run.TierOf(4)));
    }

    /// <summary>Pages 0 to 3 and 4 to 7 can be huge; the others belong to a region of base pages.</summary>
    private static IRun Run(string body, string more = "", int tenant = -1)
    {
        var policy = Generated.From($$"""
            hierarchy Box {
              page 4KiB;
              huge 16KiB;
              agent cpu;
              tier ram  : ram        { capacity 32KiB;  read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier pmem : persistent { capacity 256KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
              link ram <-> pmem { bandwidth 4096MB/s; latency 2us; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
              {{more}}
            }
            policy Story for Box {
            {{body}}
            }
            """);
        RegionModel[] regions =
        [
            new(PageKind.Anon, 32768, Tenant: tenant) { FirstHuge = 0, HugePages = 2 }, new(PageKind.Anon, 65536, Tenant: tenant),
        ];
        return policy.Run(24, regions, [.. Enumerable.Range(0, 24).Select(page => page < 8 ? 0 : 1)]);
    }
}
