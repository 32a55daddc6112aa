using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Verification.Deciding;

internal enum PointKind
{
    Placement,
    Access,
    Fault,
    WriteFault,
    HintFault,
    Event,
    Pass,
    Reclaim,
    Pin,
}

/// <summary>A place of a policy where ordered rules decide about a page.</summary>
/// <param name="Name">As an author names it: <c>on access</c>, <c>reclaim ram</c>.</param>
/// <param name="Number">Of a pass, an event or a section, in its plan.</param>
internal sealed record DecisionPoint(PointKind Kind, string Name, int Number)
{
    public static IReadOnlyList<DecisionPoint> Of(PolicyPlan plan)
    {
        var all = new List<DecisionPoint> { new(PointKind.Placement, "placement", 0) };
        void Add(PointKind kind, string name, int handlers)
        {
            if (handlers > 0) all.Add(new(kind, name, 0));
        }

        Add(PointKind.Access, "on access", plan.Access.Count);
        Add(PointKind.Fault, "on fault", plan.Fault.Count);
        Add(PointKind.WriteFault, "on write_fault", plan.WriteFault.Count);
        Add(PointKind.HintFault, "on hint_fault", plan.HintFault.Count);
        for (var i = 0; i < plan.Events.Count; i++)
        {
            var e = plan.Events[i];
            if (e.Kind != EventKind.Arrive) all.Add(new(PointKind.Event, e.Kind == EventKind.Hint ? $"on hint {e.Hint}" : $"on {e.Kind.ToString().ToLowerInvariant()}", i));
        }

        for (var i = 0; i < plan.Ticks.Count; i++)
        {
            if (plan.Ticks[i].Over.Count == 0) continue;
            // Two policies have the same pass where it is over the same tiers, and as many such came before.
            var over = string.Join(", ", plan.Ticks[i].Over.Select(t => plan.Hierarchy.Tiers[t].Name));
            var before = plan.Ticks.Take(i).Count(t => t.Over.SequenceEqual(plan.Ticks[i].Over));
            all.Add(new(PointKind.Pass, $"pass over {over}{(before == 0 ? "" : $" ({before + 1})")}", i));
        }

        for (var i = 0; i < plan.Reclaim.Count; i++) all.Add(new(PointKind.Reclaim, $"reclaim {plan.Hierarchy.Tiers[plan.Reclaim[i].Tier].Name}", i));
        Add(PointKind.Pin, "pin", plan.Pin.Count);
        return all;
    }
}
