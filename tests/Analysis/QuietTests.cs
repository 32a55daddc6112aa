using CdmPolicy.Tests.Checking;

namespace CdmPolicy.Tests.Analysis;

public class QuietTests
{
    [Theory]
    [ClassData(typeof(QuietRows))]
    public void It_says_nothing_of_a_policy_without_a_mistake(string policy) => Assert.Equal([], Samples.Report(Boxes.Whole(policy)));
}
