using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Two page sizes, in stories worked out by hand: a huge page is four base pages, `ram` holds two of them.</summary>
public class HugePageTests
{
    private const int Ms = 1_000_000;

    [Fact]
    public void A_first_touch_places_the_whole_huge_page_and_every_base_page_leads_to_it()
    {
        using var run = Run("placement { rest: otherwise => ram, pmem; }");
        run.Access(0, 5);
        Assert.Equal(["ram", "ram", "ram", "ram"], Enumerable.Range(4, 4).Select(run.TierOf));
        Assert.Null(run.TierOf(0));
        Assert.Equal((4, 4, 16384), (run.Used("ram"), run.Tiers[0].Placed, run.Rule("rest").Bytes));

        // Of the last two pages no whole huge page can be made.
        run.Access(1, 8);
        run.Access(2, 2);
        Assert.Equal((5, 4), (run.Used("ram"), run.Used("pmem")));
        run.Access(3, 6);
        Assert.Equal(3, run.Totals.Faults);
    }

    [Fact]
    public void Without_a_free_block_base_pages_come_one_by_one()
    {
        using var run = Run("placement { big: when huge && ram.whole >= 16KiB => ram; rest: otherwise => ram; }");
        run.Access(0, 8);
        run.Access(1, 0);
        // Three frames are left, and none of them is a block of four.
        run.Access(2, 5);
        run.Access(3, 6);
        Assert.Equal((7, 1), (run.Used("ram"), run.Rule("big").Applied));
        Assert.Equal([null, "ram", "ram", null], Enumerable.Range(4, 4).Select(run.TierOf));
    }

    [Fact]
    public void A_reserve_is_kept_by_huge_pages_too()
    {
        using var run = Run("""
            placement { rest: otherwise => ram, pmem; }
            reclaim ram { order Fifo; reserve 4KiB; drop: otherwise => evict; }
            """);
        run.Access(0, 0);
        run.Access(1, 4);
        // Four frames are free and one is reserved.
        Assert.Equal((4, 4), (run.Used("ram"), run.Used("pmem")));
    }

    [Fact]
    public void A_split_page_becomes_base_pages_with_its_fields_and_each_goes_its_own_way()
    {
        using var run = Run("""
            page { heat : u8; }
            placement { rest: otherwise => ram; }
            migration {
              on access {
                heat += 1;
                cut: when huge && touched >= 2 && heat == 3 => split or next;
                cool: when heat == 4 => pmem;
              }
            }
            """);
        run.Access(0, 0);
        run.Access(1, 1);
        run.Access(2, 0);
        Assert.Equal((1, 4), (run.Rule("cut").Applied, run.Used("ram")));
        Assert.Equal(4, run.Frames[..4].Distinct().Count());

        run.Access(3, 2);
        run.Settle();
        Assert.Equal(["ram", "ram", "pmem", "ram"], Enumerable.Range(0, 4).Select(run.TierOf));
        Assert.Equal((3, 1), (run.Used("ram"), run.Used("pmem")));
    }

    [Fact]
    public void Base_pages_that_lie_together_collapse_in_place_and_others_are_copied()
    {
        using var run = Run("""
            page { uses : u8; }
            placement { big: when huge => ram; rest: otherwise => ram; }
            migration {
              on access {
                uses += 1;
                cut: when huge && write => split;
                join: when !huge && uses == 3 => collapse;
                back: when uses == 5 => pmem;
              }
            }
            """);
        run.Access(0, 0, write: true);
        run.Access(1, 0);
        run.Access(2, 0);
        Assert.Equal((1, 0, 0L), (run.Rule("join").Applied, run.Rule("join").Bytes, run.Totals.MoveNs));
        Assert.Single(run.Frames[..4].Distinct());

        // The huge page has the fields of the page that the rule was about.
        run.Access(3, 3);
        run.Access(4, 2);
        run.Settle();
        Assert.Equal(["pmem", "pmem", "pmem", "pmem"], Enumerable.Range(0, 4).Select(run.TierOf));
        // 16 KiB at 10 GB/s and 900 ns to write there.
        Assert.Equal((2539, 4, 16384), (run.Totals.MoveNs, run.Tiers[0].Demoted, run.Rule("back").Bytes));
    }

    [Fact]
    public void What_cannot_be_split_or_collapsed_says_why()
    {
        using var run = Run("""
            page { uses : u8; }
            placement { rest: otherwise => ram; }
            migration {
              on access {
                uses += 1;
                cut: when write => split;
                join: when uses >= 2 => collapse;
              }
            }
            """);
        run.Access(0, 8, write: true);
        run.Access(1, 8);
        run.Access(2, 0);
        run.Access(3, 0);
        Assert.Equal((1, 1, 1), (run.Rule("cut").RefusedWrongSize, run.Rule("join").RefusedNotWhole, run.Rule("join").RefusedWrongSize));
    }

