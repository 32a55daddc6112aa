using System.Reflection;
using System.Runtime.Loader;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Policies;
using CdmPolicy.Tests.Differential;
using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Docs;

/// <summary>The policies that use every construct of the language run without allocating, whatever happens in the trace.</summary>
public class CorpusAllocationTests
{
    public static TheoryData<string> Files => [.. Repository.Files("tests/Corpus/valid", "*.cdmp")];

    [Theory]
    [MemberData(nameof(Files))]
    public void No_construct_allocates_while_it_runs(string path)
    {
        var compilation = Compiler.Compile([new SourceText(path, Repository.Read(path))]);
        var files = Generated.Emit(compilation, new EmitOptions(MapLines: false)).Select(f => f.Text);
        var assembly = AssemblyLoadContext.Default.LoadFromStream(
            new MemoryStream(RoslynCompiler.Compile($"Allocation.{Path.GetFileNameWithoutExtension(path)}", files)));
        foreach (var plan in compilation.Policies) Assert.Equal((plan.Name, 0), (plan.Name, Allocations.Least(() => AllocatedBy(assembly, plan))));
    }

    private static long AllocatedBy(Assembly assembly, PolicyPlan plan) =>
        (long)typeof(CorpusAllocationTests).GetMethod(nameof(Allocated), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(assembly.GetType($"{plan.Namespace}.{plan.Name}", throwOnError: true)!).Invoke(null, [plan])!;

    /// <summary>The first half of a trace may allocate what exists once, as the table of pins; the second half must not.</summary>
    private static long Allocated<TPolicy>(PolicyPlan plan)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var random = new RandomTrace(7, plan, isFirst: true);
        var events = Enumerable.Range(0, 4000).Select(_ => random.Next()).ToArray();
        var pages = events.Select(e => e.Page).ToArray();
        var operations = events.Select(e => e.Operation).ToArray();
        var times = events.Select(e => e.Now).ToArray();
        using var machine = new Machine<TPolicy>(random.Policy<TPolicy>(), random.Pages, random.Hierarchy, random.Regions, random.RegionOfPage);
        Run(0, 2000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(2000, 4000);
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Run(int from, int to)
        {
            for (var i = from; i < to; i += 20)
            {
                machine.Execute(pages.AsSpan(i, 20), operations.AsSpan(i, 20), times.AsSpan(i, 20));
                Happen(machine, i / 20, random.Pages);
            }
        }
    }

    /// <summary>One after the other, each sort of event there is beside accesses.</summary>
    private static void Happen<TPolicy>(Machine<TPolicy> machine, int turn, int pages)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var (page, tier) = (turn * 7 % pages, turn % machine.Hierarchy.Tiers.Length);
        var agent = turn / 8 % machine.Hierarchy.Agents.Length;
        switch (turn % 8)
        {
            case 0: machine.Pin(page, agent, isLong: turn % 3 == 0); break;
            case 1: machine.Hint(page, agent, "cold"); break;
            case 2: machine.Unpin((turn - 2) * 7 % pages, agent); break;
            case 3: machine.SetOffline(tier); break;
            case 4: machine.Hint(page, agent, "warm"); break;
            case 5: machine.SetOnline((turn - 2) % machine.Hierarchy.Tiers.Length); break;
            case 6: machine.ReclaimForDriver(tier, 8192); break;
            default:
                if (machine.Hierarchy.Agents[agent].Stats.Length > 0) machine.SetStat(agent, 0, 500_000_000);
                break;
        }
    }
}
