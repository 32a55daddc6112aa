using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Tests.Checking;

public class BalancedTests
{
    [Fact]
    public void The_sample_compiles_without_a_diagnostic() => Assert.Empty(Samples.Report(Samples.Whole));
}
