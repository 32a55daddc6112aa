using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Proving;

namespace CdmPolicy.Cli.Verifying;

/// <summary>Pages that are sent to and fro, in a sentence each.</summary>
internal static class CircleText
{
    public static string Of(PolicyPlan plan, Circle circle)
    {
        string Tier(int tier) => plan.Hierarchy.Tiers[tier].Name;
        string Rule(int rule) => $"`{plan.Rules[rule].Label}` (line {plan.Rules[rule].Origin.Start.Line})";
        var page = circle.Page.Count == 0 ? "any page" : $"a page with {string.Join(", ", circle.Page)}";
        return $"{page} goes from {Tier(circle.From)} to {Tier(circle.To)} by {Rule(circle.There)}, back by {Rule(circle.Back)}, and again";
    }

    public static string Of(CircleVerdict verdict) => verdict switch
    {
        { Unknown: > 0 } => $"UNKNOWN  no page was found that is sent to and fro, but of {verdict.Unknown} of {verdict.Pairs} pairs of rules it is not known",
        { Pairs: 0 } => "proven   no page is sent to and fro: no rule sends one back to where another took it from",
        _ => $"proven   no page is sent to and fro, by any of {verdict.Pairs} {(verdict.Pairs == 1 ? "pair" : "pairs")} of rules",
    };
}
