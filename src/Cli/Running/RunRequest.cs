using CdmPolicy.Bounds;
using CdmPolicy.Model;
using CdmPolicy.Traces;
using CdmPolicy.Workloads;

namespace CdmPolicy.Cli.Running;

/// <summary>A trace on a hierarchy with everything that the user set.</summary>
/// <param name="Operations">As in the trace, agents by the hierarchy's indexes.</param>
/// <param name="Hierarchy">With the capacities to use.</param>
/// <param name="Interval">Nanoseconds between events, in place of the trace's times; null: the trace's own.</param>
/// <param name="Parameters">Numbers and values.</param>
/// <param name="Phases">Of a workload; none of a trace.</param>
/// <param name="EndNs">How long the run lasts, where that is longer than to the last event.</param>
/// <param name="Progress">Told now and then how many events have run; null where nobody looks.</param>
internal sealed record RunRequest(
    Trace Trace, byte[] Operations, HierarchyModel Hierarchy, RegionModel[] Regions, int[] RegionOfPage, long? Interval,
    IReadOnlyList<(int Parameter, long Value)> Parameters, IReadOnlyList<StatSetting> Stats,
    IReadOnlyList<PhaseStart> Phases, long EndNs, Action<long>? Progress = null)
{
    /// <summary>Of what observers draw by chance.</summary>
    public long Seed { get; init; }

    /// <summary>What goes wrong by chance; null for nothing.</summary>
    public Faults? Faults { get; init; }

    /// <summary>Only so many accesses are run, and what comes before them; null: all, to the end.</summary>
    public int? Limit { get; init; }

    /// <summary>How many accesses are run.</summary>
    public int Length => Limit ?? Trace.Pages.Length;

    /// <summary>Who is told what happens to pages, of a policy compiled to explain itself; null: nobody.</summary>
    public IPageLog? Log { get; init; }

    /// <summary>When an access happens, ns.</summary>
    public long TimeOf(int access) =>
        Interval is null && Trace.Times is { } times ? times[access] : access * (Interval ?? Trace.Interval);

    /// <summary>The same run under another policy, which has other parameters.</summary>
    public RunRequest WithoutParameters() => this with { Parameters = [], Progress = null };

    /// <summary>The accesses alone, for a bound on what policies like this one can reach.</summary>
    public AccessHistory History(PolicyModel policy) => new AccessHistory(Trace.PageCount, Trace.Pages, Operations, Regions, RegionOfPage)
    {
        Times = Interval is null ? Trace.Times : null,
        Interval = Interval ?? Trace.Interval,
        KeepsShadows = policy.Rules.Any(r => r.KeepsShadow),
        LosesTiers = Faults is { Tiers: > 0 } || Trace.Events.Any(e => e.Kind == TraceEventKind.Offline),
    }.WithUnmapsOf(Trace);
}

/// <summary>What a device's driver reports, from the beginning on.</summary>
internal readonly record struct StatSetting(int Agent, int Stat, long Value);
