using CdmPolicy.Dsl.Plan;
using ValueType = CdmPolicy.Dsl.Plan.ValueType;

namespace CdmPolicy.Tests.Checking;

/// <summary>What the whole sample becomes.</summary>
public class PlanTests
{
    private static readonly PolicyPlan Plan = Samples.Compile(Samples.Whole).Policies.Single();

    [Fact]
    public void The_sample_compiles_without_a_diagnostic() => Assert.Empty(Samples.Report(Samples.Whole));

    [Fact]
    public void Tiers_have_the_permissions_of_their_kinds_and_what_each_agent_sees()
    {
        var gpu = Plan.Hierarchy.Tiers[2];
        Assert.Equal(
            (TierKind.Cdm, 4L << 30, false, true, PinPermission.Short, ReclaimedBy.Driver, 1),
            (gpu.Kind, gpu.CapacityBytes, gpu.Implicit, gpu.Bind, gpu.Pins, gpu.Reclaim, gpu.Driver));
        Assert.Equal(new AccessPlan(300, 500, 30_000_000_000, true), gpu.Access[0]);
        Assert.Equal(new AccessPlan(60, 60, 800_000_000_000, true), gpu.Access[1]);
        Assert.Equal([0, 1, 3], Plan.Hierarchy.Fallbacks[1]);
        Assert.Equal(2, Plan.Hierarchy.Links.Count);
        Assert.Equal(new StorePlan("disk", 80_000, 30_000, 2_000_000_000), Plan.Hierarchy.Store);
    }

    [Fact]
    public void Rules_are_numbered_in_text_order_and_carry_the_author_s_text()
    {
        Assert.Equal(
            ["bound", "cache", "rest", "promote", "nearer", "offload", "home", "sink", "down", "demote", "drop", "drop", "back"],
            Plan.Rules.Select(r => r.Label));
        Assert.Equal("promote: when in pmem && heat >= hot => ram within up;", Plan.Rules[3].Source);
        Assert.Equal("a.cdmp(42,7)", Plan.Rules[3].Origin.ToString());
        Assert.Equal([9, 10], Plan.Reclaim[1].Rules);
    }

    [Fact]
    public void A_let_is_written_out_and_a_product_knows_its_range()
    {
        var sink = Assert.IsType<LogicalExpr>(Plan.Rules[7].Condition);
        Assert.Equal(new ComparisonExpr(ComparisonOperator.Equal, Heat, new ConstantExpr(ValueType.Count, 0)), sink.Left);
        var nearer = Samples.Parts(Plan.Rules[4].Condition).OfType<ProductExpr>().Single();
        Assert.Equal(new ValueRange(4, 240), nearer.Range);
    }

    [Fact]
    public void Budgets_without_a_name_are_named_after_their_rule()
    {
        Assert.Equal(["up", "offload_budget"], Plan.Budgets.Select(b => b.Name));
        Assert.Equal([0, 1], new[] { Plan.Rules[3].Budget, Plan.Rules[5].Budget });
        Assert.Equal(100_000_000, Plan.Budgets[1].PeriodNs);
    }

    [Fact]
    public void A_watermark_in_percent_follows_the_capacity_at_run_time()
    {
        var below = Assert.IsType<ProductExpr>(Plan.Reclaim[1].Below);
        Assert.Equal((new ConstantExpr(ValueType.Ratio, 40_000_000), 1_000_000_000L), (below.Left, below.Divisor));
        Assert.Equal(TierProperty.Capacity, Assert.IsType<TierExpr>(below.Right).Property);
    }

    [Fact]
    public void An_assignment_with_an_operator_is_spelled_out()
    {
        var add = Assert.IsType<AssignStmt>(Plan.Access[0].Statements.Single());
        Assert.Equal(new AddExpr(ValueType.Count, new(1, 256), Heat, new ConstantExpr(ValueType.Count, 1)), add.Value);
    }

    [Fact]
    public void Equal_texts_give_equal_plans() =>
        Assert.Equal(Plan, Samples.Compile(Samples.Whole).Policies.Single());

    private static FieldExpr Heat => new(ValueType.Count, new ValueRange(0, 255), 0);
}
