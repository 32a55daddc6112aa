using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Reclaimers that go by the clock or ask the frame, and passes along their queues: small stories worked out by hand.</summary>
public class ReclaimerClockTests
{
    /// <summary>
    /// Each page has 4. Two periods later they are worth 1, and page 0 is used again: 5. So the search passes over 0 and takes 1, where without
    /// decay it would find none below 2 and take the back of the queue, 0.
    /// </summary>
    [Fact]
    public void A_field_fades_by_the_clock()
    {
        using var run = WithThreePages("""
            page { hits : u4 halves every 10us; }
            insert { order.push_front(page); }
            access { hits += 4; }
            victim { scan order from back { if (hits < 2) { evict; } } }
            """).Run(4);
        for (var page = 0; page < 3; page++) run.Access(0, page);
        run.Access(25_000, 0);
        run.Access(26_000, 3);
        Assert.Equal(["ram", null, "ram", "ram"], Enumerable.Range(0, 4).Select(run.TierOf));
    }

    /// <summary>At 5 us the oldest leaves, 0; at 12 us, after one turn, the newest, 3; at 25 us, after another, the oldest again, 1.</summary>
    [Fact]
    public void A_hook_runs_at_each_multiple_of_its_period()
    {
        using var run = WithThreePages("""
            state { newest : bool = false; }
            insert { order.push_front(page); }
            every 10us { newest = !newest; }
            victim { if (newest) { scan order from front { evict; } } scan order from back { evict; } }
            """).Run(6);
        for (var page = 0; page < 3; page++) run.Access(0, page);
        run.Access(5_000, 3);
        Assert.Null(run.TierOf(0));
        run.Access(12_000, 4);
        Assert.Null(run.TierOf(3));
        run.Access(25_000, 5);
        Assert.Equal([null, null, "ram", null, "ram", "ram"], Enumerable.Range(0, 6).Select(run.TierOf));
    }

    /// <summary>An array, an average and an epoch: pages that came in the same round as another have halved once less.</summary>
    [Fact]
    public void State_is_as_in_policies()
    {
        using var run = WithThreePages("""
            state { came[2] : count = 0; pace : average(count, 1/2) = 4; round : epoch; }
            page { weight : u4 halves on round; }
            insert { weight = 8; came[came[1]] += 1; order.push_front(page); }
            miss { pace.add(0); if (pace.value == 1) { advance round; } }
            victim { scan order from back { if (weight > 4) { evict; } } }
            """).Run(5);
        // The average is 2, 1, 0, 0: the round ends before page 1 comes, so that page 0 has 4 and the others 8.
        for (var page = 0; page < 4; page++) run.Access(page, page);
        Assert.Equal(["ram", null, "ram", "ram"], Enumerable.Range(0, 4).Select(run.TierOf));
    }

    [Fact]
    public void A_reclaimer_can_tell_files_and_written_pages()
    {
        using var run = WithThreePages("""
            insert { order.push_front(page); }
            victim { scan order from back { if (kind == file && !dirty) { evict; } } }
            """).Run(4, [new(PageKind.Anon, 4096), new(PageKind.File, 8192)], [0, 1, 1, 0]);
        run.Access(0, 0);
        run.Access(0, 1, write: true);
        run.Access(0, 2);
        run.Access(1, 3);
        Assert.Equal(["ram", "ram", null, "ram"], Enumerable.Range(0, 4).Select(run.TierOf));
    }

    /// <summary>One page a pass from the back: 1, since 0 was used again, then 2.</summary>
    [Fact]
    public void A_pass_goes_along_a_queue()
    {
        using var run = Generated.From("""
            namespace Tests;
            hierarchy Two {
              page 4KiB;
              agent cpu;
              tier ram  : ram { capacity 64KiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier slow : cxl { capacity 64KiB; read 200ns; write 200ns; bandwidth 30GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
            }
            policy Along for Two {
              placement { rest: otherwise => ram; }
              migration { every 1ms over ram.recent from back limit 1 { sink: otherwise => slow; } }
              reclaim ram { order Lru; drop: otherwise => evict; }
            }
            """).Run(3);
        foreach (var page in new[] { 0, 1, 2, 0 }) run.Access(0, page);
        run.AdvanceTo(1_500_000);
        Assert.Equal(["ram", "slow", "ram"], Enumerable.Range(0, 3).Select(run.TierOf));
        run.AdvanceTo(2_500_000);
        Assert.Equal(["ram", "slow", "slow"], Enumerable.Range(0, 3).Select(run.TierOf));
    }

    private static Generated WithThreePages(string body) => Generated.From($$"""
        namespace Tests;
        reclaimer Mine { queue order; {{body}} }
        hierarchy One {
          page 4KiB;
          agent cpu;
          tier ram : ram { capacity 12KiB; read 80ns; write 80ns; bandwidth 100GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        policy Small for One {
          placement { rest: otherwise => ram; }
          reclaim ram { order Mine; drop: otherwise => evict; }
        }
        """);
}
