using CdmPolicy.Tests.Checking;

namespace CdmPolicy.Tests.Analysis;

public class ShownWarningsTests
{
    /// <summary>A thousand warnings of one number are shown as a few and their number; what else there is stays.</summary>
    [Fact]
    public void Warnings_of_one_number_are_capped()
    {
        var unused = string.Join(" ", Enumerable.Range(0, 1000).Select(i => $"param p{i} : count = 1 in 0..9;"));
        var shown = Samples.Compile(Boxes.Whole($"@p {unused} page {{ heat : u8; }} migration {{ on access {{ heat += 1; }} }}")).Diagnostics;
        Assert.Equal(25, shown.Count(d => d.Id == "CDMP0219"));
        Assert.Equal("975 more of `CDMP0219` are not shown", Assert.Single(shown, d => d.Id == "CDMP0012").Message);
        Assert.Single(shown, d => d.Id == "CDMP0229");
        Assert.Equal(shown.OrderBy(d => d.Span.Start), shown);
    }

    [Fact]
    public void The_other_place_comes_along()
    {
        var said = Assert.Single(Samples.Compile(Samples.Edit("agent cpu;", "agent cpu;\n  agent cpu;")).Diagnostics);
        var other = Assert.Single(said.Related);
        Assert.Equal(("the first one", 5), (other.What, other.Place.Start.Line));
    }
}
