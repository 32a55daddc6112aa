using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>A driver that does not answer, in stories worked out by hand. Stretches are 2^20 ns long, the first is never silent.</summary>
public class SilentDriverTests
{
    private const long Stretch = 1 << 20;
    private const int Gpu = 1;
    private const int Busy = 0;

    [Fact]
    public void A_silent_driver_moves_nothing_asks_for_nothing_and_reports_nothing()
    {
        using var run = Policy.Run(2, faults: new Faults(0) { Drivers = 1_000_000_000 });
        run.Access(0, 0, agent: Gpu);
        run.Access(1, 1);
        // The page leaves, and two more that there are not.
        Assert.Equal(4096, run.ReclaimForDriver(1, 3 * 4096));
        run.Access(2, 0, agent: Gpu);
        Assert.Equal("ram", run.TierOf(0));

        run.SetStat(Gpu, Busy, 300_000_000);
        run.Access(Stretch, 1, write: true);
        run.Access(Stretch, 1);
        Assert.Equal((1, 1), (run.Rule("quiet").Applied, run.Rule("wanting").Applied));
        run.SetStat(Gpu, Busy, 900_000_000);
        Assert.Equal(0, run.ReclaimForDriver(1, 8 * 4096));
        run.Access(2 * Stretch, 1, write: true);
        run.Access(2 * Stretch, 1);
        Assert.Equal((2, 2, 0), (run.Rule("quiet").Applied, run.Rule("wanting").Applied, run.Rule("wanting_more").Applied));

        // A move to the device's memory begins, and fails at its end.
        run.Access(2 * Stretch + 1, 0, write: true, agent: Gpu);
        run.Settle();
        Assert.Equal(("ram", 1, 1), (run.TierOf(0), run.Rule("near").Applied, run.Rule("near").FailedFault));
    }

    [Fact]
    public void When_it_answers_again_its_reports_come_first()
    {
        var faults = new Faults(0, Seed: 5) { Drivers = 500_000_000 };
        var dice = new FaultDice(faults);
        var silent = Enumerable.Range(1, 1000).First(i => dice.IsSilent(Gpu, i * Stretch) && !dice.IsSilent(Gpu, (i + 1) * Stretch)) * Stretch;
        using var run = Policy.Run(2, faults: faults);
        run.Access(silent, 1);
        run.SetStat(Gpu, Busy, 900_000_000);
        run.Access(silent + Stretch - 1, 1, write: true);
        Assert.Equal(1, run.Rule("quiet").Applied);
        run.Access(silent + Stretch, 1, write: true);
        Assert.Equal(1, run.Rule("quiet").Applied);
    }

    [Fact]
    public void Silence_falls_in_the_share_of_the_time_that_was_asked_for()
    {
        var dice = new FaultDice(new Faults(0, Seed: 1) { Drivers = 50_000_000 });
        Assert.InRange(Enumerable.Range(0, 100_000).Count(i => dice.IsSilent(Gpu, i * Stretch)), 4_800, 5_200);
        Assert.False(dice.IsSilent(-1, 7 * Stretch));
    }

    private static Generated Policy => Generated.From("""
        namespace Tests;
        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { stat busy : ratio; }
          tier ram : ram { capacity 40KiB; read 80ns; write 80ns; bandwidth 100GB/s; }
          tier gpu : cdm { capacity 40KiB; read 90ns; write 90ns; bandwidth 500GB/s; from cpu { read 700ns; write 700ns; } driver gpu0; }
        }
        policy Small for Box {
          placement { device: when agent == gpu0 => gpu; rest: otherwise => ram; }
          migration {
            on access by cpu {
              quiet: when write && gpu0.busy < 50% => stay;
              wanting: when !write && gpu0.wanted == 8KiB => stay;
              wanting_more: when !write && gpu0.wanted > 8KiB => stay;
            }
            on access by gpu0 { near: when write && in ram => gpu; }
          }
          reclaim gpu { order Lru; back: otherwise => ram; }
        }
        """);
}
