using CdmPolicy.Cli.Running;

namespace CdmPolicy.Tests.Cli;

public class SizeRangeTests
{
    [Theory]
    [InlineData("1%..100%", null, "1%,2%,4%,8%,16%,32%,64%,100%")]
    [InlineData("0.1%..0.5%", null, "0.1%,0.2%,0.4%,0.5%")]
    [InlineData("1..64", null, "1,2,4,8,16,32,64")]
    [InlineData("100..1_000", null, "100,200,400,800,1_000")]
    [InlineData("512KiB..4MiB", null, "512KiB,1MiB,2MiB,4MiB")]
    [InlineData("7..7", null, "7")]
    [InlineData("1%..100%", 3, "1%,10%,100%")]
    [InlineData("1..1000000", 5, "1,32,1000,31600,1000000")]
    [InlineData("1MiB..1GiB", 4, "1MiB,10368KiB,102MiB,1GiB")]
    [InlineData("1..4", 100, "1,2,3,4")]
    [InlineData("5%..6%", 2, "5%,6%")]
    public void A_range_is_a_list_in_short(string range, int? points, string list) =>
        Assert.Equal(list, string.Join(',', SizeRange.Parse(range, points).Select(size => size.Text)));

    [Theory]
    [InlineData("3%..77%", 50)]
    [InlineData("1KiB..1TiB", 50)]
    [InlineData("1..2000000000", 50)]
    [InlineData("1..2000000000", null)]
    public void Its_sizes_grow_and_each_can_be_written_again(string range, int? points)
    {
        var sizes = SizeRange.Parse(range, points);
        Assert.All(sizes, size => Assert.Equal(size, CacheSize.Parse(size.Text)));
        Assert.Equal(sizes.Select(s => s.Value).Distinct().Order(), sizes.Select(s => s.Value));
        var ratios = sizes.Zip(sizes.Skip(1), (a, b) => b.Value / (double)a.Value).ToList();
        Assert.All(ratios, ratio => Assert.InRange(ratio, 1.0, 2.0));
    }
}
