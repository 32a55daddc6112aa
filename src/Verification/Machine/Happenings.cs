using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Verification.Machine;

/// <summary>Everything that can happen to a page under a policy.</summary>
internal static class Happenings
{
    public static IReadOnlyList<Happening> Of(PageWorld world, IReadOnlyList<Property> properties)
    {
        var plan = world.Plan;
        var routes = new Routes(plan.Hierarchy);
        Step New() => new(world, routes, properties);
        var all = new List<Happening> { New().Access() };
        for (var i = 0; i < plan.Ticks.Count; i++)
            if (plan.Ticks[i].Over.Count > 0) all.Add(New().Pass(i));
        if (plan.Observers.Any(o => o.Kind == ObserverKind.AccessedBit)) all.Add(New().Scan());
        for (var i = 0; i < plan.Events.Count(e => e.Kind == EventKind.Hint); i++) all.Add(New().Hint(i));
        all.Add(New().Pin());
        all.Add(New().Unpin());
        if (plan.Moves) all.AddRange([New().Landing(), New().Failure()]);
        for (var i = 0; i < plan.Reclaim.Count; i++) all.Add(New().Reclaim(i));
        for (var i = 0; i < plan.Rules.Count; i++)
            if (plan.Rules[i].Exchanges) all.Add(New().Exchange(i));
        all.Add(New().Offline());
        all.Add(New().Unmap());
        if (plan.Hierarchy.HugeBytes > 0) all.Add(New().Resize());
        return all;
    }
}
