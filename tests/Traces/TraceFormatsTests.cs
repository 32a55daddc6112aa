using System.Text;
using CdmPolicy.Traces;

namespace CdmPolicy.Tests.Traces;

public class TraceFormatsTests
{
    private static readonly Trace Whole = TraceSamples.Load("a.csv", "1,4096,r\n2,8192,r\n");

    [Theory]
    [InlineData("a.cdmt")]
    [InlineData("a.csv")]
    [InlineData("a.oracleGeneral")]
    public void Content_tells_the_format_where_the_name_does_not(string path)
    {
        var bytes = TraceSamples.Save(Whole, path);
        Assert.Equal([1UL, 2UL], TraceSamples.Load("trace.bin", bytes).Addresses);
        Assert.Equal([1UL, 2UL], TraceSamples.Load("trace", TraceSamples.Pack(bytes)).Addresses);
    }

    [Fact]
    public void Lackey_text_is_known_by_its_first_line_that_is_no_message() =>
        Assert.Equal([1UL], TraceSamples.Load("log.txt", "==7== hello\n\nI  1000,4\n").Addresses);

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("# Traces\n\nSome words.\n", "the file is no trace of a known format")]
    [InlineData("==7== no access\n", "the file is no trace of a known format")]
    [InlineData("time,address\n", "the file holds no memory access")]
    public void What_is_no_trace_says_so(string text, string message) =>
        Assert.Equal(message, TraceSamples.Error("notes.txt", text).Message);

    [Fact]
    public void A_cut_zstd_file_says_so()
    {
        var packed = TraceSamples.Pack(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 99).Select(i => $"{i},{i}\n"))));
        Assert.Equal("the zstd-compressed data ends too early", TraceSamples.Error("a.csv.zst", packed[..^5]).Message);
        packed[4] |= 8; // a reserved bit of the frame header
        Assert.Equal("the zstd-compressed data is damaged", TraceSamples.Error("a.csv.zst", packed).Message);
    }

    [Fact]
    public void Files_that_are_not_there_or_no_files()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("no such file", Assert.Throws<TraceException>(() => TraceFormats.Load(folder["none.csv"])).Message);
        Assert.Equal("the file may not be read, or is a folder",
            Assert.Throws<TraceException>(() => TraceFormats.Load(folder["."])).Message);
    }

    [Fact]
    public void Conversion_goes_by_the_name_of_the_target_and_tells_its_losses()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.lackey"], "I  1000,4\nI  1004,4\n S 2000,8\n");
        var conversion = TraceConverter.Convert(folder["in.lackey"], folder["out.oracleGeneral.zst"]);
        Assert.Equal(["writes, instruction fetches and agents"], conversion.Losses);
        Assert.Equal(new FileInfo(folder["out.oracleGeneral.zst"]).Length, conversion.Bytes);
        Assert.Equal([1UL, 2UL], TraceFormats.Load(folder["out.oracleGeneral.zst"]).Addresses);
        Assert.Empty(TraceConverter.Convert(folder["in.lackey"], folder["out.cdmt"]).Losses);
        var again = TraceFormats.Load(folder["out.cdmt"]);
        Assert.Equal(3, again.References);
        Assert.Equal(TraceFormats.ByName("a.lackey")!.Fidelity, again.Fidelity);
    }

    [Fact]
    public void A_target_of_no_format_is_refused_before_anything_is_read()
    {
        var error = Assert.Throws<TraceException>(() => TraceConverter.Convert("none", "out.lackey"));
        Assert.Equal("the ending of the name says no format that can be written", error.Message);
        Assert.Contains("`.cdmt`", error.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sampled_stays_so_or_is_a_loss()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.perf"], "grep 7/7 1.000001: cpu/mem-loads/P: 1000\n");
        var told = new List<double>();
        Assert.Empty(TraceConverter.Convert(folder["in.perf"], folder["a.cdmt"], writing: told.Add).Losses);
        Assert.Equal([0.0, 1.0], told);
        Assert.Equal(TraceSampling.Sampled, TraceFormats.Load(folder["a.cdmt"]).Fidelity.Sampling);
        Assert.Contains("that its events are sampled", TraceConverter.Convert(folder["a.cdmt"], folder["b.csv"]).Losses);
        Assert.Equal(TraceSampling.Unknown, TraceFormats.Load(folder["b.csv"]).Fidelity.Sampling);
    }

    [Fact]
    public void Reading_says_how_far_it_is()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},{i}\n")));
        var told = new List<ReadProgress>();
        TraceFormats.Load(folder["in.csv"], new() { Progress = told.Add });
        Assert.True(told.Count > 1);
        Assert.InRange(told[^1].Events, 1, 100_000);
        Assert.Equal(told.OrderBy(t => t.Share), told);
    }

    [Fact]
    public void A_timed_trace_can_go_at_an_even_pace()
    {
        var even = Whole.AtPace(40);
        Assert.Null(even.Times);
        Assert.Equal(40, even.TimeOf(1));
        Assert.Same(Whole.Pages, even.Pages);
        Assert.Same(Whole.RegionOfPage, even.RegionOfPage);
    }
}
