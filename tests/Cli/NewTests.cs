using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

public sealed class NewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hot-pages", "HotPages")]
    [InlineData("policies.cdmp", "PoliciesPolicy")]
    [InlineData("2nd try", "Policy2ndTry")]
    public void A_starter_is_clean_and_does_what_it_says(string name, string policy)
    {
        var file = _folder[name.EndsWith(".cdmp", StringComparison.Ordinal) ? name : name + ".cdmp"];
        var result = Cdmp.Run("new", _folder[name]);
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Contains($"run {(file.Contains(' ') ? $"\"{file}\"" : file)} --workload {policy}Work", result.Output);

        Assert.Equal(new CommandResult(0, "", ""), Cdmp.Run("check", file));
        Assert.Equal(new CommandResult(0, "", ""), Cdmp.Run("fmt", "--check", file));
        Assert.Equal(0, Cdmp.Run("test", file).Exit);
        var run = Cdmp.Run("run", file, "--workload", policy + "Work", "--json");
        Assert.Equal(0, run.Exit);
        Assert.True(run.Json.GetProperty("rules").EnumerateArray().All(r => r.GetProperty("label").GetString() == "drop" || r.GetProperty("applied").GetInt64() > 0));
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        var file = _folder.Write("mine.cdmp", "// mine");
        var result = Cdmp.Run("new", _folder["mine"]).IsCivil();
        Assert.Equal(2, result.Exit);
        Assert.Contains("is there already", result.Error);
        Assert.Equal("// mine", File.ReadAllText(file));
        Assert.Equal(2, Cdmp.Run("new", _folder["no/such/folder"]).IsCivil().Exit);
        Assert.Equal(2, Cdmp.Run("new", _folder["…"]).IsCivil().Exit);
    }
}
