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

    [Fact]
    public void Time_that_goes_on_keeps_a_page_where_it_is()
    {
        // What was long not used is not used just now; a page that remembers no time can be anything.
        var result = Verify("now - used > 50ms", "now - used < 5ms");
        Assert.Contains("proven   no page is sent to and fro, by any of 1 pair of rules", result.Output);
        Assert.Equal(0, result.Exit);
    }

    [Fact]
    public void Times_that_there_may_not_be_are_said()
    {
        var result = Verify("now - used > 5ms", "now - used < 50ms");
        Assert.Contains("UNKNOWN  whether a page goes from pmem to ram by `up` (line 16), and back by `down` (line 17)", result.Output);
        Assert.Equal(1, result.Exit);
    }

    [Fact]
    public void What_a_page_remembers_of_its_arrival_is_later_than_the_decision()
    {
        var result = Verify("now - used > 50ms", "now - used < 5ms", "on arrive { used = now; }");
        Assert.Contains("UNKNOWN  whether a page goes from pmem to ram by `up` (line 16)", result.Output);
    }

    [Fact]
    public void What_a_pass_changes_without_a_rule_is_not_left_out()
    {
        // It gets older with each visit, and starts anew on its way.
        var result = Verify("age >= 3", "age >= 3", "on access { age = 0; }", "age += 1;", "then { age = 0; }");
        Assert.Contains("UNKNOWN  whether a page goes from pmem to ram by `up` (line 16)", result.Output);
        Assert.Contains("another `age`, set by a pass in between", result.Output);
    }

    [Fact]
    public void Times_that_add_up_to_more_than_is_worked_with_are_not_proven()
    {
        var all = "now - a > 100h && a - used > 100h && now > 300h";
        Assert.Contains("UNKNOWN  whether a page goes", Verify($"{all} && used > 100h", $"{all} && used > 150h", "on access { a = used; }").Output);
    }

    [Fact]
    public void How_much_decays_in_between_is_not_known()
    {
        var result = Verify("warmth <= 200", "warmth >= 4", "on access { warmth += 1; }");
        Assert.Contains("UNKNOWN  whether a page goes from pmem to ram by `up` (line 16)", result.Output);
    }

    private CommandResult Verify(string down, string up = "heat >= 4", string more = "", string visit = "", string then = "")
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
              page { heat : u8; used : time; a : time; age : u8; warmth : u8 halves every 1ms; }
              placement { rest: otherwise => ram, pmem; }
              migration {
                on access { heat += 1; used = now; } {{more}}
                // Up at four accesses.
                every 10ms over pmem limit 64 { {{visit}} up: when {{up}} => ram {{then}}; }
                every 10ms over ram limit 64 { {{visit}} down: when {{down}} => pmem {{then}}; }
              }
              reclaim ram  { order Clock; sink: otherwise => pmem; }
              reclaim pmem { order Lru; drop: otherwise => evict; }
            }
            """);
        return Cdmp.Run("verify", _folder["two.cdmp"]).IsCivil();
    }
}
