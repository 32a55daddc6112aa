namespace CdmPolicy.Tests.Checking;

/// <summary>What somebody new to the language writes: one diagnostic for each mistake, and nothing that follows from it.</summary>
public class NewcomerTests
{
    [Fact]
    public void The_text_itself_is_right() => Assert.Empty(Samples.Report(Newcomer.Text));

    [Theory]
    [ClassData(typeof(HalfTypedRows))]
    [ClassData(typeof(DeclaredRows))]
    [ClassData(typeof(ConditionRows))]
    public void A_mistake_is_answered_once_with_what_to_write(string old, string now, string[] report) =>
        Assert.Equal(report, Samples.Report(Samples.Edit(Newcomer.Text, old, now)));
}
