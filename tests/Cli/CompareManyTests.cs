using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary>Comparisons of policies that are not all alike, and on several sources at once.</summary>
public sealed class CompareManyTests : IDisposable
{
    /// <summary>A page goes up at a tick of a second; every second read is sampled.</summary>
    private const string Ticking = """
        hierarchy Pair {
          page 4KiB;
          agent cpu;
          tier fast : ram        { capacity 64KiB; read 100ns; write 100ns; bandwidth 4.096GB/s; }
          tier slow : persistent { capacity 64KiB; read 300ns; write 300ns; bandwidth 4.096GB/s; }
        }
        policy Ticking for Pair {
          param up : bool = true;
          observe sample 1 in 2;
          placement { rest: otherwise => slow; }
          migration { every 1s over slow limit 64KiB { rise: when up => fast; } }
        }

        """;

    private const string Workloads = """
        workload Early for Pair { region r 8KiB anon; phase p 500ms { cpu reads r sequential at 100/s; } }
        workload Late for Pair  { region r 8KiB anon; phase p 2s    { cpu reads r sequential at 100/s; } }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_policy_that_does_not_compile_leaves_the_others_alone()
    {
        var file = _folder.Write("pair.cdmp", Ticking + Workloads);
        var bad = _folder.Write("bad.cdmp", Ticking.Replace("Ticking", "Bad", StringComparison.Ordinal).Replace("limit 64KiB", "limit 64ns", StringComparison.Ordinal));
        var result = Cdmp.Run("compare", file, bad, "--workload", "Late", "--json").IsCivil();
        Assert.Equal(1, result.Exit);
        Assert.Contains("bad.cdmp", result.Error, StringComparison.Ordinal);
        Assert.Equal("Ticking", Assert.Single(result.Json.GetProperty("policies").EnumerateArray()).GetProperty("name").GetString());
        Assert.StartsWith("it does not compile: ", Assert.Single(result.Json.GetProperty("left_out").EnumerateArray()).GetProperty("reason").GetString(), StringComparison.Ordinal);

        Assert.Equal(1, Cdmp.Run("compare", bad, "--workload", $"{file}:Late").IsCivil().Exit);
    }

    [Fact]
    public void Times_samples_and_parameters_of_one_policy_can_be_set()
    {
        var file = _folder.Write("pair.cdmp", Ticking + Workloads);
        // The tick at 1 s moves both pages in the middle of the run; without it nothing moves.
        Assert.Equal((8192, 100), Moved());
        Assert.Equal((0, 100), Moved("--times", "Ticking=10"));
        Assert.Equal((0, 100), Moved("--set", "Ticking.up=false"));
        Assert.Equal((8192, 20), Moved("--samples", "Ticking=5"));
        Assert.Equal((8192, 200), Moved("--samples", "Ticking=1/4"));
        foreach (var wrong in new string[][] { ["--times", "Tacking=2"], ["--times", "Ticking=0"], ["--set", "up=false"], ["--samples", "Ticking=often"] })
            Assert.Equal(2, Cdmp.Run(["compare", file, "--workload", "Late", .. wrong]).IsCivil().Exit);

        (long, long) Moved(params string[] options)
        {
            var run = Cdmp.Run(["compare", file, "--workload", "Late", "--json", .. options]).IsCivil().Json.GetProperty("policies")[0];
            return (run.GetProperty("moved_bytes").GetInt64(), run.GetProperty("observers")[0].GetProperty("seen").GetInt64());
        }
    }

    [Fact]
    public void Several_sources_make_one_table_a_measure()
    {
        var file = _folder.Write("pair.cdmp", Ticking + Workloads);
        var cache = _folder.Write("cache.cdmp", CompareTexts.Cache);
        var arguments = _folder.Write("all.args", $"# both\n{file} {cache}\n--hierarchy {file}   # shared\n--workload Early --workload {file}:Late\n");
        var result = Cdmp.Run("compare", $"@{arguments}").IsCivil();
        Assert.Equal((0, ""), (result.Exit, result.Error));
        var rows = result.Output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains("policy memory Early Late", rows);
        // Without a policy all accesses cost 116 ns; here all of the first 101 cost 316 ns, and the two moves 1.3 us each.
        Assert.Contains("Ticking shared 2.724 1.983", rows);
        Assert.Contains("Fifo2 Cache 1.000 1.000", rows);
        Assert.Contains("note: `Fifo2` runs on its own hierarchy, `Cache`: `Cache` has 1 tier and `Pair` has 2", rows);

        var json = Cdmp.Run("compare", $"@{arguments}", "--json").IsCivil().Json.EnumerateArray().ToList();
        Assert.Equal(["Early", "Late"], json.Select(c => c.GetProperty("workload").GetString()));
        Assert.Equal(2, Cdmp.Run("compare", $"@{arguments}", "--html", _folder["r.html"]).IsCivil().Exit);
        Assert.Equal(2, Cdmp.Run("compare", "@" + _folder["none.args"]).IsCivil().Exit);
    }
}
