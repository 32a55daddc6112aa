using CdmPolicy.Tests.Checking;

namespace CdmPolicy.Tests.Analysis;

public class QuietTests
{
    [Theory]
    [ClassData(typeof(QuietRows))]
    public void It_says_nothing_of_a_policy_without_a_mistake(string policy) => Assert.Equal([], Samples.Report(Boxes.Whole(policy)));

    [Fact]
    public void A_time_beside_a_round_one_is_told_by_the_round_one()
    {
        var said = Samples.Compile(Boxes.Whole("@p migration { every 1s over pmem limit 64 { up: when idle > 10s => ram; } every 1s over ram limit 64 { down: when idle > 5s => pmem; } }")).Diagnostics;
        Assert.Contains("`idle` just over `10s`", Assert.Single(said).Help, StringComparison.Ordinal);
    }
}
