using CdmPolicy.Workloads;

namespace CdmPolicy.Tests.Workloads;

/// <summary>Ranks come with the frequencies of the exact law.</summary>
public class ZipfLawTests
{
    private const int Draws = 2_000_000;

    [Theory]
    [InlineData(1, 990_000_000)]
    [InlineData(2, 990_000_000)]
    [InlineData(100, 600_000_000)]
    [InlineData(128, 1_000_000_000)]
    [InlineData(1_000, 990_000_000)]
    [InlineData(1_001, 1_200_000_000)]
    [InlineData(100_000, 800_000_000)]
    [InlineData(3_000_000, 1_000_000_000)]
    [InlineData(50_000, 2_500_000_000)]
    public void Frequencies_are_those_of_the_law(int ranks, long exponent)
    {
        var law = new ZipfLaw(ranks, exponent);
        var random = new Xoshiro256(7, 0, 0);
        var bins = Bins(ranks);
        var counts = new long[bins.Count];
        for (var i = 0; i < Draws; i++)
        {
            var rank = law.Next(ref random);
            Assert.InRange(rank, 0, ranks - 1);
            counts[BinOf(bins, rank)]++;
        }

        var weights = bins.Select((first, i) => Weight(first, i + 1 < bins.Count ? bins[i + 1] : ranks, exponent / 1e9)).ToArray();
        var sum = weights.Sum();
        var (chiSquare, freedom) = (0.0, -1);
        for (var i = 0; i < bins.Count; i++)
        {
            var expected = weights[i] / sum * Draws;
            if (expected < 5) continue;
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
            freedom++;
        }

        // Five standard deviations of the chi-square distribution; the seed is fixed, so this never wavers.
        Assert.True(chiSquare <= freedom + 5 * Math.Sqrt(2 * freedom + 1), $"chi-square {chiSquare:0.0} of {freedom}");
    }

    /// <summary>Within cells, where a draw can be rejected, each rank still has its own weight.</summary>
    [Fact]
    public void The_ranks_of_one_cell_share_it_fairly()
    {
        var law = new ZipfLaw(256, 8_000_000_000 / 1000);
        var random = new Xoshiro256(3, 0, 0);
        var counts = new long[256];
        for (var i = 0; i < 4 * Draws; i++) counts[law.Next(ref random)]++;

        // From rank 128 on, cells hold two ranks; with a tiny exponent all cells are drawn often.
        var (even, odd) = (0.0, 0.0);
        for (var rank = 128; rank < 256; rank += 2)
        {
            even += counts[rank - 1];
            odd += counts[rank];
        }

        Assert.Equal(1, odd / even, 0.003);
    }

    [Fact]
    public void Powers_agree_with_those_of_the_platform()
    {
        foreach (var exponent in new[] { 0.01, 0.5, 0.99, 1, 2.5, 8 })
            foreach (var x in new[] { 1, 1.01, 65 / 64.0, 2, 127, 1e6, 2e9 })
                Assert.Equal(1, SteadyMath.PowerOfMinus(x, exponent) / Math.Pow(x, -exponent), 1e-12);
    }

    /// <summary>First ranks: each of the first 50 alone, then growing.</summary>
    private static List<int> Bins(int ranks)
    {
        var bins = new List<int>();
        for (var first = 0; first < ranks; first = first < 50 ? first + 1 : first + first / 4) bins.Add(first);
        return bins;
    }

    private static int BinOf(List<int> bins, int rank)
    {
        var at = bins.BinarySearch(rank);
        return at < 0 ? ~at - 1 : at;
    }

    private static double Weight(int first, int end, double exponent)
    {
        double sum = 0;
        for (var rank = first + 1; rank <= end; rank++) sum += Math.Pow(rank, -exponent);
        return sum;
    }
}
