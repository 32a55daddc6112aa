using CdmPolicy.Cli.Rendering;

namespace CdmPolicy.Tests.Cli;

public class ProgressLineTests
{
    [Theory]
    [InlineData(null, null, "simulating cc1")]
    [InlineData(0.0, null, "simulating cc1  0%  0 of 24 configurations")]
    [InlineData(9 / 24.0, 80, "simulating cc1  37%  9 of 24 configurations  1m 20s left")]
    [InlineData(23 / 24.0, 0, "simulating cc1  95%  23 of 24 configurations  less than 1s left")]
    [InlineData(0.5, 7500, "simulating cc1  50%  12 of 24 configurations  2h 05m left")]
    public void It_says_what_is_known(double? share, int? left, string line) =>
        Assert.Equal(line, ProgressLine.Of("simulating cc1", share, (24, "configurations"), left is { } s ? TimeSpan.FromSeconds(s) : null));

    /// <summary>A third is a quotient that is no double.</summary>
    [Fact]
    public void A_step_that_is_done_is_counted() => Assert.All(Enumerable.Range(1, 1000), all => Assert.All(
        Enumerable.Range(0, all + 1).Where(done => done % 7 == 0),
        done => Assert.Contains($" {done} of {all} x", ProgressLine.Of("", done / (double)all, (all, "x"), null))));

    [Fact]
    public void It_fits_the_terminal() => Assert.InRange(
        ProgressLine.Of(new string('a', 300), 0.5, (1000, "configurations"), TimeSpan.FromSeconds(3599)).Length, 1, 77);

    [Fact]
    public void What_is_left_counts_down_between_reports()
    {
        static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
        Assert.Null(ProgressLine.Left(0, S(0), S(10)));
        Assert.Equal(S(30), ProgressLine.Left(0.25, S(10), S(10)));
        Assert.Equal(S(25), ProgressLine.Left(0.25, S(10), S(15)));
        Assert.Equal(S(0), ProgressLine.Left(0.25, S(10), S(99)));
    }
}
