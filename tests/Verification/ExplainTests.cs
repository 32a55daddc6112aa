using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Verification;

/// <summary>Which rule fires for a page, and why those above it do not.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExplainTests() => File.WriteAllText(_folder["near.cdmp"], Contracts.Device(Contracts.Broken));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_rule_that_fires_is_shown_with_its_values()
    {
        var result = Explain("tier=ram heat=9 agent=gpu0 gpu0.busy=50%", "access");
        Assert.Equal(0, result.Exit);
        Assert.Contains("on access: `near` fires", result.Output);
        Assert.Contains("`heat >= hot`: `heat` = 10, `hot` = 3", result.Output);
    }

    [Fact]
    public void Why_a_rule_does_not_fire_is_the_part_that_is_false()
    {
        var result = Explain("tier=ram heat=1 agent=cpu gpu0.busy=50%", "access");
        Assert.Contains("on access: no rule fires", result.Output);
        Assert.Contains("`agent == gpu0` is false: `agent` = cpu; `heat >= hot` is false: `heat` = 2, `hot` = 3", result.Output);
    }

    [Fact]
    public void What_is_not_said_of_the_world_is_what_it_depends_on()
    {
        var result = Explain("tier=ram heat=9", "access");
        Assert.Contains("on access: it depends", result.Output);
        Assert.Contains("it depends on `agent == gpu0`; it depends on `gpu0.busy > 20%`", result.Output);
    }

    [Theory]
    [InlineData("pinned=long", "a pinned page is no victim")]
    [InlineData("moving", "a page on its way is no victim")]
    public void A_section_that_is_not_asked_about_the_page_says_so(string page, string why)
    {
        foreach (var on in new string[][] { [], ["--on", "reclaim ram"] })
        {
            var all = Cdmp.Run(["explain", _folder["near.cdmp"], "--page", "tier=ram " + page, .. on]).IsCivil();
            Assert.Equal(0, all.Exit);
            Assert.Contains($"reclaim ram: it is not asked, {why}", all.Output);
            Assert.Single(all.Output.Split('\n'), line => line.StartsWith("reclaim ", StringComparison.Ordinal));
        }

        var last = Cdmp.Run("explain", _folder["near.cdmp"], "--page", "tier=ram " + page, "--json").Json.EnumerateArray().Last();
        Assert.Equal(("reclaim ram", "not asked", why), (last.GetProperty("point").GetString(), last.GetProperty("answer").GetString(), last.GetProperty("why").GetString()));
    }

    [Theory]
    [InlineData("teir=ram", "a page of `Near` has no `teir`", "did you mean `tier`?")]
    [InlineData("tier=rom", "there is no tier `rom`", "did you mean `ram`?")]
    [InlineData("tier=ram heat=4ms", "`heat=4ms`", "a count is written like `8`")]
    [InlineData("tier=ram heat=300", "`heat=300`: it is no value that there can be", "it can be 0 to 255")]
    [InlineData("tier=ram heat=3 heat=4", "`heat` is said twice", "leave one out")]
    [InlineData("tier=ram pinned=long pinned", "`pinned` is said twice", "leave one out")]
    [InlineData("tier=ram gpu0.busy=50", "`gpu0.busy=50` is 5000%", "did you mean `gpu0.busy=50%`?")]
    [InlineData("tier", "it is not said what `tier` is", "write `tier=…`")]
    public void A_page_that_there_cannot_be_is_misuse(string page, string message, string help)
    {
        var result = Explain(page, "access");
        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error);
        Assert.Contains(help, result.Error);
    }

    private CommandResult Explain(string page, string on) => Cdmp.Run("explain", _folder["near.cdmp"], "--page", page, "--on", on).IsCivil();
}
