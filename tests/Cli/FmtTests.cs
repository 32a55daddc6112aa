using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

public sealed class FmtTests : IDisposable
{
    private const string Untidy = "reclaimer R{queue q;\tinsert{q.push_front(page);}\r\nvictim{scan q from back{evict;}}}\r\n";

    private const string Tidy = """
        reclaimer R {
          queue q;
          insert { q.push_front(page); }
          victim { scan q from back { evict; } }
        }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_laid_out_in_place_and_check_lists_those_that_are_not()
    {
        var (untidy, tidy) = (_folder.Write("untidy.cdmp", Untidy), _folder.Write("tidy.cdmp", Tidy));
        var check = Cdmp.Run("fmt", "--check", untidy, tidy);
        Assert.Equal((1, untidy + Environment.NewLine, ""), (check.Exit, check.Output, check.Error));
        Assert.Equal(Untidy, File.ReadAllText(untidy));

        Assert.Equal(new CommandResult(0, "", ""), Cdmp.Run("fmt", untidy, tidy));
        Assert.Equal(Tidy, File.ReadAllText(untidy));
        Assert.Equal(0, Cdmp.Run("fmt", "--check", untidy, tidy).Exit);
    }

    [Fact]
    public void A_dash_is_standard_input()
    {
        var result = Cdmp.RunWith(Untidy, "fmt", "-");
        Assert.Equal((0, Tidy), (result.Exit, result.Output));
        Assert.Equal(1, Cdmp.RunWith(Untidy, "fmt", "--check", "-").Exit);
    }

    [Fact]
    public void What_cannot_be_laid_out_stays_as_it_is()
    {
        var broken = _folder.Write("broken.cdmp", "reclaimer R { queue q }\n");
        var bytes = new byte[] { (byte)'/', (byte)'/', 0xFF, (byte)'\n', (byte)'\n', (byte)'\n' };
        File.WriteAllBytes(_folder["latin.cdmp"], bytes);

        var result = Cdmp.Run("fmt", broken, _folder["latin.cdmp"]).IsCivil();
        Assert.Equal(1, result.Exit);
        Assert.Contains("error CDMP", result.Error);
        Assert.Contains("error CDMP0001: the file is not UTF-8 text: the byte 0xFF stands in it", result.Error);
        Assert.Equal("reclaimer R { queue q }\n", File.ReadAllText(broken));
        Assert.Equal(bytes, File.ReadAllBytes(_folder["latin.cdmp"]));
        Assert.Equal(2, Cdmp.Run("fmt", _folder["absent.cdmp"]).IsCivil().Exit);
    }
}
