using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Telling;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>A page that two rules send to and fro.</summary>
/// <param name="There">The rule that sends it away, by number.</param>
/// <param name="Page">What the page is, a phrase each.</param>
internal sealed record Circle(int From, int To, int There, int Back, IReadOnlyList<string> Page);

/// <summary>What was found of all pairs of rules that could send a page back to where the other took it from.</summary>
/// <param name="Pairs">Pairs that were tried.</param>
/// <param name="Unknown">Pairs of which the effort did not suffice to say.</param>
internal sealed record CircleVerdict(int Pairs, IReadOnlyList<Circle> Circles, int Unknown);

/// <summary>
/// Looks for a page that one rule sends from A to B, another back to A, and the first would send away again, while the rest of the machine stays as it
/// is and the parameters have their defaults. Time may pass in between: what decays is less, and how long the page was idle or in its tier can be
/// anything. What the handlers, arrivals and `then` say on the way is executed.
/// </summary>
internal sealed class Circles
{
    private const double Effort = 1.0;
    private const double WidthEffort = 0.1;

    private readonly PolicyPlan _plan;
    private readonly PageWorld _world;
    private readonly TermTable _t;
    private readonly Routes _routes;

    private Circles(PolicyPlan plan)
    {
        _plan = plan;
        _world = new(plan, plan.Parameters.ToDictionary(p => p.Name, p => p.Default, StringComparer.Ordinal));
        (_t, _routes) = (_world.Terms, new(plan.Hierarchy));
    }

    public static CircleVerdict Of(PolicyPlan plan) => new Circles(plan).Find();

    private CircleVerdict Find()
    {
        var points = DecisionPoint.Of(_plan).Where(p => p.Kind is PointKind.Access or PointKind.HintFault or PointKind.Pass).ToArray();
        var moves = points.SelectMany(p => Rules(p).Select(rule => (Point: p, Rule: rule))).ToArray();
        var (pairs, circles, unknown) = (0, new List<Circle>(), 0);
        for (var i = 0; i < moves.Length; i++)
            for (var j = i; j < moves.Length; j++)
                foreach (var to in Targets(moves[i].Rule))
                    foreach (var from in Targets(moves[j].Rule))
                    {
                        if (from == to || (i == j && from > to)) continue;
                        var (answer, page) = Ask(moves[i], moves[j], from, to);
                        if (answer is null) continue;
                        pairs++;
                        if (answer == Answer.Unknown) unknown++;
                        else if (page is not null) circles.Add(new(from, to, moves[i].Rule, moves[j].Rule, page));
                    }

        return new(pairs, circles, unknown);
    }

    private IEnumerable<int> Rules(DecisionPoint point)
    {
        var rules = point.Kind switch
        {
            PointKind.Access => _plan.Access.SelectMany(h => h.Rules),
            PointKind.HintFault => _plan.HintFault.SelectMany(h => h.Rules),
            _ => _plan.Ticks[point.Number].Rules,
        };
        return rules.Where(r => _plan.Rules[r].Outcome == OutcomeKind.Move);
    }

    private IEnumerable<int> Targets(int rule) => _plan.Rules[rule].TargetParameter >= 0
        ? [(int)_plan.Parameters[_plan.Rules[rule].TargetParameter].Default]
        : _plan.Rules[rule].Tiers.Distinct();

    /// <summary>Null: the rules are not for these tiers at all.</summary>
    private (Answer? Answer, IReadOnlyList<string>? Page) Ask((DecisionPoint Point, int Rule) there, (DecisionPoint Point, int Rule) back, int from, int to)
    {
        Term[] start = [.. _world.Variables.Select((v, i) => v == _world.Tier ? _t.Constant(from) : v)];
        var (away, moved) = new Step(_world, _routes, [], start) { IsLater = 1 }.Leg(there.Point, there.Rule, to);
        if (away.IsFalse) return (null, null);
        var (home, returned) = new Step(_world, _routes, [], moved) { IsLater = 2 }.Leg(back.Point, back.Rule, from);
        if (home.IsFalse) return (null, null);
        var (again, _) = new Step(_world, _routes, [], returned) { IsLater = 3 }.Leg(there.Point, there.Rule, to);
        var circle = _t.And(_world.Always, away, _t.And(home, again));
        if (circle.IsFalse) return (Answer.No, null);
        var query = new Query();
        var frame = query.Frame();
        query.Model.Add(frame.Number(circle) == 1);
        var answer = query.Solve(Effort);
        if (answer != Answer.Yes) return (answer, null);
        var values = query.Values(frame);
        // What the solver took as anything must be so when it is worked out.
        return new TermValues(v => values.Of(v)).IsTrue(circle) ? (answer, Page(values, circle)) : (Answer.Unknown, null);
    }

    /// <summary>
    /// The one page that was found, made as wide as it goes: what time did on the way stays as it was found. A page that is held moves
    /// nowhere; that this one is not goes without saying.
    /// </summary>
    private IReadOnlyList<string> Page(TermValues values, Term circle)
    {
        var (shown, found) = (new List<Term>(), new Dictionary<int, Term>());
        foreach (var v in Variables(circle))
        {
            if (v == _world.Tier || v == _world.ShortPins || v == _world.LongPins || v == _world.Moving || v.Name.Contains('#', StringComparison.Ordinal))
                found[v.Number] = _t.Constant(values.Of(v));
            else shown.Add(v);
        }

        return new Box(_t, shown, values, _world.Always, Substitution.Replace(_t, circle, found), WidthEffort).Say(_plan);
    }

    private static IEnumerable<Term> Variables(Term term)
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

        return found.OrderBy(v => v.Number);
    }
}
