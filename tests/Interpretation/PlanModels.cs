using CdmPolicy.Dsl.Plan;
using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Tests.Interpretation;

/// <summary>The runtime's description of a plan, made directly from the plan and not through generated text.</summary>
internal static class PlanModels
{
    public static HierarchyModel Hierarchy(HierarchyPlan plan) => new(
        plan.Name, plan.PageBytes,
        [.. plan.Agents.Select(a => new AgentModel(a.Name, a.IsDevice, [.. a.Stats.Select(s => new StatModel(s.Name, s.Type.ToString()))]) { PageStats = [.. a.PageStats] })],
        [.. plan.Tiers.Select(Tier)],
        plan.Store is { } store ? new StoreModel(store.Name, store.ReadNs, store.WriteNs, store.Bandwidth) : null,
        [.. plan.Links.Select(l => new LinkModel(l.From, l.To, l.Bandwidth, l.LatencyNs))],
        [.. plan.Fallbacks.Select(f => f.ToArray())])
    {
        HugeBytes = plan.HugeBytes,
        Swap = plan.Swap is { } swap ? new SwapModel(swap.Name, swap.CapacityBytes, swap.ReadNs, swap.WriteNs, swap.Bandwidth) : null,
        Tenants = [.. plan.Tenants.Select(t => new TenantModel(t.Name, [.. t.Shares.Select(s => new ShareModel(s.Tier, s.Low, s.Max))]))],
    };

    public static PolicyModel Policy(PolicyPlan plan) => new(
        plan.Name,
        [.. plan.Parameters.Select(p => new ParameterModel(p.Name, p.Type.ToString(), p.Default, p.Range.Min, p.Range.Max)
        {
            Names = [.. p.Names.Select(n => new NamedValueModel(n.Name, n.Value))],
        })],
        [.. plan.Rules.Select(r => new RuleModel(r.Section, r.Label, r.Source, r.KeepsShadow))],
        [.. plan.DecayPeriods],
        [.. plan.TickPeriods],
        [.. plan.Hierarchy.Tiers.Select((_, tier) => plan.Reclaim.FirstOrDefault(r => r.Tier == tier) is { } reclaim
            ? new ReclaimModel(reclaim.Reclaimer.Display, reclaim.By == ReclaimedBy.Kernel, reclaim.Starts is not null)
            : null)],
        plan.Fault.Count > 0, plan.Observers.Count == 0 ? "everything" : string.Join("; ", plan.Observers.Select(o => o.Source)))
    {
        Contracts = [.. plan.Contracts.Select(c => new ContractModel(c.Source, c.Origin.Start.Line))],
        Observers = [.. plan.Observers.Select(o => new ObserverModel(Enum.Parse<Model.ObserverKind>(o.Kind.ToString()), o.Source, o.TierMask)
        {
            PeriodNs = o.PeriodNs,
            Amount = o.Amount,
            Directions = o.Directions,
            Agent = o.Agent,
            LeastRegions = o.LeastRegions,
            MostRegions = o.MostRegions,
            AggregationNs = o.AggregationNs,
        })],
        TickSamples = plan.Ticks.Any(t => t.AfterSamples > 0) ? [.. plan.Ticks.Select(t => t.AfterSamples)] : [],
    };

    public static Observation Observation(PolicyPlan plan) => plan.Observers.Count == 0
        ? Policies.Observation.Everything
        : plan.Observers.Aggregate(Policies.Observation.None, (all, o) => all | o.Kind switch
        {
            Dsl.Plan.ObserverKind.Sample => Policies.Observation.Samples,
            Dsl.Plan.ObserverKind.AccessedBit => Policies.Observation.AccessedBits,
            Dsl.Plan.ObserverKind.Regions => Policies.Observation.Regions,
            Dsl.Plan.ObserverKind.DeviceCounters => Policies.Observation.DeviceCounters,
            Dsl.Plan.ObserverKind.HintFault => Policies.Observation.HintFaults,
            _ => Policies.Observation.Everything,
        })
            | (plan.Observers.All(o => o.Kind == Dsl.Plan.ObserverKind.Everything) ? Policies.Observation.Partly : Policies.Observation.None);

    private static TierModel Tier(TierPlan t) => new(
        t.Name, t.Kind.ToString(), t.CapacityBytes, t.Bandwidth,
        [.. t.Access.Select(a => new AccessModel(a.ReadNs, a.WriteNs, a.Bandwidth, a.Addressable, a.Remote))],
        t.Implicit, t.Bind, t.Movable, t.PageKinds, t.Reclaim == ReclaimedBy.Kernel, t.Driver,
        t.Accepts.HasFlag(Acceptance.Place), t.Accepts.HasFlag(Acceptance.Demote), t.Accepts.HasFlag(Acceptance.Promote))
    {
        Pins = (CdmPolicy.Model.PinPermission)t.Pins,
        LosesPages = t.LosesPages,
        ReadOnly = t.ReadOnly, ContiguousBytes = t.ContiguousBytes,
    };
}
