using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary><c>cdmp check --costs</c>: the most that each handler can do, as the page about it shows it.</summary>
public sealed class CostsTests : IDisposable
{
    private const string Page = "docs/costs.md";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_shows_what_the_command_says()
    {
        var blocks = Docs.Example.In(Page).ToArray();
        var result = Cdmp.Run("check", "--costs", _folder.Write("costs.cdmp", blocks.First(b => b.Language == "cdmp").Text));
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Equal(Trimmed(blocks.Single(b => b.Language == "text").Text), Trimmed(result.Output));
    }

    [Fact]
    public Task Json() => Snapshot.Verify(
        Cdmp.Run("check", "--costs", "--json", Costs()).Output.Replace(Path.GetDirectoryName(Costs())!, "…", StringComparison.Ordinal), "json");

    /// <summary>2,048 frames on the queue, walked once: by the clock to the end, by the others to the first page that leaves.</summary>
    [Fact]
    public void Every_hook_of_a_reclaimer_has_a_row()
    {
        var text = Docs.Example.In(Page).First(b => b.Language == "cdmp").Text.Replace("order Lru", "order Aging", StringComparison.Ordinal) + """
            reclaimer Aging {
              queue all;
              page { age : u4; }
              insert { all.push_front(page); }
              access { age = 0; }
              trim   { if (all.count > 64) { scan all from back { evict; } } }
              victim { scan all from back { evict; } }
              every 10ms { scan all from back { age += 1; } }
            }
            """;
        var rows = Cdmp.Run("check", "--costs", _folder.Write("aging.cdmp", text)).Output.Split('\n').Where(l => l.Contains("reclaim pmem:", StringComparison.Ordinal))
            .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(
            [
                "reclaim pmem: insert 40 1 0 1 0 0", "reclaim pmem: access 40 1 0 1 0 0", "reclaim pmem: trim 40 1 0 2 1 4KiB",
                "reclaim pmem: every 10ms 40 1 0 1 2,048 0",
            ],
            rows);
    }

    [Fact]
    public void A_policy_with_an_error_has_no_costs()
    {
        var result = Cdmp.Run("check", "--costs", _folder.Write("wrong.cdmp", Texts.With("reclaim pmem", "reclaim pmme")));
        Assert.Equal((1, ""), (result.Exit, result.Output));
        Assert.Contains("did you mean `pmem`?", result.Error, StringComparison.Ordinal);
    }

    private string Costs() => _folder.Write("costs.cdmp", Docs.Example.In(Page).First(b => b.Language == "cdmp").Text);

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
