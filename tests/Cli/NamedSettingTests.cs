using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary>Settings that are names, and orders that need a clock.</summary>
public sealed class NamedSettingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tier_is_set_by_its_name()
    {
        var policy = _folder.Write("cellars.cdmp", """
            hierarchy Box {
              agent cpu;
              tier ram  : ram { capacity 64KiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier near : cxl { capacity 8MiB;  read 200ns; write 200ns; bandwidth 30GB/s; }
              tier far  : cxl { capacity 8MiB;  read 400ns; write 400ns; bandwidth 10GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
            }
            policy Cellars for Box {
              param cellar : tier = near in near, far;
              placement { rest: otherwise => ram; }
              reclaim ram { order Lru; down: otherwise => cellar; }
            }
            """);
        long Resident(string tier, params string[] more) => Cdmp.Run(["run", policy, "--trace", Cdmp.Trace("ls"), "--json", .. more]).IsCivil()
            .Json.GetProperty("tiers").EnumerateArray().First(t => t.GetProperty("name").GetString() == tier).GetProperty("resident_pages").GetInt64();

        Assert.True(Resident("near") > 0 && Resident("far") == 0);
        Assert.True(Resident("near", "--set", "cellar=far") == 0 && Resident("far", "--set", "cellar=far") > 0);
        var wrong = Cdmp.Run("run", policy, "--trace", Cdmp.Trace("ls"), "--set", "cellar=nears").IsCivil();
        Assert.Equal(2, wrong.Exit);
        Assert.Contains("`Cellars.cellar` has no value `nears`", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean `near`?", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(2, Cdmp.Run("run", policy, "--trace", Cdmp.Trace("ls"), "--set", "cellar=ram").IsCivil().Exit);
    }

    [Fact]
    public void An_order_that_goes_by_the_clock_is_not_for_a_study_without_one()
    {
        var file = _folder.Write("turns.cdmp", """
            reclaimer Turns {
              queue order;
              page { uses : u4 halves every 1ms; }
              insert { order.push_front(page); }
              access { uses += 1; }
              victim { scan order from back { if (uses == 0) { evict; } } }
            }
            """);
        var result = Cdmp.Run("cache", Cdmp.Trace("ls"), "--file", file, "--order", "Turns", "--size", "50").IsCivil();
        Assert.Equal(2, result.Exit);
        Assert.Contains("`Turns` goes by the clock", result.Error, StringComparison.Ordinal);
    }
}
