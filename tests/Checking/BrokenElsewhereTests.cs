namespace CdmPolicy.Tests.Checking;

/// <summary>
/// Nine broken configurations of a memory monitor, which its own checker takes or refuses without saying where; here each is one
/// diagnostic in its place.
/// </summary>
public class BrokenElsewhereTests
{
    [Theory]
    [ClassData(typeof(BrokenRows))]
    public void What_others_let_pass_is_one_diagnostic(string name, string text, string said) =>
        Assert.Equal([name, said], [name, .. Samples.Report(Boxes.Whole(text))]);
}
