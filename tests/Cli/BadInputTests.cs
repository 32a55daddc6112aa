using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary>Whatever the command is given, it answers in a sentence, at the place, with exit code 1 or 2.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_file_declares_nothing() => Refused("", 1, "(1,1): error CDMP0010", "declares nothing");

    [Fact]
    public void Random_bytes_are_no_text()
    {
        var bytes = new byte[4096];
        new Random(1).NextBytes(bytes);
        var path = _folder["noise.cdmp"];
        File.WriteAllBytes(path, bytes);
        var result = Cdmp.Run("check", path).IsCivil();
        Assert.Equal(1, result.Exit);
        Assert.Contains("error CDMP0001", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Error, c => char.IsControl(c) && c is not ('\n' or '\t'));
    }

    [Fact]
    public void Deep_nesting_ends_at_a_limit() =>
        Refused("policy P for H { let a = " + new string('(', 100_000), 1, "CDMP0104", "levels deep");

    [Fact]
    public void A_wrong_unit_names_both_sides() =>
        Refused(Texts.With("heat >= hot", "heat >= 4ms"), 1, "error CDMP", "`4ms`");

    [Fact]
    public void A_near_name_is_suggested() =>
        Refused(Texts.With("reclaim ram ", "reclaim rma "), 1, "`rma`", "did you mean `ram`?");

    [Fact]
    public void Watermarks_upside_down_are_refused() =>
        Refused(Texts.With("below 4% until 8%", "below 8% until 4%"), 1, "error CDMP", "below 8% until 4%");

    [Fact]
    public void A_trace_cut_in_a_record_is_refused_with_its_place()
    {
        var policy = _folder.Write("small.cdmp", Texts.Policy);
        var trace = _folder["cut.cdmt"];
        File.WriteAllBytes(trace, File.ReadAllBytes(Cdmp.Trace("sqlite"))[..20_001]);
        foreach (var result in new[] { Cdmp.Run("run", policy, "--trace", trace), Cdmp.Run("cache", trace, "--order", "Lru", "--size", "10") })
        {
            Assert.Equal(1, result.IsCivil().Exit);
            Assert.Contains("cut.cdmt(", result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("chekc", "did you mean `check`?")]
    [InlineData("check", "FILE")]
    [InlineData("check --jsn FILE", "`--jsn` is no option of `cdmp check`")]
    [InlineData("check nowhere.cdmp", "there is no file `nowhere.cdmp`")]
    [InlineData("check .", "`.` is a directory")]
    [InlineData("check TRACE", "is a recorded trace and no policy")]
    [InlineData("run FILE TRACE", "`cdmp run POLICY.cdmp --trace ")]
    [InlineData("run FILE --workload W", "the files declare no workload")]
    [InlineData("run FILE", "`--trace FILE`")]
    [InlineData("run FILE --trace nowhere.cdmt", "nowhere.cdmt")]
    [InlineData("run FILE --trace TRACE --policy Snik", "did you mean `Sink`?")]
    [InlineData("run FILE --trace TRACE --set hto=8", "did you mean `hot`?")]
    [InlineData("run FILE --trace TRACE --set hot=61", "it goes from 1 to 60")]
    [InlineData("run FILE --trace TRACE --set hot=8ms", "`8ms` is not a count")]
    [InlineData("run FILE --trace TRACE --set gpu0.bsy=30%", "did you mean `busy`?")]
    [InlineData("run FILE --trace TRACE --capacity rma=1MiB", "did you mean `ram`?")]
    [InlineData("run FILE --trace TRACE --capacity ram=5000B", "whole pages")]
    [InlineData("run FILE --trace TRACE --bind annon=ram", "did you mean `anon`?")]
    [InlineData("run FILE --trace TRACE --pace 10", "pace")]
    [InlineData("cache TRACE", "`cache` needs `--order` and `--size`")]
    [InlineData("cache TRACE --order Lur,Fofo --size 10", "did you mean `Lru`?")]
    [InlineData("cache TRACE --order Lur,Fofo --size 10", "did you mean `Fifo`?")]
    [InlineData("cache TRACE --size 10", "`--order`")]
    [InlineData("cache TRACE --order Lru", "`--size`")]
    [InlineData("cache TRACE --order Lru --size ten", "`ten` is no size")]
    [InlineData("cache TRACE --order Lru --size 0", "less than one page")]
    [InlineData("cache TRACE --order Lru --size 0%", "less than one page")]
    [InlineData("cache TRACE --order Lru --size 0.0001%", "the trace touches")]
    [InlineData("cache TRACE --order Lru --size 64Mib", "did you mean `MiB`?")]
    [InlineData("cache TRACE --order Lru --size 99999999999", "more pages than a cache can have")]
    [InlineData("cache TRACE --order Lru --size 100%..1%", "write `1%..100%`")]
    [InlineData("cache TRACE --order Lru --size 1..100%", "of different kinds")]
    [InlineData("cache TRACE --order Lru --size 1%..", "`1%..` is no range of sizes")]
    [InlineData("cache TRACE --order Lru --size 0%..1%", "`0%` is less than one page")]
    [InlineData("cache TRACE --order Lru --size 1% --points 9", "give `--size` a range")]
    [InlineData("cache TRACE --order Lru --size 1%..2% --points 1", "a range has from 2 to 1000")]
    [InlineData("cache TRACE --order Lru --size 1% --plot a.jpg", "`--plot` draws `.svg`")]
    [InlineData("convert TRACE nowhere.xyz", "nowhere.xyz")]
    public void Misuse_is_explained(string line, string message)
    {
        var policy = _folder.Write("small.cdmp", Texts.Policy);
        var args = line.Split(' ').Select(a => a == "FILE" ? policy : a == "TRACE" ? Cdmp.Trace("sqlite") : a);
        var result = Cdmp.Run([.. args]).IsCivil();
        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void No_arguments_print_the_help()
    {
        var result = Cdmp.Run();
        Assert.Equal(2, result.Exit);
        Assert.Contains("convert", result.Output, StringComparison.Ordinal);
    }

    private void Refused(string text, int exit, params string[] parts)
    {
        var path = _folder.Write("bad.cdmp", text);
        var result = Cdmp.Run("check", path).IsCivil();
        Assert.Equal(exit, result.Exit);
        foreach (var part in parts) Assert.Contains(part, result.Error, StringComparison.Ordinal);
    }
}
