using CdmPolicy.Model;
using CdmPolicy.Policies;
using CdmPolicy.Traces;

namespace CdmPolicy;

/// <summary>The events of a trace, fitted to a hierarchy by the names they use.</summary>
public sealed class TraceEvents
{
    private readonly (TraceEvent Event, int Agent, int Target)[] _events;
    private readonly MappedPages _mapped;

    private TraceEvents((TraceEvent, int, int)[] events, IReadOnlyList<string> unknown, MappedPages mapped) =>
        (_events, Unknown, _mapped) = (events, unknown, mapped);

    /// <summary>Tiers and statistics that the trace names and the hierarchy does not have; their events are left out.</summary>
    public IReadOnlyList<string> Unknown { get; }

    public int Count => _events.Length;

    public static TraceEvents Of(Trace trace, HierarchyModel hierarchy)
    {
        var events = new List<(TraceEvent, int, int)>();
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var e in trace.Events)
        {
            var agent = Math.Max(0, Array.FindIndex(hierarchy.Agents, a => a.Name == trace.Agents[e.Agent]));
            var target = Target(e, hierarchy, agent);
            if (target >= 0) events.Add((e, agent, target));
            else unknown.Add(e.Kind == TraceEventKind.Stat ? $"{hierarchy.Agents[agent].Name}.{e.Name}" : e.Name);
        }

        return new([.. events], [.. unknown], new MappedPages(trace));
    }

    /// <summary>The access before which an event happens; past the last event, 2^31-1.</summary>
    public int Before(int index) => index < _events.Length ? _events[index].Event.Before : int.MaxValue;

    /// <summary>Lets an event happen.</summary>
    /// <param name="time">When, on this machine.</param>
    /// <param name="firstPage">What the trace's page numbers begin at there.</param>
    public void Happen<TPolicy>(int index, Machine<TPolicy> machine, long time, int firstPage = 0)
        where TPolicy : struct, IPolicy<TPolicy>
    {
        var (e, agent, target) = _events[index];
        machine.Reach(Math.Max(time, machine.Now));
        switch (e.Kind)
        {
            case TraceEventKind.PinShort or TraceEventKind.PinLong:
                machine.Pin(firstPage + e.Page, agent, e.Kind == TraceEventKind.PinLong);
                break;
            case TraceEventKind.Unpin:
                machine.Unpin(firstPage + e.Page, agent);
                break;
            case TraceEventKind.Hint:
                machine.Hint(firstPage + e.Page, agent, e.Name);
                break;
            case TraceEventKind.Reclaim:
                machine.ReclaimForDriver(target, e.Value);
                break;
            case TraceEventKind.Stat:
                machine.SetStat(agent, target, e.Value);
                break;
            case TraceEventKind.Offline:
                machine.SetOffline(target);
                break;
            case TraceEventKind.Online:
                machine.SetOnline(target);
                break;
            case TraceEventKind.Unmap:
                machine.Unmap(_mapped.Of(e, firstPage));
                break;
            case TraceEventKind.Map:
                // Memory comes with the first touch; what was asked for is in the region.
                break;
        }
    }

    public long TimeAt(int index, Trace trace, long? interval) => _events[index].Event.TimeAt(trace, interval);

    /// <summary>The tier or the statistic; 0 where the event names neither, -1 where it is unknown.</summary>
    private static int Target(TraceEvent e, HierarchyModel hierarchy, int agent) => e.Kind switch
    {
        TraceEventKind.Stat => Array.FindIndex(hierarchy.Agents[agent].Stats, s => s.Name == e.Name),
        TraceEventKind.Reclaim or TraceEventKind.Offline or TraceEventKind.Online => Array.FindIndex(hierarchy.Tiers, t => t.Name == e.Name),
        _ => 0,
    };
}
