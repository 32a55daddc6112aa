using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Counters that a report shows, in stories worked out by hand.</summary>
public class ReportTests
{
    private const long Page = 4096;

    /// <summary>
    /// `ram` holds two pages and its only rule is about files. Pages 0 to 3 are anonymous: the third and the fourth drive out the first two,
    /// which no rule answers for.
    /// </summary>
    [Fact]
    public void A_victim_that_no_rule_answers_for_is_counted_at_its_tier()
    {
        using var run = Box("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; files: when kind == file => far; }
            """).Run(4);
        for (var page = 0; page < 4; page++) run.Access(page, page);
        Assert.Equal((0, 2, 2, 0, 2 * Page), (run.Rule("files").Tried, run.Unruled("ram").Tried, run.Unruled("ram").Applied, run.Unruled("ram").Refused, run.Unruled("ram").Bytes));
        Assert.Equal((2, 0), (run.Tiers[0].Evicted, run.Unruled("far").Tried));
    }

    /// <summary>The rules are refused, since `far` has one frame and no section: the second victim is evicted all the same.</summary>
    [Fact]
    public void So_is_one_whose_rules_were_all_refused()
    {
        using var run = Box("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; down: otherwise => far; }
            """).Run(4);
        for (var page = 0; page < 4; page++) run.Access(page, page);
        Assert.Equal((2, 1, 1), (run.Rule("down").Tried, run.Rule("down").Applied, run.Rule("down").RefusedNoFrame));
        Assert.Equal((1, 1, Page), (run.Unruled("ram").Tried, run.Unruled("ram").Applied, run.Unruled("ram").Bytes));
    }

    /// <summary>
    /// Two sockets, each with its own memory: what one processor sees at 80ns the other sees at 140ns, so neither memory is nearer. `far` is
    /// farther than both, although `gpu` reaches it first of all.
    /// </summary>
    [Fact]
    public void A_move_between_the_memories_of_two_sockets_is_neither_up_nor_down()
    {
        using var run = Generated.From("""
            hierarchy Sockets {
              page 4KiB;
              agent cpu0;
              agent cpu1;
              agent gpu : device;
              tier ram0 : ram { capacity 16KiB; read 80ns; write 80ns; bandwidth 100GB/s; from cpu1 { read 140ns; write 140ns; } }
              tier ram1 : ram { capacity 16KiB; read 80ns; write 80ns; bandwidth 100GB/s; from cpu0 { read 140ns; write 140ns; } }
              tier far  : cxl { capacity 16KiB; read 250ns; write 250ns; bandwidth 30GB/s; from gpu { read 20ns; write 20ns; } }
            }
            policy Story for Sockets {
              placement { rest: otherwise => ram0; }
              migration {
                on access by cpu1 in ram0 { over: otherwise => ram1; }
                on access by gpu in ram1  { out:  otherwise => far; }
                on access by cpu1 in far  { back: otherwise => ram1; }
              }
            }
            """).Run(1);
        run.Access(0, 0);
        foreach (var agent in new[] { 1, 2, 1 })
        {
            run.Access(run.Now, 0, agent: agent);
            run.Settle();
        }

        Assert.Equal("ram1", run.TierOf(0));
        Assert.Equal((1, 0, 0), (run.Tiers[0].Moved, run.Tiers[0].Promoted, run.Tiers[0].Demoted));
        Assert.Equal((0, 0, 1), (run.Tiers[1].Moved, run.Tiers[1].Promoted, run.Tiers[1].Demoted));
        Assert.Equal((0, 1, 0), (run.Tiers[2].Moved, run.Tiers[2].Promoted, run.Tiers[2].Demoted));
    }

    /// <summary>
    /// A read of the store takes 80us and 4096 bytes at 1GB/s. Three pages of a file in two frames: each is read once because it has to be,
    /// and page 0 once more because it was evicted.
    /// </summary>
    [Fact]
    public void First_reads_of_files_are_told_from_those_that_a_policy_causes()
    {
        using var run = Box("""
            placement { rest: otherwise => ram; }
            reclaim ram { order Fifo; drop: otherwise => evict; }
            """).Run(3, [new(CdmPolicy.Frames.PageKind.File, 3 * Page)]);
        foreach (var page in new[] { 0, 1, 2, 0 }) run.Access(run.Now, page);
        Assert.Equal((4 * 84_096L, 3 * 84_096L), (run.Totals.StoreReadNs, run.Totals.FirstReadNs));
    }

    private static Generated Box(string body) => Generated.From($$"""
        hierarchy Box {
          page 4KiB;
          agent cpu;
          tier ram : ram { capacity 8KiB; read 80ns; write 80ns; bandwidth 100GB/s; }
          tier far : cxl { capacity 4KiB; read 250ns; write 250ns; bandwidth 30GB/s; }
          store disk { read 80us; write 30us; bandwidth 1GB/s; }
        }
        policy Story for Box {
        {{body}}
        }
        """);
}
