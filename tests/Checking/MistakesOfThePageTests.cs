namespace CdmPolicy.Tests.Checking;

/// <summary>Every mistake that the language promises to catch is one diagnostic, in its place and with help.</summary>
public class MistakesOfThePageTests
{
    [Theory]
    [ClassData(typeof(PageRows))]
    public void A_mistake_is_one_diagnostic(string name, string text, string said) =>
        Assert.Equal([name, said], [name, .. Samples.Report(Boxes.Whole(text))]);
}
