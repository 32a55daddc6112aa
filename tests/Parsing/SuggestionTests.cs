using CdmPolicy.Dsl.Text;

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
}
