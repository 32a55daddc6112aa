namespace CdmPolicy.Tests.Cli;

/// <summary>Small policies to compare.</summary>
internal static class CompareTexts
{
    /// <summary>A page goes up when it is written and down when it is read; each way takes 300 ns + 1 us.</summary>
    public const string UpAndDown = """
        hierarchy Pair {
          page 4KiB;
          agent cpu;
          tier fast : ram        { capacity 64KiB; read 100ns; write 100ns; bandwidth 4.096GB/s; }
          tier slow : persistent { capacity 64KiB; read 300ns; write 300ns; bandwidth 4.096GB/s; }
        }

        policy UpAndDown for Pair {
          placement { rest: otherwise => slow; }
          migration {
            on access {
              up:   when in slow && write  => fast;
              down: when in fast && !write => slow;
            }
          }
        }

        policy Stay for Pair {
          placement { rest: otherwise => slow; }
        }

        """;

    /// <summary>Page 0 goes up and down twice, page 1 once, page 2 never.</summary>
    public const string Story = """
        time,address,rw
        0,0,r
        10000,0,w
        15000,0,r
        20000,0,w
        35000,0,r
        50000,4096,w
        60000,4096,r
        70000,8192,r
        """;

    /// <summary>Two frames and a disk.</summary>
    public const string Cache = """
        hierarchy Cache {
          page 4KiB;
          agent cpu;
          tier ram : ram { capacity 8KiB; read 100ns; write 100ns; bandwidth 4.096GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
        }
        policy Fifo2 for Cache {
          placement { rest: otherwise => ram; }
          reclaim ram { order Fifo; drop: otherwise => evict; }
        }

        """;

    /// <summary>Of <see cref="Texts.Policy"/>'s hierarchy.</summary>
    public const string Bursts = """
        workload Bursts for Box {
          region hot 400KiB anon;
          region cold 800KiB anon bound to pmem;
          phase first 2ms { cpu reads hot random at 1M/s; cpu writes cold zipf 0.9 at 500k/s; }
          phase rest 1ms { gpu0.busy = 90%; }
          phase second 2ms { cpu writes cold sequential at 1M/s; }
        }

        """;

    public const string FirstTouch = """
        policy FirstTouch for Box {
          placement { rest: otherwise => ram, pmem; }
          reclaim ram  { order Clock; sink: otherwise => pmem; }
          reclaim pmem { order Lru; drop: otherwise => evict; }
        }

        """;
}
