using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Proving;
using CdmPolicy.Verification.Terms;
using HappeningKind = CdmPolicy.Verification.Machine.HappeningKind;

namespace CdmPolicy.Verification.Telling;

/// <summary>A way in the author's words, a line for each thing that happens.</summary>
internal static class WayText
{
    private const int MostSeen = 4;

    public static IReadOnlyList<string> Of(PolicyProof proof, Way way) => [.. way.Steps.Select((step, i) => Step(proof, step.Happening, step.Values, i == 0))];

    private static string Step(PolicyProof proof, Happening happening, TermValues values, bool isFirst)
    {
        var plan = proof.Plan;
        var parts = new List<string>();
        foreach (var incident in happening.Story)
            if (values.IsTrue(incident.When)) parts.Add(Incident(plan, happening, incident, values));
        parts.AddRange(Changes(proof, happening, values));
        var head = Head(plan, happening, values, isFirst ? Kind(proof, values) : "the page");
        return parts.Count == 0 ? head : $"{head}: {string.Join("; ", parts)}";
    }

    private static string Kind(PolicyProof proof, TermValues values) => $"a page of kind {Shown.Value(proof.Plan, ValueType.Kind, values.Of(proof.World.Kind))}{Wish(proof, values)}";

    /// <summary>" bound to gpu", or nothing.</summary>
    public static string Wish(PolicyProof proof, TermValues values)
    {
        var (world, plan) = (proof.World, proof.Plan);
        if (values.Of(world.Bound) is >= 0 and var bound) return $" bound to {Shown.Tier(plan, bound)}";
        var named = Enumerable.Range(0, world.Named.Length).Where(t => values.IsTrue(world.Named[t])).Select(t => Shown.Tier(plan, t)).ToArray();
        if (named.Length > 0) return $" asks for {string.Join(", ", named)}";
        return values.Of(world.Preferred) is >= 0 and var preferred ? $" prefers {Shown.Tier(plan, preferred)}" : "";
    }

    private static string Head(PolicyPlan plan, Happening happening, TermValues values, string page)
    {
        var agent = Shown.Value(plan, ValueType.Agent, values.Of(happening.Agent));
        return happening.Kind switch
        {
            HappeningKind.Access => $"{agent} {(values.IsTrue(happening.Write) ? "writes" : "reads")} {page}",
            HappeningKind.Pass => $"a pass (line {plan.Ticks[happening.Number].Origin.Start.Line}) comes to {page}",
            HappeningKind.Scan => $"a scan finds that {page} was accessed",
            HappeningKind.Pin => $"{agent} pins {page}{(values.IsTrue(happening.Long) ? " long" : "")}",
            HappeningKind.Unpin => $"{agent} unpins {page}",
            HappeningKind.Hint => $"{agent} hints {Hint(plan, happening.Number)} {page}",
            HappeningKind.Offline => $"the tier of {page} goes offline",
            HappeningKind.Reclaim => $"{plan.Hierarchy.Tiers[plan.Reclaim[happening.Number].Tier].Name} gives {page} up",
            HappeningKind.Landing => "the move is complete",
            HappeningKind.Failure => "the move fails",
            HappeningKind.Exchange => $"another page takes the place of {page}",
            HappeningKind.Unmap => $"{page} is unmapped",
            _ => $"{page} becomes part of a huge page, or stops to be",
        };
    }

    public static string Hint(PolicyPlan plan, int number) => plan.Events.Where(e => e.Kind == EventKind.Hint).ElementAt(number).Hint;

    private static string Incident(PolicyPlan plan, Happening happening, Incident incident, TermValues values)
    {
        var tier = incident.Tier is null ? "" : Shown.Tier(plan, values.Of(incident.Tier));
        var rule = incident.Rule >= 0 ? Shown.Rule(plan, incident.Rule) + Seen(plan, incident, values) : "";
        return incident.Kind switch
        {
            IncidentKind.Placed => $"{rule} places it in {tier}",
            IncidentKind.Started => $"{rule} sends it to {tier}",
            IncidentKind.Applied when happening.Kind == HappeningKind.Exchange => $"{Shown.Rule(plan, incident.Rule)} leaves it in {tier}",
            IncidentKind.Applied when plan.Rules[incident.Rule].Outcome == OutcomeKind.Move => $"{rule} moves it to {tier}",
            IncidentKind.Applied => $"{rule} says `{plan.Rules[incident.Rule].Outcome.ToString().ToLowerInvariant()}`",
            IncidentKind.Refused => $"{rule} is refused",
            IncidentKind.Moved => $"it comes to {tier}",
            IncidentKind.Left => "it leaves memory",
            IncidentKind.Granted => "the pin is granted",
            _ => "the pin is denied",
        };
    }

    private static string Seen(PolicyPlan plan, Incident incident, TermValues values)
    {
        var seen = incident.Seen.Where(s => s.Leaf is not InForceExpr).Take(MostSeen).Select(s => Shown.Leaf(plan, s.Leaf, values.Of(s.Value))).ToArray();
        return seen.Length == 0 ? "" : $" with {string.Join(", ", seen)}";
    }

    /// <summary>Fields that statements changed.</summary>
    private static IEnumerable<string> Changes(PolicyProof proof, Happening happening, TermValues values)
    {
        var world = proof.World;
        for (var field = 0; field < proof.Plan.Fields.Count; field++)
        {
            var place = world.FirstField + field;
            var (before, after) = (values.Of(world.Variables[place]), values.Of(happening.Next[place]));
            if (before == after || values.Of(happening.Next[0]) < 0) continue;
            var plan = proof.Plan.Fields[field];
            yield return $"`{plan.Name}` is {Shown.Value(proof.Plan, plan.Type, after)}";
        }
    }
}
