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
/// <param name="Open">Pairs of which it is not known.</param>
internal sealed record CircleVerdict(int Pairs, IReadOnlyList<Circle> Circles, IReadOnlyList<OpenPair> Open);

/// <summary>Two rules of which it is not known whether they send a page to and fro.</summary>
/// <param name="Page">What a page with such times would be, of which it is not known whether there can be one; empty where the effort was not enough.</param>
internal sealed record OpenPair(int From, int To, int There, int Back, IReadOnlyList<string> Page);

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
    private readonly Times _times;
    private readonly IReadOnlyList<int> _visited;

    private Circles(PolicyPlan plan)
    {
        _plan = plan;
        _world = new(plan, plan.Parameters.ToDictionary(p => p.Name, p => p.Default, StringComparer.Ordinal));
        (_t, _routes, _times) = (_world.Terms, new(plan.Hierarchy), new(_world));
        _visited = [.. plan.FieldsSetByPasses()];
    }

    public static CircleVerdict Of(PolicyPlan plan) => new Circles(plan).Find();

    private CircleVerdict Find()
    {
        var points = DecisionPoint.Of(_plan).Where(p => p.Kind is PointKind.Access or PointKind.HintFault or PointKind.Pass).ToArray();
        var moves = points.SelectMany(p => Rules(p).Select(rule => (Point: p, Rule: rule))).ToArray();
        var (pairs, circles, open) = (0, new List<Circle>(), new List<OpenPair>());
        for (var i = 0; i < moves.Length; i++)
            for (var j = i; j < moves.Length; j++)
                foreach (var to in Targets(moves[i].Rule))
                    foreach (var from in Targets(moves[j].Rule))
                    {
                        if (from == to || (i == j && from > to)) continue;
                        if (Ask(moves[i], moves[j], from, to) is not var (answer, words)) continue;
                        pairs++;
                        if (answer == Answer.Unknown) open.Add(new(from, to, moves[i].Rule, moves[j].Rule, words));
                        else if (answer == Answer.Yes) circles.Add(new(from, to, moves[i].Rule, moves[j].Rule, words));
                    }

        return new(pairs, circles, open);
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

    /// <summary>Null: the rules are not for these tiers at all. Else what the page is that was found, or on which it depends.</summary>
    private (Answer Answer, IReadOnlyList<string> Words)? Ask((DecisionPoint Point, int Rule) there, (DecisionPoint Point, int Rule) back, int from, int to)
    {
        Term[] start = [.. _world.Variables.Select((v, i) => v == _world.Tier ? _t.Constant(from) : v)];
        var (circle, time) = Legs(there, back, from, to, start, isVisited: false);
        if (circle is null) return null;
        var asked = Decided(circle, time);
        if (asked.Answer != Answer.No || _visited.Count == 0) return asked;
        // Passes may visit the page in between, and change its fields, without a rule that matches.
        var (visited, later) = Legs(there, back, from, to, start, isVisited: true);
        return visited is null || Decided(visited, later).Answer == Answer.No ? asked : (Answer.Unknown, [.. _visited.Select(f => $"another `{_plan.Fields[f].Name}`, set by a pass in between")]);
    }

    /// <summary>That the page goes, comes back and goes again; null if it cannot for these tiers at all. And that time passes on the way.</summary>
    private (Term? Circle, Term Time) Legs((DecisionPoint Point, int Rule) there, (DecisionPoint Point, int Rule) back, int from, int to, Term[] start, bool isVisited)
    {
        var (away, moved) = new Step(_world, _routes, [], start) { IsLater = 1 }.Leg(there.Point, there.Rule, to);
        if (away.IsFalse) return (null, _t.True);
        if (isVisited) moved = Visit(moved, 2);
        var (home, returned) = new Step(_world, _routes, [], moved) { IsLater = 2 }.Leg(back.Point, back.Rule, from);
        if (home.IsFalse) return (null, _t.True);
        if (isVisited) returned = Visit(returned, 3);
        var (again, _) = new Step(_world, _routes, [], returned) { IsLater = 3 }.Leg(there.Point, there.Rule, to);
        var circle = _t.And(_world.Always, away, _t.And(home, again));
        return (circle, _times.Pass(Variables(circle)));
    }

    /// <summary>The fields that passes set are anything.</summary>
    private Term[] Visit(Term[] state, int leg)
    {
        Term[] visited = [.. state];
        foreach (var field in _visited)
            if (_world.Variables[_world.FirstField + field] is { IsConstant: false } v)
                visited[_world.FirstField + field] = _world.Thing($"{v.Name}#{leg} visited", v.Low, v.High);
        return visited;
    }

    private (Answer Answer, IReadOnlyList<string> Words) Decided(Term circle, Term time)
    {
        if (circle.IsFalse) return (Answer.No, []);
        circle = _t.And(circle, time);
        var (answer, found) = Solve(circle, worksWithTimes: false);
        if (answer == Answer.No) return (Answer.No, []);
        // How much decays in between depends on the time that passes, which is not followed.
        var decays = Variables(circle).Any(v => _plan.Fields.Any(f => f.Decay >= 0 && f.Name == v.Name));
        if (found is not null && IsSo(circle, found)) return (decays ? Answer.Unknown : Answer.Yes, Page(found, circle));
        // The solver took something as anything that is not so.
        var (closer, exact) = Solve(circle, worksWithTimes: true);
        if (closer == Answer.No && !_times.ArriveLater && Times.AreOnlyCompared(All(circle))) return (Answer.No, []);
        if (exact is not null && IsSo(circle, exact)) return (Answer.Unknown, Page(exact, circle));
        return (Answer.Unknown, []);
    }

    private static (Answer Answer, TermValues? Values) Solve(Term circle, bool worksWithTimes)
    {
        var query = new Query();
        var frame = query.Frame(worksWithTimes: worksWithTimes);
        query.Model.Add(frame.Number(circle) == 1);
        var answer = query.Solve(Effort);
        return (answer, answer == Answer.Yes ? query.Values(frame) : null);
    }

    private static bool IsSo(Term circle, TermValues values) => new TermValues(v => values.Of(v)).IsTrue(circle);

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

    private static IEnumerable<Term> Variables(Term term) => All(term).Where(e => e.Op == Op.Var).OrderBy(v => v.Number);

    private static IEnumerable<Term> All(Term term)
    {
        var seen = new HashSet<int>();
        var next = new Stack<Term>([term]);
        while (next.Count > 0)
        {
            var e = next.Pop();
            if (!seen.Add(e.Number)) continue;
            yield return e;
            foreach (var part in e.Parts) next.Push(part);
        }
    }
}
