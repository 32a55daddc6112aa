using CdmPolicy.Dsl.Diagnostics;

namespace CdmPolicy.Tests.Checking;

public class DiagnosticTests
{
    [Theory]
    [ClassData(typeof(MistakeRows))]
    [ClassData(typeof(StatementRows))]
    public void A_mistake_is_named_once_at_its_place(string old, string now, string[] report) =>
        Assert.Equal(report, Samples.Report(Samples.Edit(old, now)));

    [Theory]
    [ClassData(typeof(ReclaimerRows))]
    public void A_mistake_in_a_reclaimer_is_named_once_at_its_place(string old, string now, string[] report) =>
        Assert.Equal(report, Samples.Report(Samples.Edit(Samples.Walker, old, now)));

    [Theory]
    [ClassData(typeof(WorkloadRows))]
    public void A_mistake_in_a_workload_is_named_once_at_its_place(string old, string now, string[] report) =>
        Assert.Equal(report, Samples.Report(Samples.Edit(Samples.Workstation + Samples.Workload, old, now)));

    [Theory]
    [ClassData(typeof(TestRows))]
    public void A_mistake_in_a_test_is_named_once_at_its_place(string old, string now, string[] report) =>
        Assert.Equal(report, Samples.Report(Samples.Edit(Samples.Whole + Samples.Test, old, now)));

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

    /// <summary>An answer that is itself the mistake does not also leave a fault without one.</summary>
    [Fact]
    public void A_useless_answer_to_a_fault_is_one_mistake() =>
        Assert.Equal(
            ["CDMP0510 'other' `other` is no answer to this fault: `cpu` cannot address it | `cpu` can address: `ram`"],
            Samples.Report("""
                hierarchy Box {
                  page 4KiB; agent cpu; agent gpu0 : device; agent gpu1 : device;
                  tier ram    : ram            { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; }
                  tier device : device_private { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; driver gpu0; }
                  tier other  : device_private { capacity 1MiB; read 80ns; write 80ns; bandwidth 10GB/s; driver gpu1; }
                }
                policy Two for Box {
                  placement { rest: otherwise => ram; }
                  migration {
                    on access by gpu0 in ram { up: when kind == anon => device; }
                    on fault in device { back: otherwise => other; }
                  }
                }
                """));

    [Theory]
    [InlineData("heet += 1;")]
    [InlineData("heat += ;")]
    public void A_file_shows_a_hundred_errors_and_the_number_of_the_others(string wrong)
    {
        var shown = Samples.Compile(Samples.Edit("heat += 1;", string.Concat(Enumerable.Repeat(wrong + "\n", 5000)))).Diagnostics;
        Assert.Equal(101, shown.Count);
        Assert.Equal("4900 more errors are not shown", shown[100].Message);
        Assert.True(shown[100].Span.Start > shown[99].Span.Start);
    }
}
