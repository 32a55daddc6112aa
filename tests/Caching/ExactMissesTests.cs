using System.Globalization;
using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Caching;

/// <summary>The library's reclaimers miss exactly as often as the same algorithms in libCacheSim, on every trace and size.</summary>
public class ExactMissesTests
{
    [Theory]
    [InlineData("cc1")]
    [InlineData("python")]
    [InlineData("sqlite")]
    [InlineData("zipf")]
    public void Misses_agree_to_the_last_one(string trace)
    {
        var expected = Expected().Where(row => row.Trace == trace).ToList();
        Assert.NotEmpty(expected);
        var orders = expected.Select(row => row.Order).Distinct();
        var sizes = expected.Select(row => row.Size.ToString(CultureInfo.InvariantCulture)).Distinct();
        var result = Cdmp.Run("cache", Cdmp.Trace(trace), "--order", string.Join(',', orders), "--size", string.Join(',', sizes), "--json");
        Assert.True(result.Exit == 0, result.Error);

        var counted = result.Json.GetProperty("results").EnumerateArray().ToDictionary(
            row => (row.GetProperty("order").GetString()!, row.GetProperty("size").GetInt32()),
            row => (row.GetProperty("requests").GetInt64(), row.GetProperty("misses").GetInt64()));
        Assert.All(expected, row => Assert.Equal((row.Requests, row.Misses), counted[(row.Order, row.Size)]));
    }

    private static IEnumerable<(string Trace, string Order, int Size, long Requests, long Misses)> Expected() =>
        from line in Repository.Read("tests/Caching/expected-misses.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        where !line.StartsWith('#')
        let cells = line.Split('\t')
        select (cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture),
            long.Parse(cells[3], CultureInfo.InvariantCulture), long.Parse(cells[4], CultureInfo.InvariantCulture));
}
