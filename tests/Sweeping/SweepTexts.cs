using System.Text;

namespace CdmPolicy.Tests.Sweeping;

/// <summary>Policies and traces whose best parameters are known.</summary>
internal static class SweepTexts
{
    private const string Pair = """
        hierarchy Pair {
          page 4KiB;
          agent cpu;
          tier fast : ram        { capacity 64KiB; read 100ns; write 100ns; bandwidth 4.096GB/s; }
          tier slow : persistent { capacity 64KiB; read 300ns; write 300ns; bandwidth 4.096GB/s; }
        }

        """;

    /// <summary>
    /// An access takes 316 ns in slow and 116 in fast, a move 1300. A page that is accessed n times costs n·316 below its threshold h, and
    /// h·316 + (n-h)·116 + 1300 from n = h on.
    /// </summary>
    public const string Threshold = Pair + """
        policy Threshold for Pair {
          param hot : count = 8 in 1..16;
          page { heat : u8; }
          placement { rest: otherwise => slow; }
          migration {
            on access {
              heat += 1;
              up: when in slow && heat >= hot => fast;
            }
          }
        }

        """;

    /// <summary>The same with a contract that is broken from the threshold 5 on, by the page that is read most.</summary>
    public static string Promising => Threshold.Replace("  page {", "  never in slow && heat > 4;\n  page {", StringComparison.Ordinal);

    /// <summary>Of traces that only read, no value of the parameter makes a difference.</summary>
    public const string NoInfluence = Pair + """
        policy NoInfluence for Pair {
          param hot : count = 4 in 1..9;
          page { heat : u8; }
          placement { rest: otherwise => slow; }
          migration {
            on access {
              heat += 1;
              up: when in slow && write && heat >= hot => fast;
            }
          }
        }

        """;

    /// <summary>Twice in a row: three pages with 3 reads each, and three with 40 each. So 4 is best: it moves those that are worth it, as soon as it can tell.</summary>
    public static string ShortAndLong => Trace([.. Enumerable.Range(0, 12).Select(page => (page, page % 2 == 0 ? 3 : 40))]);

    /// <summary>One page with 30 reads, for which 1 is best, then ten with 3 reads each, for which no move is.</summary>
    public static string OtherSecondHalf => Trace([(0, 30), .. Enumerable.Range(1, 10).Select(page => (page, 3))]);

    /// <summary>A read each 10 us.</summary>
    private static string Trace(IEnumerable<(int Page, int Reads)> pages)
    {
        var text = new StringBuilder("time,address,rw\n");
        var time = 0;
        foreach (var (page, reads) in pages)
            for (var i = 0; i < reads; i++, time += 10_000) text.Append($"{time},{page * 4096},r\n");
        return text.ToString();
    }
}
