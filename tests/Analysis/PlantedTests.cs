using CdmPolicy.Tests.Checking;

namespace CdmPolicy.Tests.Analysis;

/// <summary>Each analysis speaks where the mistake is planted, and is silent where a policy only comes near it.</summary>
public class PlantedTests
{
    [Theory]
    [ClassData(typeof(PlantedRows))]
    [ClassData(typeof(UselessRows))]
    public void It_speaks_of_a_mistake_and_of_nothing_near_it(string id, string planted, string near)
    {
        Assert.Equal([id], Samples.Compile(Boxes.Whole(planted)).Diagnostics.Select(d => d.Id));
        Assert.Equal([], Samples.Report(Boxes.Whole(near)));
    }
}
