using CdmPolicy.Dsl.Plan;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Interpretation;
using CdmPolicy.Tests.Support;
using CsCheck;

namespace CdmPolicy.Tests.Emit;

/// <summary>Generated code against the interpreter, on random traces: the same counts, and every page in the same frame.</summary>
public class DifferentialTests
{
    private const int Pages = 80;

    private static readonly RegionModel[] Regions =
    [
        new(PageKind.Anon, 64 * 4096), new(PageKind.File, 2 << 20), new(PageKind.File, 8192), new(PageKind.Anon, 8192, Bound: 2),
        new(PageKind.Shmem, 4096, Named: 6, Preferred: 1),
    ];

    private static readonly int[] RegionOfPage = [.. Enumerable.Range(0, Pages).Select(page => page * 7 % Regions.Length)];

    public static TheoryData<string> Policies =>
        new(Repository.Files("tests/Emit/Policies", "*.cdmp").Select(path => Path.GetFileNameWithoutExtension(path)!));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Generated_code_does_what_the_plan_says(string policy)
    {
        var generated = Load(policy);
        var statics = new PlanStatics(generated.Plan);
        // Low pages more often than high ones, so that some become hot.
        var page = Gen.Select(Gen.Int[0, Pages - 1], Gen.Int[0, Pages - 1], (a, b) => a * b / Pages);
        var agent = Gen.Int[0, generated.Plan.Hierarchy.Agents.Count - 1];
        var story = Gen.Select(page, Gen.Bool, agent, Gen.Int[0, 10], Gen.Int[0, 1000], (p, w, a, step, busy) => new Event(p, w, a, step, busy));
        story.Array[0, 600].Sample(events =>
        {
            using var actual = generated.Run(Pages, Regions, RegionOfPage);
            using var expected = new MachineRun<InterpretedPolicy>(
                InterpretedPolicy.CreateMachine(statics, Pages, Regions, RegionOfPage));
            long time = 0;
            foreach (var e in events)
            {
                time += 1L << e.Step * 2;
                Tell(actual, generated.Plan, e, time);
                Tell(expected, generated.Plan, e, time);
                Assert.Equal(expected.Frames, actual.Frames);
            }

            Assert.Equal(expected.Rules, actual.Rules);
            Assert.Equal(expected.Tiers, actual.Tiers);
            Assert.Equal(expected.Totals, actual.Totals);
            Assert.Equal(expected.CostNs, actual.CostNs);
        }, iter: 16);
    }

    /// <summary>What the comparison above is worth: its policies leave no rule untried.</summary>
    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_rule_of_these_policies_is_tried(string policy)
    {
        var generated = Load(policy);
        var statics = new PlanStatics(generated.Plan);
        var random = new Random(1);
        using var run = generated.Run(Pages, Regions, RegionOfPage);
        long time = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var step = random.Next(11);
            time += 1L << step * 2;
            var agent = random.Next(generated.Plan.Hierarchy.Agents.Count);
            Tell(run, generated.Plan, new Event(random.Next(Pages) * random.Next(Pages) / Pages, random.Next(2) == 0, agent, step, random.Next(1001)), time);
        }

        Assert.Empty(generated.Plan.Rules.Where((_, rule) => run.Rules[rule].Tried == 0).Select(r => r.Source));
    }

    private static Generated Load(string policy) => Generated.From(Repository.Read($"tests/Emit/Policies/{policy}.cdmp"));

    /// <summary>One event and what the devices say at that time; now and then a driver wants two pages back, or a page is pinned.</summary>
    private static void Tell(IRun run, PolicyPlan plan, Event e, long time)
    {
        var hierarchy = plan.Hierarchy;
        for (var device = 0; device < hierarchy.Agents.Count; device++)
            if (hierarchy.Agents[device].Stats.Count > 0) run.SetStat(device, 0, e.Busy * 1_000_000L);
        run.Access(time, e.Page, e.Write, e.Agent);
        for (var tier = 0; tier < hierarchy.Tiers.Count && e.Busy % 16 == 0; tier++)
            if (hierarchy.Tiers[tier].Driver >= 0) run.ReclaimForDriver(tier, 8192);
        if (plan.Pin.Count == 0) return;
        // More pins are asked back than made, or soon nothing could move.
        if (e.Busy % 8 == 1) run.Pin(time, e.Page, isLong: e.Busy % 3 == 0, e.Agent);
        else if (e.Busy % 8 is 2 or 3 or 4) run.Unpin(time, e.Page, e.Agent);
    }

    /// <param name="Step">The time since the event before is 4^step ns.</param>
    private readonly record struct Event(int Page, bool Write, int Agent, int Step, int Busy);
}
