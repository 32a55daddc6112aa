using CdmPolicy.Model;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Running;

/// <summary>Whose accesses a trace's are, in a hierarchy: by name, and the first agent's where no name matches.</summary>
internal static class TraceAgents
{
    /// <summary>Agents that the trace names and the hierarchy does not have; a trace with one agent need not know its name.</summary>
    public static IEnumerable<string> Unknown(Trace trace, HierarchyModel hierarchy) =>
        trace.Agents.Count == 1 ? [] : trace.Agents.Where(name => hierarchy.Agents.All(a => a.Name != name));

    public static byte[] Map(Trace trace, HierarchyModel hierarchy)
    {
        var agentOf = new int[Operation.MaxAgents];
        var same = true;
        for (var i = 0; i < trace.Agents.Count; i++)
        {
            agentOf[i] = Math.Max(0, Array.FindIndex(hierarchy.Agents, a => a.Name == trace.Agents[i]));
            same &= agentOf[i] == i;
        }

        if (same) return trace.Operations;
        return Array.ConvertAll(trace.Operations, o => Operation.By(agentOf[Operation.AgentOf(o)], o));
    }
}
