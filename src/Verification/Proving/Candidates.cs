using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>
/// Statements about a page that may hold in all states that can be reached: what each tier's pages have in common, and what pages on their way
/// to one. Which of them do hold is found out by trying; those that do carry the proofs.
/// </summary>
internal static class Candidates
{
    private const int MostConstants = 6;

    public static IReadOnlyList<Term> Of(PageWorld world, IReadOnlyList<Property> properties)
    {
        var t = world.Terms;
        var tiers = world.Plan.Hierarchy.Tiers;
        var here = Enumerable.Range(0, tiers.Count).Select(i => t.Same(world.Tier, t.Constant(i))).ToArray();
        var coming = world.Moving.IsConstant ? [] : here.Select((_, i) => t.And(world.Moving, t.Same(world.MovingTo, t.Constant(i)))).ToArray();
        var facts = Facts(world, properties).ToArray();
        var all = new List<Term>();
        foreach (var fact in facts) all.AddRange([fact, t.Not(fact)]);
        foreach (var (place, tier) in here.Select((h, i) => (h, i)).Concat(coming.Select((h, i) => (h, i))))
        {
            all.Add(t.Not(place));
            foreach (var fact in facts) all.AddRange([t.Implies(place, fact), t.Implies(place, t.Not(fact))]);
            all.Add(t.Implies(place, t.IsIn(world.Kind, tiers[tier].PageKinds)));
            all.Add(t.Implies(place, t.Any([t.Same(world.Bound, t.Constant(tier)), world.Named[tier], t.Same(world.Preferred, t.Constant(tier))])));
            all.Add(t.Implies(place, t.Or(t.Same(world.Bound, t.Constant(tier)), world.Named[tier])));
            all.Add(t.Implies(place, t.Or(world.Asked, t.Not(t.Same(world.Bound, t.Constant(tier))))));
        }

        foreach (var to in coming)
            foreach (var from in here) all.Add(t.Not(t.And(from, to)));
        var routes = new Routes(world.Plan.Hierarchy);
        for (var i = 0; i < coming.Length; i++) all.Add(t.Implies(coming[i], Step.TakesFrom(t, routes, world.Tier, world.Kind, i, tiers.Count)));
        all.Add(t.Implies(t.Same(world.Tier, t.Constant(-1)), t.Not(t.Any([world.Moving, world.ShortPins, world.LongPins, world.Dirty, world.Asked]))));
        all.Add(t.Not(t.And(world.Moving, t.Or(world.ShortPins, world.LongPins))));
        all.Add(t.Implies(world.MovingAsHinted, world.Moving));
        all.Add(t.Or(t.Not(world.Moving), t.AtMost(t.Constant(0), world.MovingTo)));
        all.AddRange(Contracts(world, properties));
        return [.. all.Where(c => !c.IsConstant).Distinct()];
    }

    /// <summary>What the properties say, of the page and of one that arrives where it is going.</summary>
    public static IEnumerable<Term> Contracts(PageWorld world, IReadOnlyList<Property> properties)
    {
        var t = world.Terms;
        var arrived = world.Variables.Select(v => v == world.Tier ? world.MovingTo : v).ToArray();
        Term[] now = [.. world.Variables];
        foreach (var property in properties)
        {
            if (State(world, property, now) is not { } never) continue;
            yield return t.Not(t.And(t.Not(t.Same(world.Tier, t.Constant(-1))), never));
            if (!world.Moving.IsConstant) yield return t.Not(t.And(world.Moving, State(world, property, arrived)!));
        }
    }

    public static Term? State(PageWorld world, Property property, Term[] state) => property switch
    {
        Property.State s => new Step(world, new Routes(world.Plan.Hierarchy), [], state).Says(s.Condition),
        Property.Place p => p.Condition(world, state),
        _ => null,
    };

    /// <summary>Things that a condition about a page could ask.</summary>
    private static IEnumerable<Term> Facts(PageWorld world, IReadOnlyList<Property> properties)
    {
        var t = world.Terms;
        foreach (var flag in new[] { world.Dirty, world.Asked, world.LongPins, t.Or(world.ShortPins, world.LongPins), world.Huge, world.Moving })
            yield return flag;
        for (var kind = 0; kind < 4; kind++) yield return t.Same(world.Kind, t.Constant(kind));
        for (var field = 0; field < world.Plan.Fields.Count; field++)
        {
            var variable = world.Variables[world.FirstField + field];
            if (variable.IsConstant) continue;
            yield return t.Same(variable, t.Constant(world.Empty(field)));
            foreach (var constant in Constants(world, properties, field).Take(MostConstants)) yield return t.AtMost(variable, t.Constant(constant));
        }
    }

    /// <summary>The numbers that stand beside a field in contracts and rules, and those just below.</summary>
    private static IEnumerable<long> Constants(PageWorld world, IReadOnlyList<Property> properties, int field)
    {
        var conditions = properties.OfType<Property.State>().Select(s => s.Condition).Concat(world.Plan.Rules.Select(r => r.Condition));
        return conditions.SelectMany(Dsl.Checking.PlanExpressions.Parts).SelectMany(e => e switch
        {
            ComparisonExpr { Left: FieldExpr f, Right: ConstantExpr c } when f.Field == field => [c.Value - 1, c.Value],
            ComparisonExpr { Left: ConstantExpr c, Right: FieldExpr f } when f.Field == field => [c.Value - 1, c.Value],
            InRangeExpr { Subject: FieldExpr f, Low: ConstantExpr a, High: ConstantExpr b } when f.Field == field => [a.Value - 1, b.Value],
            _ => Array.Empty<long>(),
        }).Where(c => c >= 0).Distinct();
    }
}
