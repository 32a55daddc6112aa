using CdmPolicy.Cli.Rendering;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary>What stands for a file on the command line, and how files are named in what comes back.</summary>
public sealed class FilesGivenTests : IDisposable
{
    private static readonly string Bad = Texts.With("reclaim pmem", "reclaim pmme");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_counts_once_however_it_is_named()
    {
        var path = _folder.Write("one.cdmp", Texts.Policy);
        File.CreateSymbolicLink(_folder["link.cdmp"], path);
        var around = Path.Join(Path.GetDirectoryName(path), "..", Path.GetFileName(Path.GetDirectoryName(path)), "one.cdmp");
        Assert.Equal(new CommandResult(0, "", ""), Cdmp.Run("check", path, around, _folder["link.cdmp"], path));
    }

    [Fact]
    public void A_byte_that_is_no_text_is_said_with_its_place()
    {
        var path = _folder["latin.cdmp"];
        File.WriteAllBytes(path, [.. "// na\n// caf"u8, 0xE9, .. "\n"u8, .. System.Text.Encoding.UTF8.GetBytes(Texts.Policy)]);
        const string said = "(2,7): error CDMP0001: the file is not UTF-8 text: the byte 0xE9 stands in it\n  help: save it as UTF-8\n1 error\n";
        foreach (var verb in new[] { "check", "fmt", "emit", "test", "verify" })
        {
            var result = Cdmp.Run(verb, path);
            Assert.Equal((1, path + said, ""), (result.Exit, result.Error.ReplaceLineEndings("\n"), result.Output));
        }

        Assert.Equal("CDMP0001", Cdmp.Run("check", path, "--json").Json[0].GetProperty("id").GetString());
        Assert.Equal("CDMP0001", Result(Cdmp.Run("check", path, "--sarif")).GetProperty("ruleId").GetString());
    }

    [Fact]
    public void A_mark_of_the_byte_order_is_no_part_of_the_text()
    {
        var path = _folder["marked.cdmp"];
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "hierarhcy Box { }\n"u8]);
        Assert.StartsWith($"{path}(1,1): error ", Cdmp.Run("check", path).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dash_is_standard_input()
    {
        Assert.Equal(new CommandResult(0, "", ""), Cdmp.RunWith(Texts.Policy, "check", "-"));
        Assert.StartsWith("standard input(", Cdmp.RunWith(Bad, "check", "-", "-").Error, StringComparison.Ordinal);
        Assert.Equal("standard%20input", Place(Cdmp.RunWith(Bad, "check", "-", "--sarif")).GetProperty("uri").GetString());
        Assert.Equal(Cdmp.Run("emit", _folder.Write("first.cdmp", Texts.Policy)), Cdmp.RunWith(Texts.Policy, "emit", "-"));
        var nobody = Cdmp.RunWith(Texts.Policy, "compare", "-", "--trace", Cdmp.Trace("ls")).IsCivil();
        Assert.Equal(2, nobody.Exit);
        Assert.Contains("standard input is read by `check`", nobody.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_names_files_below_the_working_directory_by_a_base_and_others_absolutely()
    {
        var log = Cdmp.Run("check", _folder.Write("a b#ä.cdmp", Bad), "--sarif");
        Assert.Equal($"file://{Path.GetDirectoryName(_folder["x"])}/a%20b%23%C3%A4.cdmp", Place(log).GetProperty("uri").GetString());
        Assert.False(Place(log).TryGetProperty("uriBaseId", out _));
        Assert.False(log.Json.GetProperty("runs")[0].TryGetProperty("originalUriBaseIds", out _));
        Assert.Equal($"docs/diagnostics/{Result(log).GetProperty("ruleId").GetString()}.md",
            log.Json.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("help").GetProperty("text").GetString());

        var here = $"below-{Guid.NewGuid():N}.cdmp";
        File.WriteAllText(here, Bad);
        try
        {
            foreach (var name in new[] { here, Path.GetFullPath(here), Path.Join(".", here) })
            {
                log = Cdmp.Run("check", name, "--sarif");
                Assert.Equal((here, "%SRCROOT%"), (Place(log).GetProperty("uri").GetString(), Place(log).GetProperty("uriBaseId").GetString()));
                var root = log.Json.GetProperty("runs")[0].GetProperty("originalUriBaseIds").GetProperty("%SRCROOT%").GetProperty("uri").GetString()!;
                Assert.Equal(Path.GetFullPath(here), new Uri(new Uri(root), here).LocalPath);
            }
        }
        finally
        {
            File.Delete(here);
        }

        Assert.Equal(new SarifPlace("in/x.cdmp", IsBelow: true), SarifPlace.Of("in/./x.cdmp"));
        Assert.False(SarifPlace.Of("../x.cdmp").IsBelow);
    }

    [Theory]
    [InlineData("run", "--trace", "TRACE")]
    [InlineData("compare", "--trace", "TRACE")]
    [InlineData("sweep", "--over", "hot=1..2", "--trace", "TRACE")]
    [InlineData("explain", "--page", "tier=ram")]
    [InlineData("verify")]
    [InlineData("test")]
    public void Json_is_asked_for_and_given_where_the_files_are_wrong(string verb, params string[] more)
    {
        var path = _folder.Write("bad.cdmp", Bad);
        var result = Cdmp.Run([verb, path, .. more.Select(a => a == "TRACE" ? Cdmp.Trace("ls") : a), "--json"]);
        Assert.Equal(1, result.Exit);
        var finding = Assert.Single(result.Json.EnumerateArray());
        Assert.Equal((path, "error"), (finding.GetProperty("file").GetString(), finding.GetProperty("severity").GetString()));
        if (verb != "compare") Assert.Equal("", result.Error);
    }

    private static System.Text.Json.JsonElement Result(CommandResult sarif) => sarif.Json.GetProperty("runs")[0].GetProperty("results")[0];

    private static System.Text.Json.JsonElement Place(CommandResult sarif) =>
        Result(sarif).GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
}
