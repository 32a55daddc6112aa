using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Stories of tenants and their shares, worked out by hand. Tiers of four and of ten pages of 4KiB.</summary>
public class TenantTests
{
    private const int None = -1, Web = 0, Db = 1;

    private static readonly RegionModel[] Regions =
        [.. new[] { None, Web, Db }.Select(t => new RegionModel(PageKind.Anon, 16 * 4096, Tenant: t))];

    /// <summary>Two pages are the most that `web` has in `fast`; its third goes on to the next tier of the list.</summary>
    [Fact]
    public void A_tenant_gets_no_more_than_its_max()
    {
        using var run = Policy("tenant web { max fast 8KiB; } tenant db;", """
            placement { rest: otherwise => fast, slow; }
            reclaim fast { order Fifo; down: otherwise => slow; }
            """).Run(6, Regions, [1, 1, 1, 2, 2, 2]);
        for (var page = 0; page < 6; page++) run.Access(page, page);
        Assert.Equal(["fast", "fast", "slow", "fast", "fast", "slow"], Enumerable.Range(0, 6).Select(run.TierOf));
    }

    /// <summary>
    /// `web` has one page in `fast` and no rule for another tier, so two of its three are not placed; `db` has two in `fast`, and one that it
    /// may not move there. An access costs 50ns or 90ns and one line of 64 bytes, a nanosecond at 100GB/s and two at 50GB/s.
    /// </summary>
    [Fact]
    public void Each_tenant_has_its_counts()
    {
        using var run = Policy("tenant web { max fast 4KiB; } tenant db { max fast 8KiB; }", """
            placement { first: when tenant == web => fast; second: when tenant == db && fast.mine < 8KiB => fast; rest: otherwise => slow; }
            migration { on access in slow { up: when write => fast; } }
            """).Run(7, Regions, [1, 1, 1, 2, 2, 2, 0]);
        for (var page = 0; page < 7; page++) run.Access(page, page, write: page == 5);
        var (none, web, db) = (run.Tenants[0], run.Tenants[1], run.Tenants[2]);
        Assert.Equal((1, 92, 1, 0, 0), (none.Accesses, none.AccessNs, none.Faults, none.BeyondShare, none.NotPlaced));
        Assert.Equal((1, 51, 3, 2, 2), (web.Accesses, web.AccessNs, web.Faults, web.BeyondShare, web.NotPlaced));
        Assert.Equal((3, 2 * 51 + 92, 3, 1, 0), (db.Accesses, db.AccessNs, db.Faults, db.BeyondShare, db.NotPlaced));
    }

    /// <summary>Where there is no other tier, the third page of `web` takes the place of its own first, though another's is older.</summary>
    [Fact]
    public void Beyond_its_max_a_tenant_gives_up_a_page_of_its_own()
    {
        using var run = Policy("tenant web { max fast 8KiB; } tenant db;", """
            placement { rest: otherwise => fast; }
            reclaim fast { order Fifo; drop: otherwise => evict; }
            """).Run(4, Regions, [2, 1, 1, 1]);
        for (var page = 0; page < 4; page++) run.Access(page, page);
        Assert.Equal(["fast", null, "fast", "fast"], Enumerable.Range(0, 4).Select(run.TierOf));
    }

    /// <summary>A share of nothing keeps a tenant out: there is no page of its own to give up.</summary>
    [Fact]
    public void What_is_beyond_the_share_is_refused()
    {
        using var run = Policy("tenant web { max fast 0B; } tenant db;", """
            placement { outsider: when tenant == web => fast; rest: otherwise => slow; }
            migration { on access by cpu { up: when tenant in web, db => fast; } }
            reclaim fast { order Fifo; drop: otherwise => evict; }
            """).Run(3, Regions, [1, 2, 2]);
        run.Access(0, 0);
        Assert.Null(run.TierOf(0));
        Assert.Equal((1, 1), (run.Rule("outsider").RefusedNoShare, run.Totals.Failed));
        run.Access(1, 1);
        run.Settle();
        Assert.Equal("fast", run.TierOf(1));
    }