    [Fact]
    public void A_huge_page_moves_as_one_and_pays_for_all_its_bytes()
    {
        using var run = Run("""
            budget up = 16KiB per 1ms;
            placement { rest: otherwise => pmem; }
            migration { on access { near: when in pmem && write => ram within up; } }
            """);
        run.Access(0, 0);
        run.Access(1, 4);
        run.Access(2, 1, write: true);
        run.Access(3, 4, write: true);
        run.Settle();
        Assert.Equal((1, 1, 4), (run.Rule("near").Applied, run.Rule("near").RefusedNoBudget, run.Tiers[1].Promoted));
        // 300 ns and 16 KiB at 10 GB/s.
        Assert.Equal((4, 1939), (run.Used("ram"), run.Totals.MoveNs));
    }

    [Fact]
    public void A_target_without_a_free_block_refuses_a_huge_page_although_it_has_the_frames()
    {
        using var run = Run("""
            placement { small: when !huge => ram; rest: otherwise => pmem; }
            migration { on access { near: when in pmem => ram; } every 1ms over ram limit 1 { out: when resident > 500us => pmem; } }
            """);
        for (var page = 8; page < 13; page++) run.Access(page, page);
        // The first of five pages leaves at 1 ms: four frames are free, in two halves of ram.
        run.Access(Ms + 10_000, 0);
        Assert.Equal((4, 1, 0), (run.Used("ram"), run.Rule("near").RefusedNoBlock, run.Rule("near").RefusedNoFrame));
    }

    [Fact]
    public void Reclaim_evicts_a_huge_page_whole_or_splits_it_and_looks_on()
    {
        using var whole = Run("placement { rest: otherwise => ram; } reclaim ram { order Fifo; drop: otherwise => evict; }");
        foreach (var page in new[] { 0, 4, 8 }) whole.Access(page, page, write: true);
        Assert.Equal((5, 4, 4), (whole.Used("ram"), whole.Tiers[0].Evicted, whole.Tiers[0].WrittenBack));

        using var split = Run("placement { rest: otherwise => ram; } reclaim ram { order Fifo; cut: when huge => split; drop: otherwise => evict; }");
        foreach (var page in new[] { 0, 4, 8 }) split.Access(page, page);
        // 0 is split and goes behind 4, which is split too; then 0 is the oldest of the base pages.
        Assert.Equal((8, 2, 1), (split.Used("ram"), split.Rule("cut").Applied, split.Rule("drop").Applied));
        Assert.Equal([null, "ram", "ram", "ram", "ram"], Enumerable.Range(0, 5).Select(split.TierOf));
    }

    [Fact]
    public void A_pass_counts_a_huge_page_as_its_base_pages()
    {
        using var run = Run("""
            placement { rest: otherwise => pmem; }
            migration { every 1ms over pmem limit 5 pages { near: otherwise => ram; } }
            """);
        foreach (var page in new[] { 0, 4, 8, 9 }) run.Access(page, page);
        run.AdvanceTo(Ms + 10_000);
        // The second one begins within the limit.
        Assert.Equal((2, 8, 8), (run.Rule("near").Tried, run.Used("ram"), run.Tiers[1].Promoted));
    }

    [Fact]
    public void An_exchange_is_between_pages_of_one_size()
    {
        using var run = Run("""
            placement { first: when !huge => ram; rest: otherwise => pmem; }
            migration { on access { near: when in pmem && write => ram or exchange; } }
            reclaim ram { order Fifo; drop: otherwise => evict; }
            """);
        for (var page = 8; page < 16; page++) run.Access(page, page);
        run.Access(20, 0, write: true);
        Assert.Equal((0, 1), (run.Rule("near").Applied, run.Rule("near").RefusedNoFrame));
    }

    [Fact]
    public void A_contiguous_tier_measures_what_is_left_of_its_blocks()
    {
        using var run = Generated.From("""
            hierarchy Box {
              page 4KiB;
              agent cpu;
              tier ram  : ram { capacity 64KiB; read 80ns; write 80ns; bandwidth 100GB/s; contiguous 16KiB; }
              tier pmem : persistent { capacity 64KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
            }
            policy Story for Box {
              placement { room: when ram.whole >= 48KiB => ram; rest: otherwise => pmem; }
            }
            """).Run(16);
        for (var page = 0; page < 8; page++) run.Access(page, page);
        // The fifth page breaks the second block, and two are whole.
        Assert.Equal((5, 3), (run.Used("ram"), run.Used("pmem")));
    }

    /// <summary>Pages 0 to 3 and 4 to 7 can be huge; the others belong to no region of that kind.</summary>
    private static IRun Run(string body)
    {
        var policy = Generated.From($$"""
            hierarchy Box {
              page 4KiB;
              huge 16KiB;
              agent cpu;
              tier ram  : ram        { capacity 32KiB;  read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier pmem : persistent { capacity 256KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
            }
            policy Story for Box {
            {{body}}
            }
            """);
        RegionModel[] regions = [new(PageKind.Anon, 32768) { FirstHuge = 0, HugePages = 2 }, new(PageKind.Anon, 65536)];
        return policy.Run(24, regions, [.. Enumerable.Range(0, 24).Select(page => page < 8 ? 0 : 1)]);
    }
}
