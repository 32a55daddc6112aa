using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Emit;

/// <summary>
/// Latency under load, worked out by hand. At 1 GB/s a window of 2^20 ns carries 2^20 bytes, 16,384 accesses; unloaded, a read
/// takes 80 ns and 64 ns for the line, and the device's 300 ns and 64 ns.
/// </summary>
public class LoadedLatencyTests
{
    private const int Window = 1 << 20;

    /// <summary>Step 32 of 64: 1/8 more.</summary>
    [Fact]
    public void At_half_of_its_bandwidth_a_tier_is_an_eighth_slower() =>
        Check(8192, "ram.latency == 162ns && latency == 162ns && ram.latency from gpu0 == 409ns && ram.traffic == 500MB/s");

    /// <summary>14,746 of 16,384 are 90.002 %, step 57: 57/56 more.</summary>
    [Fact]
    public void At_nine_tenths_it_takes_twice_as_long() =>
        Check(14_746, "ram.latency == 290ns && latency == 290ns && ram.latency from gpu0 == 734ns && ram.traffic > 900MB/s");

    /// <summary>Step 60 at most: 15/8 more.</summary>
    [Fact]
    public void Beyond_its_bandwidth_it_becomes_no_slower() =>
        Check(40_000, "ram.latency == 414ns && far.latency == 1064ns && far.traffic == 0B/s");

    [Fact]
    public void A_tier_without_traffic_is_as_fast_as_it_is()
    {
        using var run = Policy("ram.latency == 144ns && far.latency == 1064ns && ram.traffic == 0B/s");
        Fill(run, 16_000);
        Assert.Equal(16_000, run.Rule("as_said").Applied);
        run.Access(2 * Window, 0);
        Assert.Equal(16_001, run.Rule("as_said").Applied);
    }

    [Fact]
    public void The_cost_of_accesses_is_that_of_their_window()
    {
        using var run = Policy("write && ram.latency > 1s");
        Fill(run, 8192);
        Assert.Equal(8192 * 144, run.CostNs);
        run.Access(Window, 0);
        run.Access(Window + 1, 0, write: true);
        Assert.Equal(8192 * 144 + 2 * 162, run.CostNs);
    }

    /// <summary>128 pages are half of what a window can carry; in the tier they leave, 128 lines come to it.</summary>
    [Fact]
    public void Moves_are_traffic_of_both_tiers()
    {
        using var run = Generated.From(Text("""
            placement { rest: otherwise => far; }
            migration {
              every 1ms over far limit 128 { up: otherwise => ram; }
              on access { as_said: when ram.traffic == 500MB/s && far.traffic == 507_812_500B/s && ram.latency == 162ns => stay; }
            }
            """)).Run(128);
        run.Execute([.. Enumerable.Range(0, 128)], [], new long[128]);
        run.Access(Window, 0);
        Assert.Equal((128, 1), (run.Rule("up").Applied, run.Rule("as_said").Applied));
    }

    private static void Check(int accesses, string condition)
    {
        using var run = Policy(condition);
        Fill(run, accesses);
        Assert.Equal(0, run.Rule("as_said").Applied);
        run.Access(Window, 0);
        Assert.Equal(1, run.Rule("as_said").Applied);
    }

    private static void Fill(IRun run, int accesses) =>
        run.Execute(new int[accesses], [], [.. Enumerable.Range(0, accesses).Select(i => (long)i * Window / accesses)]);

    private static IRun Policy(string condition) => Generated.From(Text($$"""
        placement { rest: otherwise => ram; }
        migration { on access { as_said: when {{condition}} => stay; } }
        """)).Run(4);

    private static string Text(string body) => $$"""
        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { }
          tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 1GB/s; from gpu0 { read 300ns; write 300ns; bandwidth 1GB/s; } }
          tier far : ram { capacity 1MiB; read 1us;  write 1us;  bandwidth 1GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        policy Story for Box {
        {{body}}
        }
        """;
}
