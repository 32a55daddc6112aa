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
    /// <summary>Where the policy stands.</summary>
    public string File { get; init; } = "";

    /// <summary>The label of no rule.</summary>
    public const string NoRule = "(no rule)";

    /// <summary>All accesses served by that tier, and the first reads of the pages of files, which no policy is without.</summary>
    public long AllInNs => Result.AllInNs[AllInTier] + Result.Totals.FirstReadNs;

    /// <summary>Contracts that the run broke.</summary>
    public IEnumerable<(ContractModel Contract, ContractCounters Counters)> Violations =>
        Model.Contracts.Zip(Result.Contracts).Where(c => c.Second.Violations > 0);

    /// <summary>Where a contract stands, as diagnostics say it.</summary>
    public string Place(ContractModel contract) => $"{File}({contract.Line})";

    /// <summary>How many contracts the policy has that the run did not break.</summary>
    public int ContractsHeld => Result.Contracts.Count(c => c.Violations == 0);

    /// <summary>The rules with what they did, and behind those of a section the victims that none of them was left for.</summary>
    public IEnumerable<(RuleModel Rule, RuleCounters Counters)> Rules
    {
        get
        {
            var rules = Model.Rules.Zip(Result.Rules).ToList();
            foreach (var (tier, result) in Hierarchy.Tiers.Zip(Result.Tiers))
            {
                if (result.Unruled.Tried == 0) continue;
                var section = $"reclaim {tier.Name}";
                var last = rules.FindLastIndex(r => r.First.Section == section);
                rules.Insert(last < 0 ? rules.Count : last + 1, (new RuleModel(section, NoRule, ""), result.Unruled));
            }

            return rules;
        }
    }

    /// <summary>A rule as reports name it: <c>migration.promote</c>; null for none.</summary>
    public string? RuleName(int rule) => rule < 0 ? null : $"{Model.Rules[rule].Section}.{Model.Rules[rule].Label}";

    public static int FindAllInTier(HierarchyModel hierarchy)
    {
        var ram = Array.FindIndex(hierarchy.Tiers, t => string.Equals(t.Kind, "ram", StringComparison.OrdinalIgnoreCase));
        if (ram >= 0) return ram;
        return hierarchy.Fallbacks is [[var first, ..], ..] ? first : 0;
    }
}
