using CdmPolicy.Model;
using CdmPolicy.Policies;
using CdmPolicy.Workloads;

namespace CdmPolicy.Testing;

/// <summary>One generated test: what it needs before it begins, and its steps as a method.</summary>
/// <param name="parameters">By number, with the values they have from the beginning on.</param>
/// <param name="pages">What the pages it names ask for; they are numbered from 0.</param>
/// <param name="pageNames">Their names.</param>
/// <param name="fills">The tiers it fills, each with the share of its capacity in parts per 10^9.</param>
/// <param name="workloads">Those it runs.</param>
public sealed class PolicyTest<TPolicy>(
    string name, string path, int line, (int Parameter, long Value)[] parameters, RegionModel[] pages, string[] pageNames,
    (int Tier, long Share)[] fills, Workload[] workloads, Action<TestBench<TPolicy>> steps) : IPolicyTest
    where TPolicy : struct, IPolicy<TPolicy>
{
    public string Name => name;

    public string Policy => TPolicy.Model.Name;

    public string Path => path;

    public int Line => line;

    public HierarchyModel Hierarchy => TPolicy.Hierarchy;

    public TestResult Run()
    {
        var policy = new TPolicy();
        foreach (var (parameter, value) in parameters) policy.SetParameter(parameter, value);
        using var bench = new TestBench<TPolicy>(policy, pages, pageNames, fills, workloads);
        try
        {
            steps(bench);
            bench.Machine.Verify();
            bench.CheckContracts(line);
        }
        catch (TestStoppedException)
        {
            // Its reason is among the failures.
        }

        return bench.Result;
    }
}
