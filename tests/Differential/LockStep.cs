using System.Reflection;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Policies;
using CdmPolicy.Tests.Interpretation;

namespace CdmPolicy.Tests.Differential;

/// <summary>Runs generated code and the interpreter over the same random events and compares them after every one.</summary>
internal static class LockStep
{
    /// <inheritdoc cref="Run{TPolicy}"/>
    public static string? Run(Assembly assembly, PolicyPlan plan, int seed, int traces)
    {
        var policy = assembly.GetType($"{plan.Namespace}.{plan.Name}", throwOnError: true)!;
        return (string?)typeof(LockStep).GetMethod(nameof(Run), 1, [typeof(PolicyPlan), typeof(int), typeof(int)])!
            .MakeGenericMethod(policy).Invoke(null, [plan, seed, traces]);
    }

    /// <summary>Runs a policy on so many traces.</summary>
    /// <returns>The first difference, or null.</returns>
    public static string? Run<TPolicy>(PolicyPlan plan, int seed, int traces)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var statics = new PlanStatics(plan);
        var state = new StateComparison(plan, typeof(TPolicy));
        for (var trace = 0; trace < traces; trace++)
            if (RunTrace<TPolicy>(statics, state, seed, trace) is { } difference) return $"policy {seed}, trace {trace}, {difference}";
        return null;
    }

    private static string? RunTrace<TPolicy>(PlanStatics statics, StateComparison state, int seed, int trace)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var random = new RandomTrace(unchecked(seed * 1_000_003 + trace), statics.Plan, isFirst: trace == 0);
        var faults = (seed + trace) % 3 == 0 ? new Faults(Moves: 150_000_000, seed) { Tiers = trace % 2 * 80_000_000L } : null;
        using var generated = new Machine<TPolicy>(random.Policy<TPolicy>(), random.Pages, random.Hierarchy, random.Regions, random.RegionOfPage, faults);
        using var interpreted = InterpretedPolicy.CreateMachine(
            statics, random.Pages, random.Hierarchy, random.Parameters, random.Regions, random.RegionOfPage, faults);
        for (var i = 0; i < random.Events; i++)
        {
            var (page, operation, now) = random.Next();
            if (random.NewStat() is { } stat)
            {
                generated.SetStat(stat.Agent, stat.Stat, stat.Value);
                interpreted.SetStat(stat.Agent, stat.Stat, stat.Value);
            }

            if (RandomEvent.Next(random.Random, interpreted) is { } happening)
            {
                generated.Reach(now);
                interpreted.Reach(now);
                happening.Happen(generated);
                happening.Happen(interpreted);
                generated.Verify();
            }

            generated.Execute([page], [operation], [now]);
            interpreted.Execute([page], [operation], [now]);
            generated.Verify();
            var compareState = i % 50 == 0 || i == random.Events - 1;
            if ((Compare(generated, interpreted) ?? (compareState ? state.Compare(generated.Policy, interpreted.Policy.Interpreter) : null)) is { } difference)
                return $"event {i} (page {page}, operation {operation}, at {now} ns): {difference}";
        }

        Changes.Note(generated);
        return null;
    }

    private static string? Compare<TPolicy>(Machine<TPolicy> generated, Machine<InterpretedPolicy> interpreted)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        for (var page = 0; page < generated.PageCount; page++)
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
        if (!generated.Tenants.SequenceEqual(interpreted.Tenants)) return "the counters of tenants differ";
        if (!generated.Totals.Equals(interpreted.Totals) || generated.MovesPending != interpreted.MovesPending) return "the totals differ";
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
}
