using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>What pins do to blocks of four pages: `ram` has three of them, worked out by hand.</summary>
public class ContiguityTests
{
    private const long Page = 4096;

    /// <summary>
    /// Pages 0 to 8 fill two blocks and one frame of the third. Page 5 is pinned, and the others of its block are moved away: three frames
    /// are free that no move can join, while the first block is whole as soon as the last of its pages is gone.
    /// </summary>
    [Fact]
    public void A_pinned_page_keeps_its_block_from_being_whole_until_it_is_let_go()
    {
        using var run = Story().Run(9);
        for (var page = 0; page < 9; page++) run.Access(page, page);
        Assert.Equal((0L, 0L), run.Blocks("ram"));
        Assert.True(run.Pin(10, 5, isLong: true));
        // Nothing beside it is free yet.
        Assert.Equal((0L, 0L), run.Blocks("ram"));

        foreach (var page in new[] { 4, 6, 7 }) run.Access(20, page, write: true);
        run.Settle();
        Assert.Equal((0L, 3 * Page), run.Blocks("ram"));

        foreach (var page in new[] { 0, 1, 2, 8 }) run.Access(200_000, page, write: true);
        run.Settle();
        // Page 3 alone is left of the first block, and could go.
        Assert.Equal((4 * Page, 3 * Page), run.Blocks("ram"));
        run.Access(400_000, 3, write: true);
        run.Settle();
        Assert.Equal((8 * Page, 3 * Page), run.Blocks("ram"));

        Assert.True(run.Unpin(600_000, 5));
        Assert.Equal((8 * Page, 0L), run.Blocks("ram"));
        run.Access(600_001, 5, write: true);
        run.Settle();
        Assert.Equal((12 * Page, 0L), run.Blocks("ram"));
    }

    /// <summary>A frame that is kept for a page under way is not free, and a page under way is not pinned.</summary>
    [Fact]
    public void Moves_under_way_are_no_cause()
    {
        using var run = Story().Run(4);
        for (var page = 0; page < 3; page++) run.Access(page, page);
        run.Access(10, 0, write: true);
        Assert.Equal((1L, 8 * Page, 0L), (run.MovesPending, run.Blocks("ram").Whole, run.Blocks("ram").BesidePins));
        Assert.Equal((0L, 0L), run.Blocks("pmem"));
    }

    private static Generated Story() => Generated.From("""
        hierarchy Box {
          page 4KiB;
          agent cpu;
          tier ram  : ram { capacity 48KiB; read 80ns; write 80ns; bandwidth 100GB/s; contiguous 16KiB; }
          tier pmem : persistent { capacity 64KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
        }
        policy Story for Box {
          placement { rest: otherwise => ram; }
          migration { on access in ram { away: when write => pmem; } }
        }
        """);
}
