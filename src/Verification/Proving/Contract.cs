using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Verification.Machine;

namespace CdmPolicy.Verification.Proving;

/// <summary>Something a policy promises: written by its author, or by every policy.</summary>
/// <param name="Text">As the author wrote it, or what is promised in a few words.</param>
/// <param name="Origin">Where it stands; null where every policy promises it.</param>
internal sealed record Contract(string Text, SourceRange? Origin, Property Property)
{
    /// <summary>It is about where a page may be held still.</summary>
    public bool IsAboutPins { get; init; }

    /// <summary>Those of the text first.</summary>
    public static IReadOnlyList<Contract> Of(PolicyPlan plan)
    {
        var h = plan.Hierarchy;
        var all = plan.Contracts.Select(c => new Contract(c.Source, c.Origin, new Property.State(c.Condition))).ToList();
        if (h.Tiers.Any(t => !t.Implicit)) all.Add(new("nothing lands unasked on a hidden tier", null, new Property.Hidden()));
        if (h.Tiers.Any(t => t.Pins != PinPermission.Any))
            all.Add(new("no pin where the tier refuses it", null, new Property.Place((w, s) => Refused(w, s, h))) { IsAboutPins = true });
        if (h.Tiers.Any(t => t.PageKinds != AllKinds))
            all.Add(new("no page of a kind where the tier does not take it", null, new Property.Place((w, s) => Foreign(w, s, h))));
        if (h.Tiers.Any(t => t.ReadOnly || t.Access.Any(a => !a.Addressable))) all.Add(new("every fault is answered", null, new Property.Unanswered()));
        if (plan.Reclaim.Count > 0) all.Add(new("every page has a way out of a full hierarchy", null, new Property.Stuck()));
        return all;
    }

    private const int AllKinds = 15;

    private static Terms.Term Refused(PageWorld world, Terms.Term[] state, HierarchyPlan h)
    {
        var t = world.Terms;
        Terms.Term Of(Terms.Term variable) => variable.IsConstant ? variable : state[world.PlaceOf(variable)];
        return t.Any(h.Tiers.Select((tier, i) => tier.Pins == PinPermission.Any ? t.False : t.And(
            t.Same(Of(world.Tier), t.Constant(i)),
            tier.Pins == PinPermission.None ? t.Or(Of(world.LongPins), Of(world.ShortPins)) : Of(world.LongPins))));
    }

    private static Terms.Term Foreign(PageWorld world, Terms.Term[] state, HierarchyPlan h)
    {
        var t = world.Terms;
        return t.Any(h.Tiers.Select((tier, i) =>
            t.And(t.Same(state[world.PlaceOf(world.Tier)], t.Constant(i)), t.Not(t.IsIn(world.Kind, tier.PageKinds)))));
    }
}
