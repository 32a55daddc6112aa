using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Telling;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Deciding;

internal enum Firing
{
    /// <summary>It is the rule that fires.</summary>
    Fires,
    /// <summary>It fires if things that are not said are so.</summary>
    Depends,
    Not,
    /// <summary>It matches, and one above it matches first.</summary>
    Shadowed,
}

/// <summary>Why a rule fires or does not.</summary>
/// <param name="Why">What decides it, a phrase each.</param>
internal sealed record RuleExplanation(int Rule, string Outcome, Firing Firing, IReadOnlyList<string> Why);

/// <summary>What happens to a page at one point, rule by rule down to the one that fires.</summary>
/// <param name="Fires">By number; -1 for none, null where it depends on what is not said.</param>
internal sealed record PointExplanation(string Point, IReadOnlyList<RuleExplanation> Rules, int? Fires);

/// <summary>The rules that fire for one page.</summary>
internal sealed class Explanation
{
    private readonly PolicyPlan _plan;
    private readonly PageWorld _world;
    private readonly TermTable _t;
    private readonly Dictionary<string, long> _said;

    private Explanation(PolicyPlan plan, IReadOnlyDictionary<string, long> said)
    {
        _plan = plan;
        _said = new(said, StringComparer.Ordinal);
        // What is not said of the page itself is as it is in a new page; parameters have their defaults.
        for (var i = 0; i < plan.Parameters.Count; i++) _said.TryAdd(plan.Parameters[i].Name, plan.Parameters[i].Default);
        foreach (var name in new[] { "kind", "dirty", "asked", "huge", "pinned short", "pinned long", "moving" }) _said.TryAdd(name, 0);
        foreach (var field in plan.Fields.Where(f => !f.Hidden)) _said.TryAdd(field.Name, field.Type is ValueType.Agent or ValueType.Tier ? -1 : 0);
        foreach (var name in new[] { "bound to", "prefers", "tenant" }) _said.TryAdd(name, -1);
        foreach (var tier in plan.Hierarchy.Tiers) _said.TryAdd($"asks for {tier.Name}", 0);
        _world = new(plan, _said);
        _t = _world.Terms;
    }

    /// <param name="said">Values by name.</param>
    /// <param name="on">The only point to look at, or null.</param>
    public static IReadOnlyList<PointExplanation> Of(PolicyPlan plan, IReadOnlyDictionary<string, long> said, string? on)
    {
        var all = new List<PointExplanation>();
        foreach (var point in DecisionPoint.Of(plan).Where(p => on is null || p.Name == on))
            if (new Explanation(plan, said).At(point) is { } explained) all.Add(explained);
        return all;
    }

    private PointExplanation? At(DecisionPoint point)
    {
        var step = new Step(_world, new Routes(_plan.Hierarchy), [], _world.Said);
        // A page in no tier is about to be placed; one in a tier was.
        var isHere = _said.GetValueOrDefault("tier", -1) >= 0;
        if (isHere == (point.Kind == PointKind.Placement) || step.CanBeAt(point).IsFalse) return null;
        var rules = new List<RuleExplanation>();
        int? fires = -1;
        foreach (var candidate in step.Decide(point))
        {
            var outcome = OutcomeText.Of(_plan, candidate.Rule, point.Kind);
            var why = Why(candidate).ToArray();
            var matches = _t.And(candidate.Runs, _t.All(candidate.Parts.Select(p => p.Holds)));
            if (candidate.First.IsTrue && fires == -1)
            {
                rules.Add(new(candidate.Rule, outcome, Firing.Fires, why));
                fires = candidate.Rule;
            }
            else if (matches.IsFalse) rules.Add(new(candidate.Rule, outcome, Firing.Not, why));
            else if (candidate.First.IsFalse) rules.Add(new(candidate.Rule, outcome, Firing.Shadowed, why));
            else
            {
                rules.Add(new(candidate.Rule, outcome, Firing.Depends, why));
                if (fires == -1) fires = null;
            }
        }

        return rules.Count == 0 ? null : new(point.Name, rules, fires);
    }

    /// <summary>What is false decides; else what is open; else what is true.</summary>
    private IEnumerable<string> Why(Candidate candidate)
    {
        if (candidate.Runs.IsFalse) return [$"its handler is only for `{candidate.For}`"];
        var wrong = candidate.Parts.Where(p => p.Holds.IsFalse).ToArray();
        var open = candidate.Parts.Where(p => !p.Holds.IsConstant).ToArray();
        if (wrong.Length > 0) return wrong.Select(p => $"`{ExprText.Of(_plan, p.Part)}` is false{Values(p.Seen)}");
        if (open.Length > 0 || !candidate.Runs.IsConstant)
            return (candidate.Runs.IsConstant ? [] : new[] { $"it depends on whether it is `{candidate.For}`" })
                .Concat(open.Select(p => $"it depends on `{ExprText.Of(_plan, p.Part)}`{Values(p.Seen)}"));
        if (candidate.Parts.Count == 0) return ["it is for every page"];
        return candidate.Parts.Select(p => $"`{ExprText.Of(_plan, p.Part)}`{Values(p.Seen)}");
    }

    private string Values(IReadOnlyList<(Expr Leaf, Term Value)> seen)
    {
        var known = seen.Where(s => s.Value.IsConstant).Select(s => Shown.Leaf(_plan, s.Leaf, s.Value.Constant)).ToArray();
        return known.Length == 0 ? "" : ": " + string.Join(", ", known);
    }
}
