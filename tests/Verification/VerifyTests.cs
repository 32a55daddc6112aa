using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Verification;

/// <summary>A planted mistake is found and can be kept as a test; without it there is nothing to find.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_broken_contract_is_refuted_by_a_shortest_way_that_the_machine_takes()
    {
        File.WriteAllText(_folder["near.cdmp"], Contracts.Device(Contracts.Broken));
        var result = Cdmp.Run("verify", _folder["near.cdmp"]).IsCivil();

        Assert.Equal(1, result.Exit);
        Assert.Contains("REFUTED  never in gpu && !asked; (line 28), in 4 steps", result.Output);
        Assert.Contains("3. gpu0 reads the page: `near` (line 23) with `tier` = ram, `agent` = gpu0, `heat` = 3, `hot` = 3 sends it to gpu", result.Output);
        // What it prints is a test that fails.
        var test = result.Output[result.Output.IndexOf("test \"", StringComparison.Ordinal)..];
        File.AppendAllText(_folder["near.cdmp"], "\n" + test[..(test.IndexOf("\n}", StringComparison.Ordinal) + 3)]);
        var tested = Cdmp.Run("test", _folder["near.cdmp"]);
        Assert.Equal(1, tested.Exit);
        Assert.Contains("broken once while the test ran, first by `p` in `gpu`", tested.Output);
    }

    [Fact]
    public void A_contract_that_holds_is_proven()
    {
        File.WriteAllText(_folder["near.cdmp"], Contracts.Device(Contracts.Mended));
        var result = Cdmp.Run("verify", _folder["near.cdmp"], "--json").IsCivil();

        Assert.Equal(0, result.Exit);
        var policy = result.Json[0];
        Assert.Equal(["never in gpu && !asked;", "nothing lands unasked on a hidden tier", "no pin where the tier refuses it", "every page has a way out of a full hierarchy"],
            policy.GetProperty("contracts").EnumerateArray().Select(c => c.GetProperty("contract").GetString()));
        Assert.All(policy.GetProperty("contracts").EnumerateArray(), c => Assert.Equal("proven", c.GetProperty("outcome").GetString()));
    }

    [Fact]
    public void What_depends_on_more_than_a_page_is_not_known()
    {
        // How many moves are under way is not followed, and no test brings so many about.
        var text = Contracts.Device(Contracts.Mended).Replace("never in gpu && !asked;", "never in ram && moves.pending > 4000;", StringComparison.Ordinal);
        File.WriteAllText(_folder["near.cdmp"], text);
        var result = Cdmp.Run("verify", _folder["near.cdmp"]).IsCivil();

        Assert.Equal(1, result.Exit);
        Assert.Contains("UNKNOWN  never in ram && moves.pending > 4000;", result.Output);
        Assert.Contains("the machine does not take it", result.Output);
    }

    [Fact]
    public void Files_without_a_policy_are_misuse()
    {
        File.WriteAllText(_folder["none.cdmp"], "hierarchy H { agent cpu; tier ram : ram { capacity 1MiB; read 80ns; write 80ns; bandwidth 1GB/s; } }");
        var result = Cdmp.Run("verify", _folder["none.cdmp"]).IsCivil();
        Assert.Equal(2, result.Exit);
        Assert.Contains("the files declare no policy", result.Error);
    }
}