    /// <summary>
    /// Four frames. The pages of `web` are the oldest, but two are its low share, so that those of `db` go first. Then `web`
    /// has three and no protection, and its oldest goes.
    /// </summary>
    [Fact]
    public void Pages_within_the_low_share_are_passed_over()
    {
        using var run = Policy("tenant web { low fast 8KiB; } tenant db;", """
            placement { rest: otherwise => fast; }
            reclaim fast { order Fifo; drop: otherwise => evict; }
            """).Run(7, Regions, [1, 1, 2, 2, 2, 1, 1]);
        for (var page = 0; page < 5; page++) run.Access(page, page);
        Assert.Equal(["fast", "fast", null, "fast", "fast"], Enumerable.Range(0, 5).Select(run.TierOf));
        run.Access(5, 5);
        Assert.Equal(["fast", "fast", null, null, "fast", "fast"], Enumerable.Range(0, 6).Select(run.TierOf));
        run.Access(6, 6);
        Assert.Equal([null, "fast", null, null, "fast", "fast", "fast"], Enumerable.Range(0, 7).Select(run.TierOf));
    }

    /// <summary>Everything in the tier is protected: after one round the search takes the back of the queue all the same.</summary>
    [Fact]
    public void A_search_that_finds_nothing_else_ignores_the_shares_and_counts_it()
    {
        using var run = Policy("tenant web { low fast 16KiB; } tenant db;", """
            placement { rest: otherwise => fast; }
            reclaim fast { order Fifo; drop: otherwise => evict; }
            """).Run(5, Regions, [1, 1, 1, 1, 2]);
        for (var page = 0; page < 5; page++) run.Access(page, page);
        Assert.Equal("fast", run.TierOf(4));
        Assert.Equal(3, Enumerable.Range(0, 4).Count(p => run.TierOf(p) == "fast"));
    }

    /// <summary>`mine` is of the tenant of the page or of the request, and pages of none count together.</summary>
    [Fact]
    public void Mine_follows_placement_moves_and_evictions()
    {
        using var run = Policy("tenant web; tenant db;", """
            state per tenant { seen : count = 0; }
            placement { few: when fast.mine < 8KiB => fast; rest: otherwise => slow; }
            migration {
              on access {
                tenant.seen += 1;
                down: when in fast && fast.mine == 8KiB && tenant.seen == 3 => slow;
                up: when in slow && db.seen == 4 => fast;
              }
            }
            """).Run(9, Regions, [1, 1, 1, 2, 2, 2, 0, 0, 0]);

        // Two of each may start in `fast`; the third access of `web` meets its third page, which is in `slow`.
        for (var page = 0; page < 3; page++) run.Access(page, page);
        Assert.Equal(["fast", "fast", "slow"], Enumerable.Range(0, 3).Select(run.TierOf));
        // Two in `fast`, third access of `db`: down. Then only one is left there, and a third page may start in `fast`.
        run.Access(3, 3);
        run.Access(4, 4);
        run.Access(5, 3);
        run.Settle();
        run.Access(1_000_000, 5);
        Assert.Equal(["slow", "fast", "fast"], Enumerable.Range(3, 3).Select(run.TierOf));
        run.Access(1_000_001, 2);
        Assert.Equal("slow", run.TierOf(2));
    }

    /// <summary>`web` has its share: it may change places with a page of its own, and with no other.</summary>
    [Fact]
    public void An_exchange_keeps_the_shares()
    {
        using var run = Policy("tenant web { max fast 4KiB; } tenant db;", """
            placement { first: when tenant == db || fast.mine == 0B => fast; rest: otherwise => slow; }
            migration { on access { up: when in slow && write => fast or exchange; } }
            reclaim fast { order Fifo; drop: otherwise => evict; }
            """).Run(5, Regions, [2, 2, 1, 2, 1]);
        for (var page = 0; page < 5; page++) run.Access(page, page);
        Assert.Equal(["fast", "fast", "fast", "fast", "slow"], Enumerable.Range(0, 5).Select(run.TierOf));
        run.Access(9, 4, write: true);
        Assert.Equal(["fast", "fast", "slow", "fast", "fast"], Enumerable.Range(0, 5).Select(run.TierOf));
    }

    private static Generated Policy(string tenants, string body) => Generated.From($$"""
        namespace Tests;
        hierarchy Two {
          page 4KiB;
          agent cpu;
          tier fast : ram { capacity 16KiB; read 50ns; write 50ns; bandwidth 100GB/s; }
          tier slow : ram { capacity 40KiB; read 90ns; write 90ns; bandwidth 50GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
          {{tenants}}
        }
        policy Small for Two {
          {{body}}
        }
        """);
}
