using System.Text.Json;
using System.Text.Json.Nodes;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _policy;

    public RunTests() => _policy = _folder.Write("small.cdmp", Texts.Policy);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_has_what_the_design_names()
    {
        var run = Run();
        foreach (var name in new[] { "policy", "hierarchy", "events", "simulated_ns", "cost_ns", "faults", "tiers", "rules", "observed", "violations" })
            Assert.True(run.TryGetProperty(name, out _), name);
        Assert.Equal(
            ["name", "capacity_bytes", "resident_pages", "reads", "writes", "placed", "promoted", "demoted", "moved", "evicted", "written_back", "keeps_ignored"],
            run.GetProperty("tiers")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["section", "label", "tried", "applied", "refused", "bytes", "reasons", "failures"],
            run.GetProperty("rules")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(1_000_000, run.GetProperty("events").GetInt64());
    }

    [Fact]
    public void Counts_add_up()
    {
        var run = Run();
        var tiers = run.GetProperty("tiers").EnumerateArray().ToList();
        var rules = run.GetProperty("rules").EnumerateArray().ToList();
        long Sum(string name) => tiers.Sum(t => t.GetProperty(name).GetInt64());

        Assert.Equal(run.GetProperty("events").GetInt64(), Sum("reads") + Sum("writes") + run.GetProperty("failed").GetInt64());
        Assert.Equal(run.GetProperty("faults").GetInt64() - run.GetProperty("failed").GetInt64(), Sum("placed"));
        Assert.Equal(Sum("placed") - Sum("evicted"), Sum("resident_pages"));
        foreach (var rule in rules)
            Assert.Equal(rule.GetProperty("tried").GetInt64(), rule.GetProperty("applied").GetInt64() + rule.GetProperty("refused").GetInt64());
        var cost = run.GetProperty("cost").EnumerateObject().Sum(part => part.Value.GetInt64());
        Assert.Equal(run.GetProperty("cost_ns").GetInt64(), cost);
    }

    [Fact]
    public void A_policy_lies_between_the_baselines()
    {
        var run = Run();
        var baselines = run.GetProperty("baselines");
        Assert.Equal("ram", baselines.GetProperty("all_in").GetProperty("tier").GetString());
        Assert.InRange(
            run.GetProperty("cost_ns").GetInt64(),
            baselines.GetProperty("all_in").GetProperty("cost_ns").GetInt64(),
            baselines.GetProperty("no_policy").GetProperty("cost_ns").GetInt64());
        Assert.InRange(
            baselines.GetProperty("clairvoyant").GetProperty("least_cost_ns").GetInt64(),
            baselines.GetProperty("all_in").GetProperty("cost_ns").GetInt64(),
            run.GetProperty("cost_ns").GetInt64());
        Assert.All(
            ["no_policy", "clairvoyant"],
            name => Assert.Equal(JsonValueKind.Null, Run("--no-baseline").GetProperty("baselines").GetProperty(name).ValueKind));
    }

    [Fact]
    public void The_same_run_gives_the_same_result() => Assert.Equal(Timeless(Run()), Timeless(Run()));

    [Fact]
    public void Settings_change_what_happens()
    {
        static long Promoted(JsonElement run) =>
            run.GetProperty("tiers").EnumerateArray().Sum(t => t.GetProperty("promoted").GetInt64());

        var plain = Promoted(Run());
        Assert.True(plain > 0);
        Assert.True(Promoted(Run("--set", "hot=60")) < plain);
        Assert.Equal(0, Promoted(Run("--set", "gpu0.busy=60%")));
        Assert.Equal(0, Promoted(Run("--capacity", "ram=4MiB")));
        Assert.NotEqual(
            Run().GetProperty("simulated_ns").GetInt64(), Run("--pace", "1M/s").GetProperty("simulated_ns").GetInt64());
        var bound = Run("--bind", "anon=pmem", "--capacity", "pmem=4MiB").GetProperty("rules")[0];
        Assert.True(bound.GetProperty("applied").GetInt64() > 0);
    }

    [Fact]
    public void Moves_can_be_made_to_fail()
    {
        static long Failed(JsonElement run) => run.GetProperty("rules").EnumerateArray()
            .Sum(r => r.GetProperty("failures").TryGetProperty("fault", out var fault) ? fault.GetInt64() : 0);

        Assert.Equal(0, Failed(Run()));
        Assert.True(Failed(Run("--faults", "moves=50%")) > 0);
        Assert.Equal(Timeless(Run("--faults", "moves=5%", "--seed", "3")), Timeless(Run("--faults", "moves=5%", "--seed", "3")));
        foreach (var wrong in new[] { "discs=1%", "drivers=101%", "moves=101%", "moves=2s" })
            Assert.Equal(2, Cdmp.Run("run", _policy, "--trace", Cdmp.Trace("sqlite"), "--faults", wrong).IsCivil().Exit);
    }

    [Fact]
    public void The_second_start_does_not_compile()
    {
        var policy = _folder.Write("fresh.cdmp", $"// {Guid.NewGuid()}\n{Texts.Policy}");
        Assert.False(Run(policy, []).GetProperty("cached").GetBoolean());
        Assert.True(Run(policy, []).GetProperty("cached").GetBoolean());
    }

    [Fact]
    public void The_tables_name_tiers_rules_and_baselines()
    {
        var result = Cdmp.Run("run", _policy, "--trace", Cdmp.Trace("sqlite")).IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        foreach (var text in new[] { "pmem", "promote", "reclaim ram", "all in ram", "no policy", "clairvoyant, at least", "observed: everything (optimistic)", "counted at the tier that the page leaves", "above 1.00x: costs more" })
            Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public void What_no_rule_is_for_and_which_contracts_held_is_shown()
    {
        var policy = _folder.Write("open.cdmp", Texts.With("reclaim pmem { order Lru; drop: otherwise => evict; }", "reclaim pmem { order Lru; files: when kind == file => evict; }\n  never in pmem && heat > 200;"));
        string[] run = ["run", policy, "--trace", Cdmp.Trace("python"), "--no-baseline"];
        var result = Cdmp.Run([.. run, "--json"]).IsCivil();
        Assert.Equal(0, result.Exit);
        var open = Assert.Single(result.Json.GetProperty("rules").EnumerateArray(), r => r.GetProperty("label").GetString() == "(no rule)");
        Assert.Equal("reclaim pmem", open.GetProperty("section").GetString());
        Assert.Equal(result.Json.GetProperty("tiers")[1].GetProperty("evicted").GetInt64(), open.GetProperty("applied").GetInt64());
        Assert.Equal(1, result.Json.GetProperty("contracts_held").GetInt64());
        var shown = Cdmp.Run(run).Output;
        Assert.Matches(@"reclaim pmem +\(no rule\)", shown);
        Assert.Contains("contracts: 1 held", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("(no rule)", Cdmp.Run("run", _policy, "--trace", Cdmp.Trace("python"), "--no-baseline").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_of_a_trace_ask_for_tiers_and_belong_to_tenants()
    {
        var policy = _folder.Write("shared.cdmp", """
            hierarchy Two {
              page 4KiB;
              agent cpu;
              tier fast : ram { capacity 16KiB; read 50ns; write 50ns; bandwidth 100GB/s; }
              tier slow : ram { capacity 40KiB; read 90ns; write 90ns; bandwidth 50GB/s; }
              tenant web;
              tenant db { max fast 4KiB; }
            }
            policy Small for Two { placement { own: when bound to slow => slow; rest: otherwise => fast, slow; } }
            """);
        var trace = _folder.Write("asked.csv", """
            address,rw,name,value,request
            0x10000,map,anon,8192,bound=slow;of=web
            0x20000,map,anon,16384,asks=fast+gone;of=db
            0x10000,r,,,
            0x20000,r,,,
            0x21000,r,,,
            0x40000,r,,,
            """);
        string[] run = ["run", policy, "--trace", trace, "--no-baseline"];
        var result = Cdmp.Run([.. run, "--json"]).IsCivil();
        Assert.Contains("regions of the trace ask for `gone`, which is no tier of `Two`", result.Error, StringComparison.Ordinal);
        var tenants = result.Json.GetProperty("tenants").EnumerateArray()
            .Select(t => (t.GetProperty("name").GetString(), t.GetProperty("held_bytes").GetProperty("fast").GetInt64(), t.GetProperty("held_bytes").GetProperty("slow").GetInt64(), t.GetProperty("accesses").GetInt64()));
        Assert.Equal([("web", 0L, 4096L, 1L), ("db", 4096L, 4096L, 2L), (null, 4096L, 0L, 1L)], tenants);
        Assert.Equal(1, result.Json.GetProperty("rules")[0].GetProperty("applied").GetInt64());
        Assert.Matches(@"tenant +in fast +in slow +accesses", Cdmp.Run(run).Output);
    }

    [Fact]
    public void Free_memory_beside_pins_is_shown()
    {
        var policy = _folder.Write("blocks.cdmp", """
            hierarchy Box {
              page 4KiB;
              agent cpu;
              tier ram  : ram { capacity 48KiB; read 80ns; write 80ns; bandwidth 100GB/s; contiguous 16KiB; }
              tier pmem : persistent { capacity 64KiB; read 300ns; write 900ns; bandwidth 10GB/s; }
            }
            policy Plain for Box { placement { rest: otherwise => ram; } }
            workload Transfer for Box {
              region buffer 4KiB anon;
              phase hold 1ms { cpu reads buffer sequential at 1k/s; cpu pins buffer long; }
            }
            """);
        string[] run = ["run", policy, "--workload", "Transfer", "--no-baseline"];
        var tier = Cdmp.Run([.. run, "--json"]).IsCivil().Json.GetProperty("tiers")[0];
        // One page of the first block is pinned, and the other two blocks are whole.
        Assert.Equal((32768, 12288), (tier.GetProperty("whole_bytes").GetInt64(), tier.GetProperty("beside_pins_bytes").GetInt64()));
        Assert.Matches(@"in whole blocks +beside pins", Cdmp.Run(run).Output);
    }

    [Fact]
    public void A_broken_contract_is_a_finding_with_its_first_time()
    {
        var policy = _folder.Write("broken.cdmp", Texts.With("reclaim ram  {", "never in ram && heat > 8;\n  never in pmem && heat > 200;\n  reclaim ram  {"));
        var result = Cdmp.Run("run", policy, "--trace", Cdmp.Trace("sqlite"), "--json");
        Assert.Equal(1, result.Exit);
        var violation = Assert.Single(result.Json.GetProperty("violations").EnumerateArray().ToList());
        Assert.Equal("never in ram && heat > 8;", violation.GetProperty("contract").GetString());
        Assert.Equal(24, violation.GetProperty("line").GetInt32());
        Assert.True(violation.GetProperty("count").GetInt64() > 0);
        Assert.Equal("ram", violation.GetProperty("first").GetProperty("tier").GetString());
        var shown = Cdmp.Run("run", policy, "--trace", Cdmp.Trace("sqlite"));
        Assert.Equal(1, shown.Exit);
        Assert.Contains($"broken: {policy}(24): `never in ram && heat > 8;`, ", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Emitted_code_is_printed_or_written()
    {
        var printed = Cdmp.Run("emit", _policy);
        Assert.Equal(0, printed.Exit);
        Assert.Contains("struct Sink", printed.Output, StringComparison.Ordinal);
        var folder = _folder["generated"];
        var written = Cdmp.Run("emit", _policy, "--output", folder);
        Assert.Equal(0, written.Exit);
        Assert.Equal(written.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(), Directory.GetFiles(folder).Order());
    }

    [Fact]
    public void A_workload_of_the_file_can_be_run()
    {
        var policy = _folder.Write("workload.cdmp", Texts.Policy + """
            workload Bursts for Box {
              region hot 100KiB * 4 anon;
              region cold 800KiB anon bound to pmem;
              phase first 2ms { cpu reads hot random at 1M/s; cpu writes cold zipf 0.9 at 500k/s; }
              phase rest 1ms { gpu0.busy = 90%; }
              phase second 2ms { cpu writes cold sequential at 1M/s; }
            }
            """);
        string[] run = ["run", policy, "--workload", "Bursts", "--json"];
        var (first, again) = (Cdmp.Run(run).IsCivil(), Cdmp.Run(run));
        Assert.Equal((0, ""), (first.Exit, first.Error));
        Assert.Equal(Timeless(first.Json), Timeless(again.Json));
        Assert.Equal(
            (5_000L, 5_000_000L, "Bursts"),
            (first.Json.GetProperty("events").GetInt64(), first.Json.GetProperty("simulated_ns").GetInt64(), first.Json.GetProperty("trace").GetString()));
        Assert.Equal("every", first.Json.GetProperty("fidelity").GetProperty("sampling").GetString());
        Assert.NotEqual(Timeless(first.Json), Timeless(Cdmp.Run([.. run, "--seed", "2"]).Json));

        var unknown = Cdmp.Run("run", policy, "--workload", "Burst").IsCivil();
        Assert.Equal(2, unknown.Exit);
        Assert.Contains("did you mean `Bursts`?", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, Cdmp.Run("run", policy, "--workload", "Bursts", "--trace", Cdmp.Trace("sqlite")).Exit);
        Assert.Equal(2, Cdmp.Run("run", policy).Exit);
    }

    private JsonElement Run(params string[] options) => Run(_policy, options);

    private static JsonElement Run(string policy, string[] options)
    {
        var result = Cdmp.Run(["run", policy, "--trace", Cdmp.Trace("sqlite"), "--json", .. options]);
        Assert.Equal((0, ""), (result.Exit, result.Error));
        return result.Json;
    }

    private static string Timeless(JsonElement run)
    {
        var copy = JsonNode.Parse(run.GetRawText())!.AsObject();
        foreach (var name in new[] { "seconds", "events_per_second", "events_per_second_warm", "first_event_ms", "cached" }) Assert.True(copy.Remove(name));
        return copy.ToJsonString();
    }
}
