using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Support;

/// <summary>A policy text, compiled all the way to a machine.</summary>
internal sealed class Generated
{
    private readonly Type _policy;

    private Generated(PolicyPlan plan, Type policy, IReadOnlyList<EmittedFile> files) => (Plan, _policy, Files) = (plan, policy, files);

    public PolicyPlan Plan { get; }

    public IReadOnlyList<EmittedFile> Files { get; }

    /// <summary>Compiles a text with one policy; any error fails the test.</summary>
    public static Generated From(string text, bool explains = false)
    {
        var compilation = Compiler.Compile([new SourceText("policy.cdmp", text.Replace("\r\n", "\n"))]);
        Assert.Empty(compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Id} {d.Message} {d.Help}"));
        var files = Emit(compilation, new EmitOptions(MapLines: false) { Explains = explains }).ToArray();
        var plan = Assert.Single(compilation.Policies);
        var name = plan.Namespace.Length > 0 ? $"{plan.Namespace}.{plan.Name}" : plan.Name;
        return new Generated(plan, CompiledCode.Load(files).GetType(name, throwOnError: true)!, files);
    }

    public static IEnumerable<EmittedFile> Emit(Compilation compilation, EmitOptions options) =>
        compilation.Hierarchies.Select(p => CSharpEmitter.EmitHierarchy(p, options))
            .Concat(compilation.Policies.Select(p => CSharpEmitter.EmitPolicy(p, options)))
            .Concat(compilation.Reclaimers.Select(p => CSharpEmitter.EmitReclaimer(p, options)))
            .Concat(compilation.Workloads.Select(p => CSharpEmitter.EmitWorkload(p, options)));

    public IRun Run(int pages, RegionModel[]? regions = null, int[]? regionOfPage = null, Faults? faults = null) =>
        (IRun)Activator.CreateInstance(typeof(MachineRun<>).MakeGenericType(_policy), pages, regions, regionOfPage, faults)!;
}

/// <summary>A machine whatever its policy, for tests that look at what it did.</summary>
internal interface IRun : IDisposable
{
    long Now { get; }

    RunCounters Totals { get; }

    RuleCounters Rule(string label);

    RuleCounters[] Rules { get; }

    TierCounters[] Tiers { get; }

    /// <summary>The name of the tier a page is in, or null.</summary>
    string? TierOf(int page);

    int[] Frames { get; }

    int Used(string tier);

    /// <summary>Free bytes of a tier: in whole blocks, and in blocks that pins keep from being whole.</summary>
    (long Whole, long BesidePins) Blocks(string tier);

    /// <summary>Victims of a tier that no rule was left for.</summary>
    RuleCounters Unruled(string tier);

    /// <summary>One access by the first agent, or by another.</summary>
    void Access(long time, int page, bool write = false, int agent = 0);

    void Execute(int[] pages, byte[] operations, long[] times);

    void SetStat(int agent, int stat, long value);

    void SetParameter(int parameter, long value);

    long ReclaimForDriver(int tier, long bytes);

    bool Pin(long time, int page, bool isLong = false, int agent = 0);

    bool Unpin(long time, int page, int agent = 0);

    void Hint(long time, int page, string name, int agent = 0);

    void Offline(long time, string tier);

    void Unmap(long time, params int[] pages);

    void Online(long time, string tier);

    ContractCounters[] Contracts { get; }

    /// <summary>By tenant, those of none first.</summary>
    TenantCounters[] Tenants { get; }

    long CostNs { get; }

    /// <summary>What each observer scanned, saw and cost.</summary>
    (long Scanned, long Seen, long CostNs)[] Observers { get; }

    long MovesPending { get; }

    /// <summary>Time passes without an access.</summary>
    void AdvanceTo(long time);

    /// <summary>Time enough passes for the moves under way: 100 us.</summary>
    void Settle();
}

internal sealed class MachineRun<TPolicy>(Machine<TPolicy> machine) : IRun
    where TPolicy : struct, IPolicy<TPolicy>
{
    public MachineRun(int pages, RegionModel[]? regions, int[]? regionOfPage, Faults? faults = null)
        : this(new Machine<TPolicy>(new TPolicy(), pages, null, regions, regionOfPage, faults))
    {
    }

    public long Now => machine.Now;

    public RunCounters Totals => machine.Totals;

    public RuleCounters[] Rules => machine.Rules.ToArray();

    public TierCounters[] Tiers => machine.TierCounts.ToArray();

    public int[] Frames => [.. Enumerable.Range(0, machine.PageCount).Select(machine.FrameOf)];

    public long CostNs => machine.CostNs;

    public TenantCounters[] Tenants => machine.Tenants.ToArray();

    public long MovesPending => machine.MovesPending;

    public (long Scanned, long Seen, long CostNs)[] Observers =>
        [.. machine.Observers.ToArray().Select(o => (o.Scanned, o.Seen, o.CostNs))];

    public void AdvanceTo(long time) => machine.AdvanceTo(time);

    public RuleCounters Rule(string label) =>
        machine.Rules[Array.FindIndex(TPolicy.Model.Rules, r => r.Label == label || $"{r.Section}.{r.Label}" == label)];

    public string? TierOf(int page) => machine.FrameOf(page) is not 0 and var frame
        ? machine.Hierarchy.Tiers[machine.Frames[frame].Tier].Name
        : null;

    public int Used(string tier) => machine.Tier(TierNamed(tier)).Used;

    public (long Whole, long BesidePins) Blocks(string tier) => (machine.WholeBytes(TierNamed(tier)), machine.FreeBesidePins(TierNamed(tier)));

    public RuleCounters Unruled(string tier) => machine.Unruled[TierNamed(tier)];

    private int TierNamed(string tier) => Array.FindIndex(machine.Hierarchy.Tiers, t => t.Name == tier);

    public void Access(long time, int page, bool write, int agent) =>
        machine.Execute([page], [(byte)(agent << 2 | (write ? 1 : 0))], [time]);

    public void Execute(int[] pages, byte[] operations, long[] times) => machine.Execute(pages, operations, times);

    public void SetStat(int agent, int stat, long value) => machine.SetStat(agent, stat, value);

    public void SetParameter(int parameter, long value) => machine.Policy.SetParameter(parameter, value);

    public long ReclaimForDriver(int tier, long bytes) => machine.ReclaimForDriver(tier, bytes);

    public void Hint(long time, int page, string name, int agent)
    {
        machine.Reach(time);
        machine.Hint(page, agent, name);
    }

    public void Unmap(long time, params int[] pages)
    {
        machine.Reach(time);
        machine.Unmap(pages);
    }

    public void Offline(long time, string tier)
    {
        machine.Reach(time);
        machine.SetOffline(Array.FindIndex(machine.Hierarchy.Tiers, t => t.Name == tier));
    }

    public void Online(long time, string tier)
    {
        machine.Reach(time);
        machine.SetOnline(Array.FindIndex(machine.Hierarchy.Tiers, t => t.Name == tier));
    }

    public ContractCounters[] Contracts => machine.Contracts.ToArray();

    public bool Pin(long time, int page, bool isLong, int agent)
    {
        machine.Reach(time);
        return machine.Pin(page, agent, isLong);
    }

    public bool Unpin(long time, int page, int agent)
    {
        machine.Reach(time);
        return machine.Unpin(page, agent);
    }

    public void Settle() => machine.AdvanceTo(machine.Now + 100_000);

    public void Dispose()
    {
        machine.Verify();
        machine.Dispose();
    }
}
