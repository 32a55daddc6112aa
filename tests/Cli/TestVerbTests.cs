using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

public sealed class TestVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tests_that_hold_pass()
    {
        var result = Test("""
            test "hot pages come back" for Sink {
              given hot = 3;
              given page p in pmem { dirty = true; }
              cpu reads p 2 times;
              expect p in pmem && p.heat == 2 && p.dirty;
              cpu writes p;
              expect p in pmem && moves.pending == 1;
              after 10us;
              expect p in ram by promote;
            }
            test "a pinned page stays, and a tier that is back takes pages again" for Sink {
              given hot = 2;
              given page p in pmem;
              cpu pins p;
              cpu reads p 3 times;
              expect p in pmem && p.pinned && p.locked && p.held == 0ns;
              cpu unpins p;
              cpu hints cold p;
              pmem goes offline;
              expect p in ram && !p.pinned;
              pmem goes online;
            }
            test "heat fades, also what was given" for Sink {
              after 10ms;
              given page p in pmem { heat = 8; }
              expect p.heat == 8;
              after 1ms;
              expect p.heat == 4;
              after 2ms;
              expect p.heat == 1;
              expect now == 13ms;
            }
            test "a busy device keeps pages where they are" for Sink {
              given page p;
              given ram filled 100%;
              gpu0.busy = 90%;
              cpu reads p 10 times;
              expect p in ram, pmem by rest;
            }
            test "background reclaim frees memory while time passes" for Sink {
              given page p in ram;
              given ram filled 98%;
              after 100us;
              expect ram.fill <= 92%;
              expect p in pmem by ram.sink;
            }
            test "a workload runs on pages of its own" for Sink {
              given page p in ram { heat = 7; }
              run Bursts;
              expect now == 3ms;
              expect p != none;
              expect ram.used + pmem.used > 1MiB;
            }
            workload Bursts for Box {
              region hot 400KiB anon;
              region cold 800KiB anon bound to pmem;
              phase first 2ms { cpu reads hot random at 1M/s; cpu writes cold sequential at 500k/s; }
              phase rest 1ms { }
            }
            """);
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Contains("6 of 6 tests passed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tests_of_the_example_pass() =>
        Assert.Equal(0, Cdmp.Run("test", Repository.PathOf("examples/four-tiers.cdmp")).Exit);

    [Fact]
    public void What_does_not_hold_is_said_with_what_was_seen()
    {
        var file = _folder.Write("small.cdmp", Texts.Policy + """
            test "wrong" for Sink {
              given page p in pmem;
              cpu reads p;
              expect p in ram && p.heat > 2;
              expect p in pmem by promote;
              expect ram.used == 4KiB;
            }
            test "full" for Sink {
              given ram filled 100%;
              given page q in ram;
              expect q in ram;
            }
            test "right" for Sink { given page p in ram; expect p in ram; }
            test "why not there" for Sink {
              given page p in pmem;
              expect p in ram by promote;
              cpu reads p 4 times;
              expect p in ram by promote;
              expect p in pmem by promote;
              after 10us;
              expect p in pmem by rest;
            }
            """);
        var result = Cdmp.Run("test", file, "--json").IsCivil();
        Assert.Equal((1, ""), (result.Exit, result.Error));
        Assert.Equal((1, 3), (result.Json.GetProperty("passed").GetInt32(), result.Json.GetProperty("failed").GetInt32()));
        var tests = result.Json.GetProperty("tests");
        string Failures(int test) => string.Join("\n", tests[test].GetProperty("failures").EnumerateArray().Select(f =>
            $"{f.GetProperty("line").GetInt32() - tests[test].GetProperty("line").GetInt32()}: "
            + string.Join(", ", f.GetProperty("seen").EnumerateArray().Select(s => s.GetString()))));
        Assert.Equal(
            "3: `p` is in pmem, `p.heat` is 1\n4: no rule moved `p`\n5: `ram.used` is 0B", Failures(0));
        Assert.Equal("2: `ram` has no free frame for `q`", Failures(1));
        Assert.Equal("", Failures(2));
        Assert.Equal(
            """
            2: `p` is in pmem, no rule has moved it
            4: `p` is in pmem, on its way to ram by `promote`
            5: no rule moved `p`; it is on its way to ram by `promote`
            7: `p` is in ram, moved by `promote` of `migration`
            """, Failures(3));

        var shown = Cdmp.Run("test", file, "--test", "WRONG");
        Assert.Contains($"{file}(", shown.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 1 tests failed", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_contract_fails_the_test()
    {
        var result = Test("""
            policy Guarded for Box { placement { all: otherwise => pmem; } never in pmem; }
            test "it lands there" for Guarded { given page p; cpu reads p; expect p in pmem; }
            """);
        Assert.Equal(1, result.Exit);
        Assert.Contains("never in pmem;", result.Output, StringComparison.Ordinal);
        Assert.Contains("broken once while the test ran, first by `p` in `pmem`", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Misuse_and_findings_have_their_exit_codes()
    {
        Assert.Equal(0, Test("").IsCivil().Exit);
        Assert.Equal(1, Test("test \"x\" for Sink { expect p in ram; }").IsCivil().Exit);
        Assert.Equal(2, Test("test \"x\" for Sink { expect ram.used == 0; }", "--test", "nothing").IsCivil().Exit);
        Assert.Equal(0, Test("test \"x\" for Sink { expect ram.used == 0; }").IsCivil().Exit);
    }

    /// <summary>The page's own names give way: nothing in a test collides with a member of the generated struct.</summary>
    [Fact]
    public void Any_name_the_language_allows_compiles()
    {
        var result = Cdmp.Run("test", _folder.Write("names.cdmp", """
            namespace class.event;
            hierarchy record { agent int; tier namespace : ram { capacity 64KiB; read 80ns; write 80ns; bandwidth 1GB/s; } }
            policy struct for record {
              page { policy_tests : u3 halves every 1s; test0 : bool; owner : agent; home : tier; }
              placement { return: otherwise => namespace; }
              migration { on access { if (write) { policy_tests += 1; test0 = true; owner = agent; home = tier; } } }
            }
            test "a \ name | with <marks>" for struct {
              given page frame in namespace { policy_tests = 3; owner = int; home = namespace; }
              given page machine;
              int writes machine;
              expect frame.policy_tests == 3 && frame.owner == int && frame.home == namespace && !frame.test0;
              expect machine.test0 && machine.owner == int by return;
              expect clamp(frame.policy_tests, 1, 5) in 2..4 && namespace.used == 8KiB;
            }
            """));
        Assert.Equal((0, ""), (result.IsCivil().Exit, result.Error));
    }

    private CommandResult Test(string tests, params string[] options) =>
        Cdmp.Run(["test", _folder.Write("small.cdmp", Texts.Policy + tests), .. options]).IsCivil();
}
