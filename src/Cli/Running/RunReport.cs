using CdmPolicy.Model;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Running;

/// <summary>Everything that a run is shown with: the counts, what they are of, and what they are compared with.</summary>
/// <param name="AllInTier">The tier of the all-in-RAM baseline: the first of kind <c>ram</c>, else the first of the fallback.</param>
/// <param name="NoPolicy">The same trace without a policy; null where not asked for or not possible.</param>
/// <param name="ClairvoyantNs">The cost below which no policy comes on this trace; null where not asked for.</param>
/// <param name="FirstEventMs">From the start of the process to the first event.</param>
internal sealed record RunReport(
    string Policy, HierarchyModel Hierarchy, PolicyModel Model, Trace Trace, long Seed, RunResult Result, int AllInTier,
    RunResult? NoPolicy, long? ClairvoyantNs, double FirstEventMs, bool WasCached)
{
    public long AllInNs => Result.AllInNs[AllInTier];

    /// <summary>Contracts that the run broke.</summary>
    public IEnumerable<(ContractModel Contract, ContractCounters Counters)> Violations =>
        Model.Contracts.Zip(Result.Contracts).Where(c => c.Second.Violations > 0);

    /// <summary>A rule as reports name it: <c>migration.promote</c>; null for none.</summary>
    public string? RuleName(int rule) => rule < 0 ? null : $"{Model.Rules[rule].Section}.{Model.Rules[rule].Label}";

    public static int FindAllInTier(HierarchyModel hierarchy)
    {
        var ram = Array.FindIndex(hierarchy.Tiers, t => string.Equals(t.Kind, "ram", StringComparison.OrdinalIgnoreCase));
        if (ram >= 0) return ram;
        return hierarchy.Fallbacks is [[var first, ..], ..] ? first : 0;
    }
}
