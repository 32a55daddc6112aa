using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Machine;

public class BudgetTests
{
    [Fact]
    public void Refills_at_multiples_of_its_period_and_counts_what_was_asked()
    {
        var budget = new Budget(10, periodNs: 100);

        Assert.True(budget.TryCharge(6, now: 20));
        Assert.False(budget.TryCharge(6, now: 99));
        Assert.Equal((6, 4, 12, 6), (budget.Used(99), budget.Left(99), budget.Asked(99), budget.Refused(99)));
        Assert.Equal((0, 10), (budget.Used(100), budget.Left(100)));
        Assert.True(budget.TryCharge(6, now: 100));
        Assert.False(budget.TryCharge(5, now: 199));
    }

    [Fact]
    public void A_period_that_never_ends_does_not_overflow()
    {
        var budget = new Budget(1, long.MaxValue);

        Assert.True(budget.TryCharge(1, now: long.MaxValue - 1));
        Assert.False(budget.TryCharge(1, now: long.MaxValue - 1));
    }
}
