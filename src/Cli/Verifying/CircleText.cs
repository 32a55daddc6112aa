using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Proving;
using CdmPolicy.Verification.Telling;

namespace CdmPolicy.Cli.Verifying;

/// <summary>Pages that are sent to and fro, in a sentence each.</summary>
internal static class CircleText
{
    public static string Of(PolicyPlan plan, Circle circle)
    {
        string Tier(int tier) => plan.Hierarchy.Tiers[tier].Name;
        var page = circle.Page.Count == 0 ? "any page" : $"a page with {string.Join(", ", circle.Page)}";
        return $"{page} goes from {Tier(circle.From)} to {Tier(circle.To)} by {Shown.Rule(plan, circle.There)}, back by {Shown.Rule(plan, circle.Back)}, and again";
    }

    public static string Of(PolicyPlan plan, OpenPair pair) =>
        $"whether a page goes from {plan.Hierarchy.Tiers[pair.From].Name} to {plan.Hierarchy.Tiers[pair.To].Name} by {Shown.Rule(plan, pair.There)}, and back by {Shown.Rule(plan, pair.Back)}: "
        + (pair.Page.Count == 0 ? "the effort was not enough" : $"it depends on whether there can be one with {string.Join(", ", pair.Page)}, at times that fit");

    /// <summary>Of one that found none, and left nothing open.</summary>
    public static string Of(CircleVerdict verdict) => verdict switch
    {
        { Pairs: 0 } => "proven   no page is sent to and fro by accesses, hint faults and passes: none of their rules sends one back to where another took it from",
        _ => $"proven   no page is sent to and fro, by any of {verdict.Pairs} {(verdict.Pairs == 1 ? "pair" : "pairs")} of rules",
    };
}
