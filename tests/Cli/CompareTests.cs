using System.Text.Json;
using System.Text.Json.Nodes;
using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task The_tables_of_a_small_workload()
    {
        var file = _folder.Write("two.cdmp", Texts.Policy + CompareTexts.FirstTouch + CompareTexts.Bursts);
        var result = Cdmp.Run("compare", file, "--workload", "Bursts").IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        return Snapshot.Verify(result.Output);
    }

    [Theory]
    [InlineData("1s", 3)]
    [InlineData("10us", 2)]
    [InlineData("9999ns", 1)]
    [InlineData("4us", 0)]
    public void Going_back_and_forth_is_counted_from_promotion_to_demotion(string within, int expected)
    {
        var run = Story("UpAndDown", "--ping-pong", within);
        // Page 0 is up for 5 us and for 15 us, page 1 for 10 us: each move takes as long as any other.
        Assert.Equal(expected, run.GetProperty("ping_pong").GetInt64());
        Assert.Equal(6 * 4096, run.GetProperty("moved_bytes").GetInt64());
    }

    [Fact]
    public void Costs_and_their_tail_are_those_worked_out_by_hand()
    {
        var run = Story("UpAndDown");
        // Five accesses where one takes 300 ns and 16 for its line, three where it takes 116; and six moves for which nobody waits.
        Assert.Equal(5 * 316 + 3 * 116 + 6 * 1300, run.GetProperty("cost_ns").GetInt64());
        var access = run.GetProperty("access");
        Assert.Equal(8, access.GetProperty("count").GetInt64());
        Assert.Equal((5 * 316 + 3 * 116) / 8.0, access.GetProperty("average_ns").GetDouble());
        Assert.Equal((316, 316), (access.GetProperty("p50_ns").GetInt64(), access.GetProperty("p999_ns").GetInt64()));
        Assert.Equal(3 / 8.0, run.GetProperty("tiers")[0].GetProperty("share").GetDouble());
    }

    [Fact]
    public void An_access_waits_for_the_store_and_for_the_page_that_makes_room()
    {
        var file = _folder.Write("cache.cdmp", CompareTexts.Cache);
        var trace = _folder.Write("writes.csv", "time,address,rw\n0,0,w\n1000,4096,w\n2000,8192,w\n3000,0,r\n");
        var access = Cdmp.Run("compare", file, "--trace", trace, "--json").IsCivil().Json.GetProperty("policies")[0].GetProperty("access");
        // The third write puts a dirty page out, 30 us + 2.048 us; the read another one, and its own comes back in 80 us + 2.048 us.
        Assert.Equal(116 + 32_048 + 82_048, access.GetProperty("max_ns").GetInt64());
        Assert.Equal((4 * 116 + 2 * 32_048 + 82_048) / 4.0, access.GetProperty("average_ns").GetDouble());
        Assert.Equal(116, access.GetProperty("p50_ns").GetInt64());
    }

    [Fact]
    public void Measuring_changes_nothing_of_the_run()
    {
        var file = _folder.Write("sink.cdmp", Texts.Policy);
        var compared = Cdmp.Run("compare", file, "--trace", Cdmp.Trace("sqlite"), "--json").IsCivil().Json.GetProperty("policies")[0];
        var run = Cdmp.Run("run", file, "--trace", Cdmp.Trace("sqlite"), "--json").IsCivil().Json;
        foreach (var name in new[] { "events", "faults", "simulated_ns", "cost_ns", "cost", "rules", "observers" })
            Assert.True(JsonNode.DeepEquals(Node(run, name), Node(compared, name)), name);
        Assert.Equal(
            run.GetProperty("baselines").GetProperty("clairvoyant").GetProperty("least_cost_ns").GetInt64(), compared.GetProperty("bound_ns").GetInt64());
        var series = compared.GetProperty("series").EnumerateArray().ToList();
        Assert.Equal(compared.GetProperty("events").GetInt64(), series.Sum(s => s.GetProperty("accesses").GetInt64()));
        Assert.Equal(compared.GetProperty("cost_ns").GetInt64(), series.Sum(s => s.GetProperty("cost_ns").GetInt64()));
    }

    [Fact]
    public void Equal_policies_have_equal_rows()
    {
        var file = _folder.Write("two.cdmp", Texts.Policy + CompareTexts.FirstTouch);
        var policies = Cdmp.Run("compare", $"{file}:Sink", $"{file}:FirstTouch", $"{file}:Sink", "--trace", Cdmp.Trace("sqlite"), "--json").IsCivil()
            .Json.GetProperty("policies").EnumerateArray().Select(p => p.GetRawText()).ToList();
        Assert.Equal(policies[0], policies[2]);
        Assert.NotEqual(policies[0], policies[1]);
    }

    [Fact]
    public void A_workload_is_played_on_another_hierarchy_by_its_names()
    {
        var file = _folder.Write("box.cdmp", Texts.Policy + CompareTexts.Bursts);
        var other = _folder.Write("other.cdmp", """
            hierarchy Other {
              page 4KiB;
              agent gpu0 : device { stat load : ratio; stat busy : ratio; }
              agent cpu;
              tier pmem : persistent { capacity 2MiB; read 300ns; write 900ns; bandwidth 10GB/s; }
              tier ram  : ram        { capacity 2MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
            }
            policy Roomy for Other { placement { wish: when bound to pmem => pmem; rest: otherwise => ram; } }
            """);
        var result = Cdmp.Run("compare", file, other, "--workload", $"{file}:Bursts", "--json").IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        var (box, roomy) = (result.Json.GetProperty("policies")[0], result.Json.GetProperty("policies")[1]);
        Assert.Equal(box.GetProperty("events").GetInt64(), roomy.GetProperty("events").GetInt64());
        Assert.Equal(0.6, roomy.GetProperty("tiers")[0].GetProperty("share").GetDouble());
        Assert.Contains("`Roomy` runs on other memory than `Sink`", result.Json.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);

        var without = _folder.Write("without.cdmp", CompareTexts.UpAndDown);
        var partly = Cdmp.Run("compare", file, $"{without}:Stay", "--workload", "Bursts").IsCivil();
        Assert.Equal(0, partly.Exit);
        Assert.Contains("left out: `Stay`: the workload `Bursts` of `Box` names the tier `pmem`, which `Pair` does not have", partly.Output, StringComparison.Ordinal);
        var alone = Cdmp.Run("compare", $"{without}:Stay", "--workload", $"{file}:Bursts").IsCivil();
        Assert.Equal(2, alone.Exit);
        Assert.Contains("names the tier `pmem`, which `Pair` does not have", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_policies_can_run_on_one_hierarchy_under_their_own_names()
    {
        var box = _folder.Write("box.cdmp", Texts.Policy + CompareTexts.FirstTouch + CompareTexts.Bursts);
        // The same policy, but for other memory, whose tiers have other names and a group.
        var renamed = _folder.Write("renamed.cdmp", """
            namespace Elsewhere;
            hierarchy Server {
              page 2MiB;
              agent cpu;
              tier near : ram        { capacity 64MiB;  read 70ns;  write 70ns;  bandwidth 50GB/s; }
              tier far  : persistent { capacity 256MiB; read 400ns; write 400ns; bandwidth 5GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
              group all = near, far;
            }
            policy Renamed for Server {
              placement { rest: when size > 1TiB && kind == file => far; any: otherwise => near, far; }
              migration { on access { none: when in all && idle > 1h => far; } }
              reclaim near { order Clock; sink: otherwise => far; }
              reclaim far  { order Lru; drop: otherwise => evict; }
            }
            workload Own for Server { region r 4MiB anon bound to far; phase p 1ms { cpu reads r random at 1M/s; } }
            test "a page comes" for Renamed { given page p; cpu reads p; expect p in near; }
            """);
        var result = Cdmp.Run("compare", $"{box}:FirstTouch", $"{renamed}:Renamed", "--hierarchy", box, "--workload", "Bursts", "--json").IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        var policies = result.Json.GetProperty("policies").EnumerateArray().ToList();
        foreach (var name in new[] { "cost_ns", "page_bytes", "access", "bound_ns", "series" })
            Assert.Equal(policies[0].GetProperty(name).GetRawText(), policies[1].GetProperty(name).GetRawText());
        Assert.Equal(
            [$"`Renamed` runs on the hierarchy of `{box}`, where `near` is called `ram`, `far` is called `pmem`"],
            result.Json.GetProperty("notes").EnumerateArray().Select(n => n.GetString()));

        var cache = _folder.Write("cache.cdmp", CompareTexts.Cache);
        var own = Cdmp.Run("compare", cache, "--hierarchy", $"{box}:Box", "--trace", Cdmp.Trace("ls")).IsCivil();
        Assert.Equal(0, own.Exit);
        Assert.Contains("note: `Fifo2` runs on its own hierarchy, `Cache`: `Cache` has 1 tier and `Box` has 2", own.Output, StringComparison.Ordinal);
        Assert.Equal(2, Cdmp.Run("compare", cache, "--hierarchy", $"{box}:Bax", "--trace", Cdmp.Trace("sqlite")).IsCivil().Exit);
    }

    [Fact]
    public void Tiers_near_an_agent_stand_under_the_names_of_the_policy_too()
    {
        var sockets = _folder.Write("sockets.cdmp", """
            hierarchy Sockets {
              page 4KiB;
              agent cpu0 { near dram0; }
              agent cpu1 { near dram1; }
              tier dram0 : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 100GB/s; from cpu1 { read 130ns; write 130ns; } }
              tier dram1 : ram { capacity 8MiB; read 80ns; write 80ns; bandwidth 100GB/s; from cpu0 { read 130ns; write 130ns; } }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
            }
            policy Home for Sockets { placement { rest: otherwise => nearest dram0, dram1; } }
            """);
        var box = _folder.Write("box.cdmp", """
            hierarchy Box {
              page 4KiB;
              agent cpu;
              tier ram  : ram        { capacity 1MiB; read 80ns;  write 80ns;  bandwidth 100GB/s; }
              tier pmem : persistent { capacity 8MiB; read 300ns; write 900ns; bandwidth 10GB/s; }
              store disk { read 80us; write 30us; bandwidth 2GB/s; }
            }
            policy Two for Box { placement { rest: otherwise => ram, pmem; } }
            """);
        var shared = Cdmp.Run("compare", sockets, box, "--hierarchy", sockets, "--trace", Cdmp.Trace("sqlite")).IsCivil();
        Assert.Equal((0, ""), (shared.Exit, shared.Error));
        Assert.Contains("where `ram` is called `dram0`, `pmem` is called `dram1`, `cpu` is called `cpu0`", shared.Output, StringComparison.Ordinal);

        // Three tiers cannot stand for two; what is left out says so.
        var three = _folder.Write("three.cdmp", File.ReadAllText(sockets).Replace("store disk", "tier cxl : cxl { capacity 8MiB; read 250ns; write 250ns; bandwidth 30GB/s; }\n  store disk", StringComparison.Ordinal));
        var other = Cdmp.Run("compare", three, box, "--hierarchy", three, "--workload", $"{_folder.Write("load.cdmp", File.ReadAllText(three) + "workload W for Sockets { region r 4MiB anon bound to dram0; phase p 1ms { cpu0 reads r random at 1M/s; } }")}:W").IsCivil();
        Assert.Contains("which `Box` does not have; and it does not run on the hierarchy of the others: `Box` has 2 tiers and `Sockets` has 3", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_contract_is_a_finding_and_misuse_is_told()
    {
        var broken = _folder.Write("broken.cdmp", Texts.With("reclaim ram  {", "never in ram && heat > 8;\n  reclaim ram  {"));
        var found = Cdmp.Run("compare", broken, "--trace", Cdmp.Trace("sqlite")).IsCivil();
        Assert.Equal(1, found.Exit);
        Assert.Contains($"broken: {broken}(24): `never in ram && heat > 8;` of `Sink`, ", found.Output, StringComparison.Ordinal);

        var file = _folder.Write("sink.cdmp", Texts.Policy);
        foreach (var wrong in new string[][]
        {
            ["compare", file], ["compare", "--trace", Cdmp.Trace("sqlite")], ["compare", file, "--trace", Cdmp.Trace("sqlite"), "--workload", "W"],
            ["compare", $"{file}:Sunk", "--trace", Cdmp.Trace("sqlite")], ["compare", file, "--trace", Cdmp.Trace("sqlite"), "--capacity", "rom=1MiB"],
            ["compare", file, "--trace", Cdmp.Trace("sqlite"), "--ping-pong", "often"], ["compare", _folder["none.cdmp"], "--trace", Cdmp.Trace("sqlite")],
        })
        {
            Assert.Equal(2, Cdmp.Run(wrong).IsCivil().Exit);
        }
    }

    private JsonElement Story(string policy, params string[] options)
    {
        var file = _folder.Write("story.cdmp", CompareTexts.UpAndDown);
        var trace = _folder.Write("story.csv", CompareTexts.Story);
        var result = Cdmp.Run(["compare", $"{file}:{policy}", "--trace", trace, "--json", .. options]).IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        return result.Json.GetProperty("policies")[0];
    }

    private static JsonNode? Node(JsonElement element, string name) => JsonNode.Parse(element.GetProperty(name).GetRawText());
}
