using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Verification;

/// <summary>Where two policies decide differently, and that they nowhere do.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_pages_that_a_change_is_about_are_shown_as_one_region()
    {
        Write("a.cdmp", Contracts.Device(Contracts.Broken));
        Write("b.cdmp", Contracts.Device(Contracts.Broken).Replace("heat >= hot", "heat >= 2 * hot", StringComparison.Ordinal));
        var result = Cdmp.Run("diff", _folder["a.cdmp"], _folder["b.cdmp"]).IsCivil();

        Assert.Equal(1, result.Exit);
        // The handler counts before it asks: 2 is 3 then, and 4 is 5.
        Assert.Contains("""
            on access:
              tier = ram, heat 2..4, agent = gpu0, gpu0.busy from 20.0000001%: A says to gpu (`near`, line 23), B has no rule
            """, result.Output);
        Assert.Contains("alike: placement, reclaim ram, reclaim gpu", result.Output);
    }

    [Fact]
    public void Another_default_is_another_policy()
    {
        Write("a.cdmp", Contracts.Device(Contracts.Broken));
        Write("b.cdmp", Contracts.Device(Contracts.Broken).Replace("count = 3", "count = 5", StringComparison.Ordinal));
        var result = Cdmp.Run("diff", _folder["a.cdmp"], _folder["b.cdmp"]).IsCivil();

        Assert.Equal(1, result.Exit);
        Assert.Contains("heat 2..3", result.Output);
    }

    [Fact]
    public void Policies_that_say_the_same_in_other_words_are_equivalent()
    {
        Write("a.cdmp", Contracts.Device(Contracts.Broken));
        Write("b.cdmp", Contracts.Device(Contracts.Broken).Replace("heat >= hot", "!(heat < hot)", StringComparison.Ordinal).Replace("in ram && agent == gpu0", "agent in gpu0 && !(in gpu)", StringComparison.Ordinal));
        var result = Cdmp.Run("diff", _folder["a.cdmp"], _folder["b.cdmp"]).IsCivil();

        Assert.Equal(0, result.Exit);
        Assert.Contains("equivalent: A and B decide alike about every page", result.Output);
    }

    [Fact]
    public void What_no_page_can_be_is_no_difference()
    {
        // A page that its tier gives up is not pinned, and a write that a handler sees has made the page dirty.
        Write("a.cdmp", Two("dirty", "write"));
        Write("b.cdmp", Two("dirty && !pinned", "write && dirty"));
        var result = Cdmp.Run("diff", _folder["a.cdmp"], _folder["b.cdmp"]).IsCivil();

        Assert.Contains("equivalent: A and B decide alike about every page", result.Output);
        Assert.Equal(0, result.Exit);
    }

    private static string Two(string sinks, string rises) => $$"""
        hierarchy Two {
          page 4KiB;
          agent cpu;
          tier ram  : ram        { capacity 1MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier pmem : persistent { capacity 8MiB; read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk             { read 80us; write 30us; bandwidth 2GB/s; }
          fallback ram -> pmem;
        }

        policy Rungs for Two {
          placement { rest: otherwise => ram, pmem; }
          migration { on access { up: when in pmem && {{rises}} => ram; } }
          reclaim ram  { order Clock; sink: when {{sinks}} => pmem; drop: otherwise => evict; }
          reclaim pmem { order Lru; drop: otherwise => evict; }
        }
        """;

    [Fact]
    public void Policies_for_other_tiers_cannot_be_compared()
    {
        Write("a.cdmp", Contracts.Device(Contracts.Broken));
        Write("b.cdmp", Contracts.Device(Contracts.Broken).Replace("gpu ", "hbm ", StringComparison.Ordinal).Replace("gpu;", "hbm;", StringComparison.Ordinal).Replace("gpu,", "hbm,", StringComparison.Ordinal));
        var result = Cdmp.Run("diff", _folder["a.cdmp"], _folder["b.cdmp"]).IsCivil();
        Assert.Equal(2, result.Exit);
        Assert.Contains("`Near` has the tiers ram, gpu, and `Near` has ram, hbm", result.Error);
    }

    private void Write(string file, string text) => File.WriteAllText(_folder[file], text);
}
