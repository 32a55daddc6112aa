using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Interpretation;

namespace CdmPolicy.Tests.Differential;

/// <summary>Random policies on random traces with random faults: whatever a policy says, the machine stays consistent.</summary>
public class InvariantTests
{
    private const int Policies = 1000;
    private const int Events = 100;
    private const int Pages = 40;

    [Fact]
    public void No_policy_no_trace_and_no_fault_makes_a_machine_inconsistent()
    {
        var (tried, moved, failed, retried, lost) = (0, 0L, 0L, 0L, 0L);
        for (var seed = 5000; seed < 5000 + Policies; seed++)
        {
            var compilation = DifferentialTests.Compile(seed);
            if (compilation.HasErrors) continue;
            tried++;
            var (rules, totals) = Run(compilation.Policies[0], seed);
            moved += rules.Sum(r => r.Applied);
            failed += rules.Sum(r => r.Failed);
            retried += totals.MoveRetries;
            lost += totals.Lost;
        }

        // What the test is worth: that things happened at all.
        Assert.True(tried >= Policies * 8 / 10 && moved > 10_000 && failed > 100 && retried > 100 && lost > 100, $"{tried} policies, {moved} outcomes, {failed} failures, {retried} retries, {lost} pages lost");
    }

    private static (RuleCounters[] Rules, RunCounters Totals) Run(PolicyPlan plan, int seed)
    {
        var random = new Random(seed);
        int Tier() => random.Next(-1, plan.Hierarchy.Tiers.Count);
        var regions = Enumerable.Range(0, 5).Select(_ => new RegionModel(
            (PageKind)random.Next(4), random.Next(1, 6) * 4096, Tier(), random.Next(4), Tier())).ToArray();
        var faults = random.Next(2) == 0 ? new Faults(random.Next(0, 500) * 1_000_000L, seed) { Drivers = seed % 3 * 300_000_000L, Tiers = seed % 4 * 100_000_000L } : null;
        var statics = new PlanStatics(plan);
        // The second agent, a device, drives some tiers: its driver can fall silent.
        var hierarchy = statics.Hierarchy with
        {
            Tiers = [.. statics.Hierarchy.Tiers.Select((t, i) => (seed >> i & 1) != 0 ? t with { Driver = 1 } : t)],
        };
        using var machine = InterpretedPolicy.CreateMachine(
            statics, Pages, hierarchy, [.. plan.Parameters.Select(p => p.Default)], regions,
            [.. Enumerable.Range(0, Pages).Select(_ => random.Next(regions.Length))], faults);
        long now = 0;
        var pace = random.Next(1, 8_000);
        for (var i = 0; i < Events; i++)
        {
            now += random.Next(8) == 0 ? random.Next(400_000) : random.Next(pace);
            if (random.Next(20) == 0) machine.SetStat(1, 0, random.NextInt64(1_000_000_000));
            if (random.Next(20) == 0) machine.AdvanceTo(now);
            if (RandomEvent.Next(random, machine) is { } happening)
            {
                machine.Reach(now);
                happening.Happen(machine);
                Verify(machine, seed, i);
            }

            machine.Execute([random.Next(Pages) * random.Next(Pages) / Pages], [(byte)(random.Next(2) | (random.Next(3) == 0 ? 4 : 0))], [now]);
            if (i % 4 == 0) Verify(machine, seed, i);
        }

        machine.AdvanceTo(now + 1_000_000);
        Verify(machine, seed, Events);
        return (machine.Rules.ToArray(), machine.Totals);
    }

    private static void Verify(Machine<InterpretedPolicy> machine, int seed, int i)
    {
        try
        {
            machine.Verify();
        }
        catch (InvalidOperationException e)
        {
            Assert.Fail($"policy {seed}, event {i}: {e.Message}");
        }
    }
}
