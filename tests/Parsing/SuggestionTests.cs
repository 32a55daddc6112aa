using CdmPolicy.Dsl.Text;
using CsCheck;

namespace CdmPolicy.Tests.Parsing;

public class SuggestionTests
{
    [Theory]
    [InlineData("teir", "tier")]
    [InlineData("placment", "placement")]
    [InlineData("Tier", "tier")]
    [InlineData("capcity", "capacity")]
    [InlineData("xyz", null)]
    [InlineData("ab", null)]
    [InlineData("tier", null)]
    public void OneEditForThreeLettersIsNearEnough(string word, string? expected) =>
        Assert.Equal(expected, Suggestions.Nearest(word, ["tier", "placement", "capacity", "at"]));

    /// <summary>Only a band of the table is filled, and no candidate is looked at longer than it can win; the answer is the whole table's.</summary>
    [Fact]
    public void Nothing_that_is_left_out_of_the_table_is_needed()
    {
        var words = Gen.Char["abc"].Array[1, 14].Select(c => new string(c));
        Gen.Select(words, words.Array[1, 6]).Sample((word, candidates) => Assert.Equal(Slowly(word, candidates), Suggestions.Nearest(word, candidates)), iter: 20_000);
    }

    private static string? Slowly(string word, string[] candidates) => candidates
        .Where(c => c != word && Distance(word, c) <= Math.Max(word.Length, c.Length) / 3)
        .MinBy(c => Distance(word, c));

    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i * j == 0 ? i + j : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
