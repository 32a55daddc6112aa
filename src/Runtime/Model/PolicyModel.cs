namespace CdmPolicy.Model;

/// <summary>A policy as generated code describes it: names for reports and settings, periods for the clock.</summary>
/// <param name="Rules">By rule number.</param>
/// <param name="DecayPeriodsNs">Periods of the decay clocks, by number; 0 for one that the policy moves on itself.</param>
/// <param name="TickPeriodsNs">Periods of the <c>every</c> handlers, in text order; 0 for one that samples start.</param>
/// <param name="Reclaim">By tier index; null where no section says who leaves.</param>
/// <param name="HasFaultRules">Some rule answers an access that its agent cannot make.</param>
public sealed record PolicyModel(
    string Name, ParameterModel[] Parameters, RuleModel[] Rules, long[] DecayPeriodsNs, long[] TickPeriodsNs,
    ReclaimModel?[] Reclaim, bool HasFaultRules, string Observes)
{
    /// <summary>What no page may be.</summary>
    public ContractModel[] Contracts { get; init; } = [];

    /// <summary>What it observes with; none where it observes everything.</summary>
    public ObserverModel[] Observers { get; init; } = [];

    /// <summary>By number of the handler, the samples after which it runs, or 0; none where no handler waits for samples.</summary>
    public long[] TickSamples { get; init; } = [];
}

/// <param name="Text">The author's contract.</param>
/// <param name="Line">Where it stands in its file, from 1.</param>
public sealed record ContractModel(string Text, int Line);

/// <param name="Unit">The language's type: count, bytes, time, rate, pace, ratio, bool, tier, agent, tenant, kind.</param>
public sealed record ParameterModel(string Name, string Unit, long Default, long Min, long Max)
{
    /// <summary>Of a tier, an agent, a tenant or a kind: all it can be; empty for numbers and bools.</summary>
    public NamedValueModel[] Names { get; init; } = [];
}

/// <param name="Value">The number of the tier, agent, tenant or kind; -1 for none.</param>
public sealed record NamedValueModel(string Name, long Value);

/// <param name="Section"><c>placement</c>, <c>migration</c>, <c>reclaim ram</c>.</param>
/// <param name="Text">The author's rule.</param>
/// <param name="KeepsShadow">A copy of the page stays where it was.</param>
public sealed record RuleModel(string Section, string Label, string Text, bool KeepsShadow = false);

/// <param name="Order">The reclaimer as written.</param>
/// <param name="ByKernel">Direct and background reclaim may run it.</param>
/// <param name="StartsOnCondition">Background reclaim starts and ends by conditions, not by watermarks.</param>
public sealed record ReclaimModel(string Order, bool ByKernel, bool StartsOnCondition = false);
