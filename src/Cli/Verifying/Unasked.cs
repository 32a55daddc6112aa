using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;

namespace CdmPolicy.Cli.Verifying;

/// <summary>A section that is about pages of the page's tier, and is not asked about this one.</summary>
/// <param name="Why">What of the page keeps it from being a victim.</param>
internal sealed record Unasked(string Point, string Why)
{
    /// <param name="on">The only point to look at, or null.</param>
    public static IReadOnlyList<Unasked> Of(PolicyPlan plan, IReadOnlyDictionary<string, long> said, string? on)
    {
        if (WhyNot(said) is not { } why || !said.TryGetValue("tier", out var tier)) return [];
        return
        [
            .. DecisionPoint.Of(plan)
                .Where(p => p.Kind == PointKind.Reclaim && plan.Reclaim[p.Number].Tier == tier && (on is null || p.Name == on))
                .Select(p => new Unasked(p.Name, why)),
        ];
    }

    private static string? WhyNot(IReadOnlyDictionary<string, long> said) =>
        Is(said, "pinned short") || Is(said, "pinned long") ? "a pinned page is no victim" : Is(said, "moving") ? "a page on its way is no victim" : null;

    private static bool Is(IReadOnlyDictionary<string, long> said, string name) => said.GetValueOrDefault(name) != 0;
}
