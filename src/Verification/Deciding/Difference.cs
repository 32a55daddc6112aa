using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Telling;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Deciding;

/// <summary>What a policy does with the pages of a region.</summary>
/// <param name="Outcome">In a few words; <c>nothing</c> where no rule matches.</param>
/// <param name="Rule">Its number; -1 where none does.</param>
internal sealed record Decided(string Outcome, int Rule);

/// <summary>Pages of which two policies decide differently, and all of them in this way.</summary>
/// <param name="Where">What the pages have in common, a phrase each.</param>
/// <param name="Example">One of them: what it is, by name.</param>
internal sealed record Region(IReadOnlyList<string> Where, IReadOnlyList<string> Example, Decided A, Decided B);

/// <param name="More">There are others, which were not looked for.</param>
/// <param name="Known">False: the effort was not enough to say that there is no other.</param>
internal sealed record PointDifference(string Point, IReadOnlyList<Region> Regions, bool More, bool Known);

/// <summary>The states of a page in which two policies for one memory decide differently, at the parameters' defaults.</summary>
internal sealed class Difference
{
    private const int MostRegions = 8;
    private const double Effort = 1.0;

    private readonly PageWorld _a;
    private readonly PageWorld _b;
    private readonly TermTable _t;

    private Difference(PolicyPlan a, PolicyPlan b)
    {
        _a = new(a, named: true, atDefaults: true);
        _b = new(b, _a, atDefaults: true);
        _t = _a.Terms;
    }

    /// <summary>Why the two cannot be compared at all, or null.</summary>
    public static string? Obstacle(PolicyPlan a, PolicyPlan b)
    {
        string Tiers(PolicyPlan p) => string.Join(", ", p.Hierarchy.Tiers.Select(t => t.Name));
        string Agents(PolicyPlan p) => string.Join(", ", p.Hierarchy.Agents.Select(x => x.Name));
        if (Tiers(a) != Tiers(b)) return $"`{a.Name}` has the tiers {Tiers(a)}, and `{b.Name}` has {Tiers(b)}";
        return Agents(a) == Agents(b) ? null : $"`{a.Name}` has the agents {Agents(a)}, and `{b.Name}` has {Agents(b)}";
    }

    /// <summary>Fields, parameters and points of one policy that the other does not have: what they ask of these is a difference by itself.</summary>
    public static IReadOnlyList<string> OfOneAlone(PolicyPlan a, PolicyPlan b)
    {
        IEnumerable<string> Alone(PolicyPlan p, PolicyPlan other) => p.Fields.Where(f => !f.Hidden).Select(f => f.Name)
            .Except(other.Fields.Select(f => f.Name)).Select(f => $"field `{f}` of {p.Name}");
        return [.. Alone(a, b), .. Alone(b, a)];
    }

    public static IReadOnlyList<PointDifference> Of(PolicyPlan a, PolicyPlan b)
    {
        var (pointsOfA, pointsOfB) = (DecisionPoint.Of(a), DecisionPoint.Of(b));
        var all = new List<PointDifference>();
        foreach (var name in pointsOfA.Concat(pointsOfB).Select(p => p.Name).Distinct(StringComparer.Ordinal))
        {
            var (inA, inB) = (pointsOfA.FirstOrDefault(p => p.Name == name), pointsOfB.FirstOrDefault(p => p.Name == name));
            all.Add(new Difference(a, b).At(name, inA, inB));
        }

        return all;
    }

    private PointDifference At(string name, DecisionPoint? inA, DecisionPoint? inB)
    {
        var outcomes = new List<string> { OutcomeText.None };
        var (a, can) = Side(_a, inA, outcomes);
        var (b, canB) = Side(_b, inB, outcomes);
        can = _t.And(can, canB, _t.And(_a.Always, _b.Always));
        var (whatA, whatB) = (What(a, outcomes, _a), What(b, outcomes, _b));
        var differ = _t.And(can, _t.Not(_t.Same(whatA, whatB)));
        var regions = new List<Region>();
        while (true)
        {
            var (answer, values) = Ask(differ);
            if (answer == Answer.No) return new(name, regions, false, true);
            if (answer == Answer.Unknown || regions.Count == MostRegions) return new(name, regions, regions.Count == MostRegions, answer != Answer.Unknown);
            // The solver may have taken a number for more than it can be.
            if (!new TermValues(v => values!.Of(v)).IsTrue(differ)) return new(name, regions, false, false);
            var (ofA, ofB) = (First(a, values!), First(b, values!));
            var same = _t.And(_t.Same(whatA, _t.Constant(values!.Of(whatA))), _t.Same(whatB, _t.Constant(values.Of(whatB))));
            var box = new Box(_t, Interesting(differ), values, can, same, Effort);
            var region = new Region(box.Say(_a.Plan), box.Example(_a.Plan), Decided(_a, ofA, inA), Decided(_b, ofB, inB));
            regions.Add(region);
            differ = _t.And(differ, _t.Not(box.Holds));
        }
    }

    private (IReadOnlyList<Candidate> Rules, Term Can) Side(PageWorld world, DecisionPoint? point, List<string> outcomes)
    {
        if (point is null) return ([], _t.True);
        var step = new Step(world, new Routes(world.Plan.Hierarchy), []);
        var can = step.CanBeAt(point);
        var rules = step.Decide(point);
        foreach (var rule in rules)
            if (OutcomeText.Of(world.Plan, rule.Rule, point.Kind) is var text && !outcomes.Contains(text)) outcomes.Add(text);
        return (rules, can);
    }

    /// <summary>The number of the outcome among those of both.</summary>
    private Term What(IReadOnlyList<Candidate> rules, List<string> outcomes, PageWorld world)
    {
        var what = _t.Constant(0);
        foreach (var rule in rules)
        {
            var plan = world.Plan;
            var kind = plan.Placement.Contains(rule.Rule) ? PointKind.Placement : PointKind.Access;
            what = _t.If(rule.First, _t.Constant(outcomes.IndexOf(OutcomeText.Of(plan, rule.Rule, kind))), what);
        }

        return what;
    }

    private static int First(IReadOnlyList<Candidate> rules, TermValues values) => rules.FirstOrDefault(r => values.IsTrue(r.First))?.Rule ?? -1;

    private static Decided Decided(PageWorld world, int rule, DecisionPoint? point) =>
        new(rule < 0 ? OutcomeText.None : OutcomeText.Of(world.Plan, rule, point!.Kind), rule);

    private (Answer Answer, TermValues? Values) Ask(Term what)
    {
        var query = new Query();
        var frame = query.Frame();
        query.Model.Add(frame.Number(what) == 1);
        var answer = query.Solve(Effort);
        return (answer, answer == Answer.Yes ? query.Values(frame) : null);
    }

    /// <summary>The variables of a term, each once, in the order they were named.</summary>
    private List<Term> Interesting(Term term)
    {
        var (seen, found) = (new HashSet<int>(), new List<Term>());
        var next = new Stack<Term>([term]);
        while (next.Count > 0)
        {
            var e = next.Pop();
            if (!seen.Add(e.Number)) continue;
            if (e.Op == Op.Var) found.Add(e);
            foreach (var part in e.Parts) next.Push(part);
        }

        return [.. found.OrderBy(v => v.Number)];
    }
}
