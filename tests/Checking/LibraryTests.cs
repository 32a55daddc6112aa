using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Tests.Checking;

public class LibraryTests
{
    [Theory]
    [InlineData("Fifo", "Fifo", 1)]
    [InlineData("Lru", "Lru", 1)]
    [InlineData("Clock", "Clock", 2)]
    [InlineData("Clock(bits: 1)", "Clock", 2)]
    [InlineData("Clock(bits: 2)", "Clock_bits2", 4)]
    [InlineData("Sieve", "Sieve", 2)]
    public void A_library_reclaimer_compiles_and_states_its_bound(string order, string instance, long factor)
    {
        var (plan, diagnostics) = Compiler.CompileOrder(order, []);
        Assert.Empty(diagnostics);
        Assert.Equal((instance, true, 0), (plan!.InstanceName, plan.FromLibrary, plan.StateBytes));
        Assert.Equal(factor, Assert.IsType<ScanStmt>(plan.Victim.Single()).StepFactor);
    }

    [Fact]
    public void Sieve_walks_from_its_hand_towards_the_front()
    {
        var plan = Compiler.CompileOrder("Sieve", []).Plan!;
        Assert.Equal(new HandPlan("at", 0, TowardsFront: true), plan.Hands.Single());
        Assert.Equal(new FieldLocation(true, 0, 1, 0, 1), plan.Fields.Single().Location);
    }

    [Fact]
    public void An_author_s_reclaimer_takes_the_place_of_the_library_s()
    {
        var mine = new SourceText("mine.cdmp", "reclaimer Lru { queue q; insert { q.push_back(page); } victim { scan q from back { evict; } } }");
        var (plan, diagnostics) = Compiler.CompileOrder("Lru", [mine]);
        Assert.Empty(diagnostics);
        Assert.Equal((false, "q"), (plan!.FromLibrary, plan.Queues.Single()));
        Assert.Equal(plan, Compiler.Compile([mine]).Reclaimers.Single());
    }

    [Theory]
    [InlineData("Lruu", "CDMP0207 'Lruu' there is no reclaimer `Lruu` | did you mean `Lru`?")]
    [InlineData("Clock(bits: 99)", "CDMP0312 '99' `99` is not in `1..32` | `Clock` says what `bits` can be")]
    [InlineData("Clock(bits: 2); } } policy Q", "CDMP0616 'Clock(bits: 2); } } policy Q' `Clock(bits: 2); } } policy Q` is not an order | an order is written `Lru` or `Clock(bits: 2)`")]
    [InlineData("", "CDMP0616 '' `` is not an order | an order is written `Lru` or `Clock(bits: 2)`")]
    public void A_wrong_order_is_named_in_the_order_s_own_text(string order, string report)
    {
        var (plan, diagnostics) = Compiler.CompileOrder(order, []);
        Assert.Null(plan);
        Assert.Equal(report, Samples.Show(diagnostics.Single(), order));
    }
}
