using CdmPolicy.Bounds;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Tests.Interpretation;
using Xunit.Abstractions;

namespace CdmPolicy.Tests.Differential;

/// <summary>Whatever a policy says and whatever happens, a run costs no less than the bound on the accesses that were served.</summary>
public class BoundTests(ITestOutputHelper output)
{
    private const int Policies = 200;

    [Fact]
    public void No_random_policy_is_cheaper_than_the_bound()
    {
        var (runs, sum) = (0, 0.0);
        for (var seed = 7000; seed < 7000 + Policies; seed++)
        {
            var compilation = DifferentialTests.Compile(seed);
            if (compilation.HasErrors) continue;
            var (bound, cost) = Run(new PlanStatics(compilation.Policies[0]), seed);
            Assert.True(bound <= cost, $"policy {seed}: the bound is {bound}, and the run cost {cost}");
            if (cost > 0) (runs, sum) = (runs + 1, sum + bound / (double)cost);
        }

        output.WriteLine($"{runs} runs, on average {sum / runs:0.000} of their cost");
        Assert.True(runs > Policies * 8 / 10 && sum / runs > 0.1, $"{runs} runs, {sum / runs}");
    }

    private static (long Bound, long Cost) Run(PlanStatics statics, int seed)
    {
        var random = new RandomTrace(seed, statics.Plan, isFirst: seed % 25 == 0);
        using var machine = InterpretedPolicy.CreateMachine(
            statics, random.Pages, random.Hierarchy, random.Parameters, random.Regions, random.RegionOfPage, seed % 3 == 0 ? new Faults(150_000_000, seed) { Tiers = 100_000_000 } : null);
        var number = Enumerable.Range(0, random.Pages).ToArray();
        var regionOfPage = random.RegionOfPage.ToList();
        var (pages, operations, times) = (new List<int>(), new List<byte>(), new List<long>());
        for (var i = 0; i < random.Events; i++)
        {
            var (page, operation, now) = random.Next();
            if (random.NewStat() is { } stat) machine.SetStat(stat.Agent, stat.Stat, stat.Value);
            if (RandomEvent.Next(random.Random, machine) is { } happening)
            {
                machine.Reach(now);
                happening.Happen(machine);
                // What is unmapped comes again as another page.
                foreach (var gone in happening.Gone)
                {
                    number[gone] = regionOfPage.Count;
                    regionOfPage.Add(random.RegionOfPage[gone]);
                }
            }

            var failed = machine.Totals.Failed;
            machine.Execute([page], [operation], [now]);
            if (machine.Totals.Failed > failed) continue;
            pages.Add(number[page]);
            operations.Add(operation);
            times.Add(now);
        }

        var history = new AccessHistory(regionOfPage.Count, [.. pages], [.. operations], random.Regions, [.. regionOfPage])
        {
            Times = [.. times],
            KeepsShadows = statics.Shadows,
            LosesTiers = true,
        };
        return (ClairvoyantBound.Of(history, random.Hierarchy), machine.CostNs);
    }
}
