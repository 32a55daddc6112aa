using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Verification.Deciding;

/// <summary>What a rule does with a page, in a few words; two rules that do the same at the defaults of the parameters say the same.</summary>
internal static class OutcomeText
{
    public const string None = "nothing";

    public static string Of(PolicyPlan plan, int rule, PointKind at)
    {
        var r = plan.Rules[rule];
        if (r.Outcome != OutcomeKind.Move) return r.Outcome.ToString().ToLowerInvariant();
        var tiers = r.TargetParameter >= 0 ? [plan.Hierarchy.Tiers[(int)plan.Parameters[r.TargetParameter].Default].Name] : r.Tiers.Select(t => plan.Hierarchy.Tiers[t].Name);
        if (r.UseFallback) tiers = tiers.Append("fallback");
        var choice = r.Choice switch
        {
            TierChoice.Nearest => "the nearest of ",
            TierChoice.Roomiest => "the roomiest of ",
            TierChoice.Interleave => "in turn to ",
            _ => "",
        };
        var weights = r.Choice == TierChoice.Interleave ? " " + string.Join(":", r.Weights) : "";
        return (at == PointKind.Placement ? "in " : "to ") + choice + string.Join(", ", tiers) + weights + (r.Exchanges ? " or exchange" : "");
    }
}
