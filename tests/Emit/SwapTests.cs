using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Stories of a swap beside the store, worked out by hand. Memory of three pages, swap of two.</summary>
public class SwapTests
{
    /// <summary>A page of 4KiB takes 4096 ns at 1GB/s, and the latency before it: 80us and 30us the store, 10us and 20us the swap.</summary>
    private const long StoreRead = 84_096, SwapRead = 14_096, SwapWrite = 24_096;

    private static readonly RegionModel[] Regions = [new(PageKind.Anon, 10 * 4096), new(PageKind.File, 10 * 4096), new(PageKind.Shmem, 4096)];

    /// <summary>Page 0 was written, so it is written out; page 1 is of a file and clean. Each comes back from where it went.</summary>
    [Fact]
    public void Anonymous_pages_go_to_swap_and_those_of_files_to_the_store()
    {
        using var run = Memory().Run(5, Regions, [0, 1, 2, 0, 0]);
        run.Access(0, 0, write: true);
        for (var page = 1; page < 5; page++) run.Access(page, page);
        Assert.Equal([null, null, "ram", "ram", "ram"], Enumerable.Range(0, 5).Select(run.TierOf));
        Assert.Equal((1, 0, 1), (run.Totals.SwapWrites, run.Totals.SwapReads, run.Totals.StoreReads));
        Assert.Equal((SwapWrite, 0L, StoreRead), (run.Totals.SwapWriteNs, run.Totals.SwapReadNs, run.Totals.StoreReadNs));

        // 0 comes back from swap and 2, of shared memory, goes there; 1 comes back from the store.
        run.Access(5, 0);
        run.Access(6, 1);
        Assert.Equal((1, 2, 2), (run.Totals.SwapReads, run.Totals.StoreReads, run.Totals.Refaults));
        Assert.Equal((SwapRead, 2 * StoreRead, 0L), (run.Totals.SwapReadNs, run.Totals.StoreReadNs, run.Totals.WriteBackNs));
    }

    /// <summary>What comes back from swap has no other copy: it is written again when it leaves again, though nobody wrote it.</summary>
    [Fact]
    public void A_page_from_swap_gives_its_slot_up_and_is_dirty()
    {
        using var run = Memory().Run(4, Regions, [0, 0, 0, 0]);
        for (var i = 0; i < 6; i++) run.Access(i, i % 4);
        // 3 pushes 0 out, 0 pushes 1 out, 1 pushes 2 out: clean pages, not written.
        Assert.Equal((0, 2), (run.Totals.SwapWrites, run.Totals.SwapReads));
        run.Access(6, 2);
        Assert.Equal((0, 3), (run.Totals.SwapWrites, run.Totals.SwapReads));
        run.Access(7, 3);
        Assert.Equal((1, 4), (run.Totals.SwapWrites, run.Totals.SwapReads));
    }

    /// <summary>Two anonymous pages fill it. Then the oldest page left, 2, cannot go, so that of a file behind it goes; then nothing can.</summary>
    [Fact]
    public void A_full_swap_takes_no_page_and_one_of_a_file_goes()
    {
        using var run = Memory().Run(7, Regions, [0, 0, 0, 1, 0, 0, 0]);
        for (var page = 0; page < 5; page++) run.Access(page, page);
        Assert.Equal([null, null, "ram", "ram", "ram"], Enumerable.Range(0, 5).Select(run.TierOf));
        run.Access(5, 5);
        Assert.Equal([null, null, "ram", null, "ram", "ram"], Enumerable.Range(0, 6).Select(run.TierOf));
        Assert.Equal(1, run.Rule("drop").RefusedNoSwap);
        run.Access(6, 6);
        Assert.Null(run.TierOf(6));
        Assert.Equal(1, run.Totals.Failed);
    }

    private static Generated Memory() => Generated.From("""
        namespace Tests;
        hierarchy Small {
          page 4KiB;
          agent cpu;
          tier ram : ram { capacity 12KiB; read 50ns; write 50ns; bandwidth 100GB/s; }
          store disk { read 80us; write 30us; bandwidth 1GB/s; }
          swap { capacity 8KiB; read 10us; write 20us; bandwidth 1GB/s; }
        }
        policy Plain for Small {
          placement { rest: otherwise => ram; }
          reclaim ram { order Fifo; drop: otherwise => evict; }
        }
        """);
}
