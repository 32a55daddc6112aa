using CdmPolicy.Dsl.Diagnostics;

namespace CdmPolicy.Tests.Checking;

public class DiagnosticTests
{
    [Theory]
    [ClassData(typeof(MistakeRows))]
    public void A_mistake_is_named_once_at_its_place(string old, string now, string[] report) =>
        Assert.Equal(report, Samples.Report(Samples.Edit(old, now)));

    [Theory]
    [ClassData(typeof(ReclaimerRows))]
    public void A_mistake_in_a_reclaimer_is_named_once_at_its_place(string old, string now, string[] report) =>
        Assert.Equal(report, Samples.Report(Samples.Edit(Samples.Walker, old, now)));

    [Theory]
    [ClassData(typeof(UnbuiltRows))]
    public void What_is_not_built_says_so(string old, string now, string[] report)
    {
        Assert.Equal(report, Samples.Report(Samples.Edit(old, now)));
        var only = Assert.Single(report);
        Assert.StartsWith("CDMP09", only);
        Assert.EndsWith("is part of the language but is not built yet", only);
    }

    [Fact]
    public void A_policy_with_an_error_has_no_plan_and_the_hierarchy_keeps_its_own()
    {
        var compilation = Samples.Compile(Samples.Edit("heat += 1;", "heet += 1;"));
        Assert.Empty(compilation.Policies);
        Assert.Single(compilation.Hierarchies);
    }

    [Fact]
    public void Messages_are_one_lower_case_sentence_and_ids_are_unique()
    {
        Assert.All(DiagnosticRules.All, rule =>
        {
            Assert.Matches("^CDMP[0-9]{4}$", rule.Id);
            Assert.False(char.IsUpper(rule.Message[0]), rule.Message);
            Assert.False(rule.Message.EndsWith('.'), rule.Message);
        });
        Assert.Equal(DiagnosticRules.All.Count, DiagnosticRules.All.Select(r => r.Id).Distinct().Count());
    }
}
