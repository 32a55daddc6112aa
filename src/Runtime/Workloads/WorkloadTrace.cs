using CdmPolicy.Model;
using CdmPolicy.Policies;
using CdmPolicy.Traces;

namespace CdmPolicy.Workloads;

/// <summary>A workload played out: its accesses, and what else happens between them.</summary>
/// <param name="Regions">By the numbers that the trace's <see cref="Trace.RegionOfPage"/> gives.</param>
/// <param name="Phases">In their order.</param>
/// <param name="EndNs">When the last phase ends; the last access is before it.</param>
public sealed record WorkloadTrace(Trace Trace, RegionModel[] Regions, PhaseStart[] Phases, long EndNs);

/// <summary>The first instant of a phase.</summary>
/// <param name="FirstEvent">The index of its first event in the trace.</param>
public sealed record PhaseStart(string Name, long TimeNs, int FirstEvent, StatChange[] Stats, DriverRequest[] Requests)
{
    /// <summary>Brings a machine to the phase: its statistics hold for the handlers of this instant, then drivers get what they ask for.</summary>
    /// <param name="timeNs">When it begins on this machine.</param>
    public void Begin<TPolicy>(Machine<TPolicy> machine, long timeNs)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        machine.AdvanceTo(timeNs - 1);
        foreach (var stat in Stats) machine.SetStat(stat.Agent, stat.Stat, stat.Value);
        if (Requests.Length == 0) return;
        machine.AdvanceTo(timeNs);
        foreach (var request in Requests) machine.ReclaimForDriver(request.Tier, request.Bytes);
    }
}
