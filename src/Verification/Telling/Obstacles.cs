using CdmPolicy.Verification.Proving;

namespace CdmPolicy.Verification.Telling;

/// <summary>What a proof that failed depends on: what is taken as anything in the step that stands in its way.</summary>
internal static class Obstacles
{
    private const int Most = 5;

    public static string Of(PolicyProof proof, int contract)
    {
        if (proof.Obstacle(contract) is not { Steps: [var (happening, values)] }) return "more than could be looked at";
        var plan = proof.Plan;
        var seen = happening.Story.Where(i => values.IsTrue(i.When)).SelectMany(i => i.Seen).Select(s => Shown.Leaf(plan, s.Leaf, values.Of(s.Value)))
            .Distinct().Take(Most).ToArray();
        var from = $"a page in {Shown.Tier(plan, values.Of(proof.World.Tier))}";
        return seen.Length == 0 ? from : $"{from} with {string.Join(", ", seen)}";
    }
}
