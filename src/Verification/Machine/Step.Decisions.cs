using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Deciding;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>A rule at a decision point.</summary>
/// <param name="Runs">Its handler is for this event.</param>
/// <param name="For">Which events its handler is for, if not for all: <c>by cpu in ram</c>.</param>
/// <param name="First">It is the first that matches.</param>
/// <param name="Parts">What its condition asks, one after another, and whether that holds, where the rule stands.</param>
internal sealed record Candidate(int Rule, Term Runs, Term First, IReadOnlyList<(Expr Part, Term Holds, IReadOnlyList<(Expr Leaf, Term Value)> Seen)> Parts, string For = "");

/// <summary>What the rules of one place decide, without anything that follows.</summary>
internal sealed partial class Step
{
    /// <summary>The page can be at this point at all.</summary>
    public Term CanBeAt(DecisionPoint point)
    {
        var c = At(point);
        return point.Kind switch
        {
            PointKind.Placement => _t.True,
            PointKind.Fault => _t.And(IsHere, _t.Not(IsAddressable(c))),
            PointKind.WriteFault => _t.And(IsHere, IsReachable(c), IsReadOnly),
            PointKind.Access or PointKind.HintFault => _t.And(IsHere, CanServe(c)),
            PointKind.Pin => _t.And(IsHere, IsAddressable(c)),
            PointKind.Pass => _t.IsIn(Tier, _plan.Ticks[point.Number].Over.Aggregate(0L, (m, t) => m | 1L << t)),
            PointKind.Reclaim => _t.And(_t.Same(Tier, _t.Constant(_plan.Reclaim[point.Number].Tier)), _t.Not(IsHeld)),
            _ => IsHere,
        };
    }

    public IReadOnlyList<Candidate> Decide(DecisionPoint point)
    {
        var c = At(point);
        // A write that is served has made the page dirty before a handler sees it.
        if (point.Kind == PointKind.Access) this[_world.Dirty] = _t.Or(this[_world.Dirty], c.Write);
        return point.Kind switch
        {
            PointKind.Placement => Rules(_plan.Placement, c),
            PointKind.Access => Handlers(_plan.Access, c),
            PointKind.Fault => Handlers(_plan.Fault, c),
            PointKind.WriteFault => Handlers(_plan.WriteFault, c),
            PointKind.HintFault => Handlers(_plan.HintFault, c),
            PointKind.Event => Handlers(_plan.Events[point.Number].Handlers, c),
            PointKind.Pass => Handlers(
                [new HandlerPlan("", default, -1, -1, _plan.Ticks[point.Number].Statements, _plan.Ticks[point.Number].Rules) { Latch = _plan.Ticks[point.Number].Latch }], c),
            PointKind.Reclaim => Rules(_plan.Reclaim[point.Number].Rules, c),
            _ => Rules(_plan.Pin, c),
        };
    }

    /// <summary>Of several legs of one journey, which; 0 for none. Time passes between them, so that what depends on it is a thing of its own in each.</summary>
    public int IsLater { get; init; }

    /// <summary>The rule sends the page to the tier, at once; where it is then, and what has changed of it.</summary>
    public (Term Taken, Term[] State) Leg(DecisionPoint point, int rule, int to)
    {
        if (IsLater > 1) Decay();
        var c = At(point);
        var taken = _t.And(CanBeAt(point), Takes(to), _t.Not(IsHeld));
        if (taken.IsFalse) return (taken, _now);
        var first = _t.Any(Decide(point).Where(d => d.Rule == rule).Select(d => d.First));
        taken = _t.And(taken, first);
        When(taken, () =>
        {
            Commit(_t.Constant(to), _t.False, c);
            Run(_plan.Rules[rule].Accepted, c);
        });
        return (taken, _now);
    }

    private Context At(DecisionPoint point)
    {
        var agent = point.Kind is PointKind.Pass or PointKind.Reclaim ? _t.Constant(-1) : _world.Thing("agent", 0, _h.Agents.Count - 1);
        var write = point.Kind == PointKind.WriteFault ? _t.True : _world.Thing("write", 0, 1);
        return new(agent, write, _world.Thing("long", 0, 1), _t.False);
    }

    private List<Candidate> Handlers(IEnumerable<HandlerPlan> handlers, Context c)
    {
        var all = new List<Candidate>();
        foreach (var handler in handlers)
        {
            var found = Find([handler], c);
            foreach (var (rule, runs, first) in found) all.Add(Asked(rule, runs, _t.And(first, _t.Not(_t.Any(all.Select(a => a.First)))), c) with { For = For(handler) });
            // One that is not for this event asks nothing.
            if (found.Count == 0) all.AddRange(handler.Rules.Select(rule => new Candidate(rule, _t.False, _t.False, [], For(handler))));
        }

        return all;
    }

    private string For(HandlerPlan handler)
    {
        var by = handler.Agent >= 0 ? $"by {_h.Agents[handler.Agent].Name}" : "";
        var where = handler.TierMask == -1 ? "" : $"in {string.Join(", ", _h.Tiers.Where((_, i) => (handler.TierMask >> i & 1) != 0).Select(t => t.Name))}";
        var latch = handler.Latch is { } l ? $"while {l.Source}" : "";
        return string.Join(" ", new[] { by, where, latch }.Where(part => part.Length > 0));
    }

    private List<Candidate> Rules(IEnumerable<int> rules, Context c)
    {
        var all = new List<Candidate>();
        foreach (var rule in rules) all.Add(Asked(rule, _t.True, _t.And(IsTrue(_plan.Rules[rule].Condition, c), _t.Not(_t.Any(all.Select(a => a.First)))), c));
        return all;
    }

    private Candidate Asked(int rule, Term runs, Term first, Context c) => new(rule, runs, first,
        [.. Dsl.Analysis.Conjuncts.Of(_plan.Rules[rule].Condition).Where(e => e is not (ConstantExpr or InForceExpr))
            .Select(e => (e, IsTrue(e, c), (IReadOnlyList<(Expr, Term)>)Seen(e, c)))]);
}
