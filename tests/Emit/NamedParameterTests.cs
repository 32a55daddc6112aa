using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>Parameters that are a tier, an agent or a kind.</summary>
public class NamedParameterTests
{
    private static Generated Policy { get; } = Generated.From("""
        namespace Tests;
        hierarchy Three {
          page 4KiB;
          agent cpu;
          agent gpu : device;
          tier fast : ram { capacity 64KiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier slow : cxl { capacity 64KiB; read 200ns; write 200ns; bandwidth 30GB/s; }
          tier far  : cxl { capacity 64KiB; read 400ns; write 400ns; bandwidth 10GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
          group below = slow, far;
        }
        policy Named for Three {
          param cellar : tier = slow in below;
          param spare : tier = none;
          param guest : agent = none;
          param kept : kind = file;
          placement { rest: otherwise => fast; }
          migration {
            on access {
              out:  when agent == guest && tier in fast => cellar;
              move: when kind != kept && tier != spare  => spare;
            }
          }
        }
        """);

    [Fact]
    public void A_parameter_is_the_target_of_a_rule()
    {
        using var run = Policy.Run(1);
        run.Access(0, 0, agent: 1);
        Assert.Equal(0, run.Rule("out").Applied);
        run.SetParameter(2, 1);
        run.SetParameter(0, 2);
        run.Access(1_000, 0, agent: 1);
        run.Settle();
        Assert.Equal("far", run.TierOf(0));
    }

    /// <summary>While `spare` is `none` the rule is about no page, which is neither a move nor a refusal.</summary>
    [Fact]
    public void To_none_nothing_goes()
    {
        using var run = Policy.Run(1);
        run.Access(0, 0);
        Assert.Equal((0, 0), (run.Rule("move").Applied, run.Rule("move").Refused));
        run.SetParameter(1, 1);
        run.SetParameter(3, 0);
        run.Access(1_000, 0);
        Assert.Equal(0, run.Rule("move").Applied);
        run.SetParameter(3, 2);
        run.Access(2_000, 0);
        run.Settle();
        Assert.Equal("slow", run.TierOf(0));
    }

    [Fact]
    public void Only_what_the_set_names_is_taken()
    {
        using var run = Policy.Run(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.SetParameter(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.SetParameter(2, 2));
        run.SetParameter(1, -1);
    }
}
