using CdmPolicy.Tests.Support;
using CdmPolicy.Tests.Traces;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Cli;

public sealed class ConvertTests : IDisposable
{
    private const string Masim = "a, 2000000\n\nphase\n10\na, 1, 64, 1, ro\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_says_what_the_trace_is_worth_and_what_was_left_out()
    {
        var source = _folder.Write("in.perf", "grep 7/7 1.000001: cpu/mem-loads/P: 1000\ngrep 7/7 1.000002: cpu/mem-loads/P: 0\n");
        var result = Cdmp.Run("convert", source, _folder["out.csv"]).IsCivil();
        Assert.Equal(0, result.Exit);
        Assert.Contains("in is sampled: single loads and stores; time: of each sample, by the kernel's clock", result.Output, StringComparison.Ordinal);
        Assert.Contains("note: left out: 1 samples without an address", result.Error, StringComparison.Ordinal);
        Assert.Contains("note: the new format cannot hold that its events are sampled", result.Error, StringComparison.Ordinal);

        var json = Cdmp.Run("convert", source, _folder["out.cdmt"], "--json").IsCivil().Json;
        Assert.Equal("sampled", json.GetProperty("fidelity").GetProperty("sampling").GetString());
        Assert.Equal(1, json.GetProperty("notes").GetArrayLength());
        Assert.Equal(0, json.GetProperty("losses").GetArrayLength());
    }

    [Fact]
    public void What_a_format_does_not_say_can_be_said()
    {
        var source = _folder.Write("in.csv", "time,address,rw\n0,4096,r\n");
        string Sampling(string from, params string[] options) =>
            Cdmp.Run(["convert", from, _folder["out.cdmt"], "--json", .. options]).IsCivil().Json.GetProperty("fidelity").GetProperty("sampling").GetString()!;

        Assert.Equal(("unknown", "every", "sampled"), (Sampling(source), Sampling(source, "--sampling", "complete"), Sampling(source, "--sampling", "sampled")));
        // A file that says nothing about it can be given another stamp, and one that does keeps it.
        Assert.Equal("sampled", Sampling(_folder["out.cdmt"], "--sampling", "complete"));
        Assert.Equal(2, Cdmp.Run("convert", source, _folder["out.cdmt"], "--sampling", "all").IsCivil().Exit);
    }

    [Fact]
    public void The_shipped_traces_say_that_they_are_complete()
    {
        foreach (var name in new[] { "sqlite", "python", "cc1", "zipf", "ls" })
            Assert.Equal(TraceSampling.Every, TraceFormats.Load(Cdmp.Trace(name)).Fidelity.Sampling);
    }

    [Fact]
    public void Pace_seed_and_page_size_reach_the_source()
    {
        var source = _folder.Write("w.masim", Masim);
        Trace Converted(params string[] options)
        {
            Assert.Equal(0, Cdmp.Run(["convert", source, _folder["out.cdmt"], .. options]).IsCivil().Exit);
            return TraceFormats.Load(_folder["out.cdmt"]);
        }

        Assert.Equal(10_000, Converted().Count);
        var other = Converted("--pace", "100k/s", "--seed", "1", "--page-size", "64KiB");
        Assert.Equal((1000, 65536, 31), (other.Count, other.PageBytes, other.PageCount));
        Assert.NotEqual(Converted("--seed", "1").Pages, Converted("--seed", "2").Pages);
    }

    [Fact]
    public void A_masim_configuration_runs_as_a_trace()
    {
        var policy = _folder.Write("small.cdmp", Texts.Policy);
        var result = Cdmp.Run("run", policy, "--trace", _folder.Write("w.masim", Masim), "--no-baseline").IsCivil();
        Assert.Equal(0, result.Exit);
        Assert.Contains("10,000 events of `w`", result.Output, StringComparison.Ordinal);
        Assert.Contains("w is complete: single accesses, generated", result.Output, StringComparison.Ordinal);
        Assert.Contains("accesses come at 1,000,000 a second", result.Error, StringComparison.Ordinal);
        var slow = Cdmp.Run("run", policy, "--trace", _folder["w.masim"], "--pace", "1k/s", "--json", "--no-baseline").IsCivil();
        Assert.Equal(10, slow.Json.GetProperty("events").GetInt64());
    }

    [Fact]
    public void The_page_of_formats_names_each_with_its_endings()
    {
        var page = File.ReadAllText(Repository.PathOf("docs/traces.md"));
        Assert.All(TraceFormats.All.SelectMany(format => format.Extensions), ending => Assert.Contains($"`{ending}`", page, StringComparison.Ordinal));
        Assert.All(TraceFormats.All, format => Assert.Contains(format.Name.Replace("`", "", StringComparison.Ordinal), page.Replace("`", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }
}
