using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Verification;

/// <summary>Pages that two rules send to and fro, and the proof that a gap between the rules leaves none.</summary>
public sealed class CirclesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rules_that_overlap_send_a_page_to_and_fro()
    {
        // From 4 to 6 both hold; what a pass sees nobody counts up.
        var result = Verify("heat <= 6");
        Assert.Equal(1, result.Exit);
        Assert.Contains("TO AND FRO a page with heat 4..6 goes", result.Output);
        Assert.Contains("goes from pmem to ram by `up` (line 16), back by `down` (line 17), and again", result.Output);
    }

    [Fact]
    public void A_gap_between_them_is_proof_that_there_is_none()
    {
        var result = Verify("heat < 2");
        Assert.Equal(0, result.Exit);
        Assert.Contains("proven   no page is sent to and fro, by any of 1 pair of rules", result.Output);
    }

    private CommandResult Verify(string down)
    {
        File.WriteAllText(_folder["two.cdmp"], $$"""
            hierarchy Two {
              page 4KiB;
              agent cpu;
              tier ram  : ram        { capacity 1MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier pmem : persistent { capacity 8MiB; read 300ns; write 900ns; bandwidth 10GB/s; }
              store disk             { read 80us; write 30us; bandwidth 2GB/s; }
              fallback ram -> pmem;
            }

            policy Rungs for Two {
              page { heat : u8; }
              placement { rest: otherwise => ram, pmem; }
              migration {
                on access { heat += 1; }
                // Up at four accesses.
                every 10ms over pmem limit 64 { up: when heat >= 4 => ram; }
                every 10ms over ram limit 64 { down: when {{down}} => pmem; }
              }
              reclaim ram  { order Clock; sink: otherwise => pmem; }
              reclaim pmem { order Lru; drop: otherwise => evict; }
            }
            """);
        return Cdmp.Run("verify", _folder["two.cdmp"]).IsCivil();
    }
}
