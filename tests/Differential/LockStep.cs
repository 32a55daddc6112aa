using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using CdmPolicy.Tests.Interpretation;

namespace CdmPolicy.Tests.Differential;

/// <summary>Runs generated code and the interpreter over the same random events and compares them after every one.</summary>
internal static class LockStep
{
    private const int Pages = 40;

    /// <returns>The first difference, or null.</returns>
    public static string? Run<TPolicy>(PolicyPlan plan, int seed, int events)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var random = new Random(seed);
        var (regions, regionOfPage) = Regions(plan, random);
        using var generated = new Machine<TPolicy>(new TPolicy(), Pages, null, regions, regionOfPage);
        using var interpreted = InterpretedPolicy.CreateMachine(plan, Pages, regions, regionOfPage);
        var state = new StateComparison(plan, typeof(TPolicy));
        long now = 0;
        for (var i = 0; i < events; i++)
        {
            now += random.Next(4) == 0 ? random.Next(200_000) : random.Next(4_000);
            var page = random.Next(3) == 0 ? random.Next(Pages) : random.Next(Pages / 4);
            var operation = (byte)(random.Next(2) | (random.Next(3) == 0 ? 4 : 0));
            if (random.Next(50) == 0)
            {
                var busy = random.NextInt64(1_000_000_000);
                generated.SetStat(1, 0, busy);
                interpreted.SetStat(1, 0, busy);
            }

            RandomEvents.Happen(random, now, generated, interpreted);
            generated.Execute([page], [operation], [now]);
            interpreted.Execute([page], [operation], [now]);
            var compareState = i % 50 == 0 || i == events - 1;
            if ((Compare(generated, interpreted) ?? (compareState ? state.Compare(generated.Policy, interpreted.Policy.Interpreter) : null)) is { } difference)
                return $"policy {seed}, event {i} (page {page}, operation {operation}, at {now} ns): {difference}";
        }

        return null;
    }

    private static string? Compare<TPolicy>(Machine<TPolicy> generated, Machine<InterpretedPolicy> interpreted)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        for (var page = 0; page < Pages; page++)
        {
            var (expected, actual) = (Place(interpreted, page), Place(generated, page));
            if (expected != actual) return $"page {page} is in {actual}, expected {expected}";
        }

        for (var rule = 0; rule < generated.Rules.Length; rule++)
        {
            var (expected, actual) = (interpreted.Rules[rule], generated.Rules[rule]);
            if (!expected.Equals(actual)) return $"rule {TPolicy.Model.Rules[rule].Text} counted {Show(actual)}, expected {Show(expected)}";
        }

        for (var contract = 0; contract < generated.Contracts.Length; contract++)
            if (!generated.Contracts[contract].Equals(interpreted.Contracts[contract])) return $"contract {TPolicy.Model.Contracts[contract].Text} differs";
        for (var tier = 0; tier < generated.TierCounts.Length; tier++)
            if (!generated.TierCounts[tier].Equals(interpreted.TierCounts[tier])) return $"the counters of tier {tier} differ";
        if (!generated.Totals.Equals(interpreted.Totals)) return "the totals differ";
        for (var observer = 0; observer < generated.Observers.Length; observer++)
            if (!generated.Observers[observer].Equals(interpreted.Observers[observer])) return $"the counters of observer {observer} differ";
        return generated.CostNs == interpreted.CostNs ? null : $"cost {generated.CostNs}, expected {interpreted.CostNs}";
    }

    private static (int Frame, PageFlags Flags) Place<TPolicy>(Machine<TPolicy> machine, int page)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var frame = machine.FrameOf(page);
        return (frame, frame == 0 ? default : machine.Frames[frame].Flags);
    }

    private static string Show(RuleCounters counters) => $"{counters.Tried}/{counters.Applied}/{counters.Refused}";

    private static (RegionModel[] Regions, int[] OfPage) Regions(PolicyPlan plan, Random random)
    {
        int Tier() => random.Next(-1, plan.Hierarchy.Tiers.Count);
        var regions = Enumerable.Range(0, 5).Select(_ => new RegionModel(
            random.Next(2) == 0 ? PageKind.Anon : PageKind.File, random.Next(1, 6) * 4096, Tier(), random.Next(4), Tier())).ToArray();
        return (regions, [.. Enumerable.Range(0, Pages).Select(_ => random.Next(regions.Length))]);
    }
}
