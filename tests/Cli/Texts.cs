namespace CdmPolicy.Tests.Cli;

/// <summary>Small files that the tests of the command write.</summary>
internal static class Texts
{
    public const string Policy = """
        namespace Small;

        hierarchy Box {
          page 4KiB;
          agent cpu;
          agent gpu0 : device { stat busy : ratio; }
          tier ram  : ram        { capacity 400KiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
          tier pmem : persistent { capacity 1MiB;   read 300ns; write 900ns; bandwidth 10GB/s; }
          store disk { read 80us; write 30us; bandwidth 2GB/s; }
          fallback ram -> pmem;
        }

        /// Hot pages come back to RAM.
        policy Sink for Box {
          param hot : count = 4 in 1..60;
          page { heat : u8 halves every 1ms; }
          placement { rest: otherwise => ram, pmem; }
          migration {
            on access {
              heat += 1;
              promote: when in pmem && heat >= hot && gpu0.busy < 50% => ram;
            }
          }
          reclaim ram  { reserve 1%; below 4% until 8%; order Clock; sink: otherwise => pmem; }
          reclaim pmem { order Lru; drop: otherwise => evict; }
        }

        """;

    /// <summary>The same file with one piece of text replaced, which must be there.</summary>
    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Policy, StringComparison.Ordinal);
        return Policy.Replace(old, replacement, StringComparison.Ordinal);
    }
}
