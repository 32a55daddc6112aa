using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Tests.Interpretation;
using CdmPolicy.Tests.Support;
using CsCheck;

namespace CdmPolicy.Tests.Emit;

/// <summary>Generated code against the interpreter, on random traces: the same counts, and every page in the same frame.</summary>
public class DifferentialTests
{
    private const int Pages = 60;

    private static readonly RegionModel[] Regions =
    [
        new(PageKind.Anon, 64 * 4096), new(PageKind.File, 2 << 20), new(PageKind.File, 8192), new(PageKind.Anon, 8192, Bound: 2),
        new(PageKind.Shmem, 4096, Named: 6, Preferred: 1),
    ];

    public static TheoryData<string> Policies => new(Directory.GetFiles($"{Repository.Root}/tests/Emit/Policies", "*.cdmp")
        .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Generated_code_does_what_the_plan_says(string policy)
    {
        var generated = Generated.From(File.ReadAllText($"{Repository.Root}/tests/Emit/Policies/{policy}.cdmp"));
        var tried = new long[generated.Plan.Rules.Count];
        var agents = generated.Plan.Hierarchy.Agents;
        var access = Gen.Select(Gen.Int[0, Pages - 1], Gen.Bool, Gen.Int[0, agents.Count - 1], Gen.Int[0, 12], Gen.Int[0, 1000]);
        access.Array[0, 400].Sample(events =>
        {
            int[] regionOfPage = [.. Enumerable.Range(0, Pages).Select(page => page * 7 % Regions.Length)];
            using var actual = generated.Run(Pages, Regions, regionOfPage);
            using var expected = new MachineRun<InterpretedPolicy>(
                InterpretedPolicy.CreateMachine(generated.Plan, Pages, Regions, regionOfPage));
            long time = 0;
            foreach (var (page, write, agent, step, busy) in events)
            {
                time += 1L << step * 2;
                foreach (var run in new[] { actual, expected })
                {
                    for (var device = 0; device < agents.Count; device++)
                        if (agents[device].Stats.Count > 0) run.SetStat(device, 0, busy * 1_000_000L);
                    run.Access(time, page, write, agent);
                }

                Assert.Equal(expected.Frames, actual.Frames);
            }

            Assert.Equal(expected.Rules, actual.Rules);
            Assert.Equal(expected.Tiers, actual.Tiers);
            Assert.Equal(expected.Totals, actual.Totals);
            for (var rule = 0; rule < tried.Length; rule++) Interlocked.Add(ref tried[rule], actual.Rules[rule].Tried);
        }, iter: 40);
        Assert.Empty(generated.Plan.Rules.Where((_, rule) => tried[rule] == 0).Select(r => $"never tried: {r.Source}"));
    }
}
