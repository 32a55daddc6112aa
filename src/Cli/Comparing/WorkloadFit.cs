using CdmPolicy.Cli.Running;
using CdmPolicy.Frames;
using CdmPolicy.Model;
using CdmPolicy.Traces;
using CdmPolicy.Workloads;

namespace CdmPolicy.Cli.Comparing;

/// <summary>A workload that was written for one hierarchy, played on another: agents, tiers and the rest are found by their names.</summary>
internal static class WorkloadFit
{
    /// <param name="names">What names of its hierarchy are called in this one, where they are not called the same.</param>
    /// <exception cref="CommandException">The workload names something that is not there.</exception>
    public static Workload On(Workload workload, HierarchyModel hierarchy, Dictionary<string, string> names)
    {
        var from = workload.Hierarchy;
        if (ReferenceEquals(from, hierarchy)) return workload;
        return workload with
        {
            Hierarchy = hierarchy,
            Regions = Array.ConvertAll(workload.Regions, FitRegion),
            Phases = Array.ConvertAll(workload.Phases, phase => phase with
            {
                Streams = Array.ConvertAll(phase.Streams, s => s with { Agent = Agent(s.Agent) }),
                Stats = Array.ConvertAll(phase.Stats, FitStat),
                Requests = Array.ConvertAll(phase.Requests, r => r with { Tier = Tier(r.Tier) }),
                Happenings = Array.ConvertAll(phase.Happenings, FitHappening),
            }),
        };

        WorkloadRegion FitRegion(WorkloadRegion region) => region with
        {
            Pages = Math.Max(1, (long)((region.Pages * (Int128)from.PageBytes + hierarchy.PageBytes - 1) / hierarchy.PageBytes)),
            Bound = Tier(region.Bound),
            Named = Tiers(region.Named),
            Preferred = Tier(region.Preferred),
            Tenant = Find("tenant", region.Tenant, from.Tenants, hierarchy.Tenants, t => t.Name),
            // A hierarchy of one page size has no other to give.
            Huge = region.Huge && hierarchy.HugeBytes > 0,
        };

        StatChange FitStat(StatChange change)
        {
            var agent = Agent(change.Agent);
            var stat = Find($"statistic of `{from.Agents[change.Agent].Name}`", change.Stat, from.Agents[change.Agent].Stats, hierarchy.Agents[agent].Stats, s => s.Name);
            return change with { Agent = agent, Stat = stat };
        }

        Happening FitHappening(Happening happening) => happening with
        {
            Agent = Agent(happening.Agent),
            Target = TraceEvent.HasPage(happening.Kind) ? happening.Target : Tier(happening.Target),
        };

        int Agent(int agent) => Find("agent", agent, from.Agents, hierarchy.Agents, a => a.Name);

        int Tier(int tier) => Find("tier", tier, from.Tiers, hierarchy.Tiers, t => t.Name);

        int Tiers(int named) =>
            Enumerable.Range(0, from.Tiers.Length).Where(t => (named >> t & 1) != 0).Aggregate(0, (mask, t) => mask | 1 << Tier(t));

        int Find<T>(string what, int index, T[] known, T[] there, Func<T, string> nameOf)
        {
            if (index < 0) return index;
            var name = nameOf(known[index]);
            var found = Array.FindIndex(there, t => nameOf(t) == names.GetValueOrDefault(name, name));
            if (found >= 0) return found;
            throw CommandException.Misuse(
                $"the workload `{workload.Name}` of `{from.Name}` names the {what} `{name}`, which `{hierarchy.Name}` does not have",
                there.Length > 0 ? $"it has {string.Join(", ", there.Select(t => $"`{nameOf(t)}`"))}" : null);
        }
    }
}
