using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>Rules and what follows from them.</summary>
internal sealed partial class Step
{
    /// <summary>Statements of every handler in order; the first outcome found is applied after the last of them.</summary>
    /// <returns>By rule, that it was the first that matched.</returns>
    private List<(int Rule, Term First)> Handle(IEnumerable<HandlerPlan> handlers, Context c)
    {
        var rules = Find(handlers, c);
        Apply(rules, c);
        return [.. rules.Select(r => (r.Rule, r.First))];
    }

    /// <summary>Statements of every handler, and which rule matches first.</summary>
    private List<(int Rule, Term Runs, Term First)> Find(IEnumerable<HandlerPlan> handlers, Context c)
    {
        var tier = Tier;
        var found = _t.False;
        var rules = new List<(int Rule, Term Runs, Term First)>();
        foreach (var handler in handlers)
        {
            var runs = handler.Agent >= 0 ? _t.Same(c.Agent, _t.Constant(handler.Agent)) : _t.True;
            if (handler.TierMask != -1) runs = _t.And(runs, _t.IsIn(tier, handler.TierMask));
            if (handler.Latch is { } latch) runs = _t.And(runs, IsOn(latch, c));
            When(runs, () =>
            {
                Run(handler.Statements, c);
                foreach (var rule in handler.Rules)
                {
                    var first = _t.And(_guard, _t.Not(found), IsTrue(_plan.Rules[rule].Condition, c));
                    found = _t.Or(found, first);
                    rules.Add((rule, _guard, first));
                }
            });
        }

        return rules;
    }

    private Term IsOn(LatchPlan latch, Context c)
    {
        var isOn = IsTrue(latch.While, c);
        return latch.Until is { } until ? _t.And(_t.Not(IsTrue(until, c)), _t.Or(isOn, _world.Thing($"switched on by `{latch.Source}`", 0, 1))) : isOn;
    }

    /// <summary>From the first that matches on; on refusal the next one if it says so.</summary>
    private void Apply(List<(int Rule, Term Runs, Term First)> rules, Context c)
    {
        var goesOn = _t.False;
        foreach (var (number, runs, first) in rules)
        {
            var rule = _plan.Rules[number];
            var isNext = goesOn.IsFalse ? goesOn : _t.And(goesOn, runs, IsTrue(rule.Condition, c));
            var tried = _t.Or(first, isNext);
            var accepted = _t.False;
            When(tried, () =>
            {
                accepted = Outcome(number, c);
                When(accepted, () => Run(rule.Accepted, c));
                When(_t.Not(accepted), () => Run(rule.Refused, c));
            });
            goesOn = _t.And(goesOn, _t.Not(isNext));
            if (rule.OnRefusal == OnRefusal.Next) goesOn = _t.Or(goesOn, _t.And(tried, _t.Not(accepted)));
        }
    }

    /// <returns>It happened, or began.</returns>
    private Term Outcome(int number, Context c)
    {
        var rule = _plan.Rules[number];
        if (rule.Outcome == OutcomeKind.Stay)
        {
            Tell(IncidentKind.Applied, _t.True, number, Tier, c);
            return _t.True;
        }

        if (rule.Outcome == OutcomeKind.Evict) return Evict(number, c);
        if (rule.Outcome is OutcomeKind.Split or OutcomeKind.Collapse)
        {
            var isSplit = rule.Outcome == OutcomeKind.Split;
            var accepted = _t.And(_t.Not(IsHeld), isSplit ? this[_world.Huge] : _t.Not(this[_world.Huge]), Chance($"`{rule.Label}` is accepted"));
            Tell(IncidentKind.Applied, accepted, number, Tier, c);
            Tell(IncidentKind.Refused, _t.Not(accepted), number, null, c);
            When(accepted, () =>
            {
                this[_world.Huge] = _t.Bool(!isSplit);
                if (!isSplit) this[_world.Dirty] = _t.Or(this[_world.Dirty], Chance("another base page is dirty"));
                Forget();
            });
            return accepted;
        }

        return Move(number, c);
    }

    private Term Evict(int number, Context c)
    {
        var accepted = _t.And(_t.Not(IsHeld), CanLeave, Chance("it can leave memory"));
        if (number >= 0) Tell(IncidentKind.Applied, accepted, number, _t.Constant(-1), c);
        else Tell(IncidentKind.Left, accepted, -1, _t.Constant(-1));
        When(accepted, Leave);
        return accepted;
    }

    /// <summary>There is a place for it out of memory, were that not full.</summary>
    private Term CanLeave => GoesToSwap(_world.Kind) is var swapped && _h.Store is null ? swapped : _t.True;

    private Term GoesToSwap(Term kind) => _h.Swap is null ? _t.False : _t.AtMost(kind, _t.Constant(1));

    private void Leave()
    {
        this[_world.InSwap] = GoesToSwap(_world.Kind);
        Vanish();
    }

    /// <summary>In no tier: a page there has no state of its own.</summary>
    private void Vanish()
    {
        foreach (var variable in new[] { _world.Dirty, _world.Asked, _world.ShortPins, _world.LongPins, _world.Moving, _world.MovingTo, _world.MovingAsHinted, _world.Huge })
            this[variable] = _t.False;
        Clear();
        this[_world.Tier] = _t.Constant(-1);
        Forget();
    }

    private void Clear()
    {
        for (var field = 0; field < _plan.Fields.Count; field++)
            this[_world.Variables[_world.FirstField + field]] = _t.Constant(_world.Empty(field));
    }

    private Term Move(int number, Context c)
    {
        var rule = _plan.Rules[number];
        var target = Fresh($"target of {rule.Label}", -1, _h.Tiers.Count - 1);
        var accepted = _t.And(_t.Not(IsHeld), MayMoveTo(target, Targets(rule, c)));
        var exchanges = rule.Exchanges ? Chance("it changes places") : _t.False;
        // Where a copy lies already, a reclaimer expects the page, or the tier is gone, nothing takes its time either.
        var atOnce = _t.Or(c.Waits, _t.Or(exchanges, MovesAtOnce(c)));
        Tell(IncidentKind.Refused, _t.Not(accepted), number, null, c);
        Tell(IncidentKind.Applied, _t.And(accepted, atOnce), number, target, c);
        Tell(IncidentKind.Started, _t.And(accepted, _t.Not(atOnce)), number, target, c);
        When(_t.Not(accepted), () => { if (!_inFailure) _failed = _t.If(_guard, _t.True, _failed); });
        When(_t.And(accepted, atOnce), () => Commit(target, _t.Bool(c.IsHint), c));
        When(_t.And(accepted, _t.Not(atOnce)), () =>
        {
            this[_world.Moving] = _t.True;
            this[_world.MovingTo] = target;
            this[_world.MovingAsHinted] = _t.Bool(c.IsHint);
            _failed = _t.If(_guard, _t.False, _failed);
            Forget();
        });
        return accepted;
    }

    private Term MovesAtOnce(Context c) =>
        _plan.Rules.Any(r => r.KeepsShadow) || c.IsUnvisited ? Chance("it moves at once") : _t.Constant(0);

    /// <summary>The tiers a rule names, each with the condition under which it does.</summary>
    private Term[] Targets(RulePlan rule, Context c)
    {
        var named = _h.Tiers.Select((_, t) => rule.TargetParameter >= 0 ? Named(rule.TargetParameter, t) : _t.Bool(rule.Tiers.Contains(t))).ToArray();
        if (!rule.UseFallback) return named;
        return [.. named.Select((n, t) => _t.Or(n, InFallback(t, c.Agent)))];
    }

    private Term Named(int parameter, int tier) => _t.Same(_world.Parameters[parameter], _t.Constant(tier));

    /// <summary>The tier is in the fallback order of the agent; of the first where nobody acts.</summary>
    private Term InFallback(int tier, Term agent) => _t.Any(_h.Fallbacks.Select((chain, a) => !chain.Contains(tier)
        ? _t.False
        : a == 0 ? _t.AtMost(agent, _t.Constant(0)) : _t.Same(agent, _t.Constant(a))));

    /// <summary>One of the tiers that takes the page from where it is.</summary>
    private Term MayMoveTo(Term target, Term[] allowed) => _t.Any(allowed.Select((may, to) => _t.And(
        may, _t.Same(target, _t.Constant(to)), Takes(to))));

    /// <summary>The tier takes the page from where it is.</summary>
    private Term Takes(int to) => TakesFrom(_t, _routes, Tier, _world.Kind, to, _h.Tiers.Count);

    internal static Term TakesFrom(TermTable t, Routes routes, Term tier, Term kind, int to, int tiers) => t.Any(Enumerable.Range(0, tiers)
        .Select(from => routes.Kinds(from, to) is 0 ? t.False : t.And(t.Same(tier, t.Constant(from)), t.IsIn(kind, routes.Kinds(from, to)))));

    /// <summary>The page is in another frame, of another tier.</summary>
    private void Commit(Term target, Term isHinted, Context c)
    {
        this[_world.Tier] = target;
        this[_world.Asked] = _t.Or(isHinted, Wants(target));
        this[_world.Moving] = _t.False;
        this[_world.MovingTo] = _t.False;
        this[_world.MovingAsHinted] = _t.False;
        _failed = _t.If(_guard, _t.False, _failed);
        Forget();
        Arrive();
        if (c.IsUnvisited) Look();
    }

    private void Arrive() => Handle(Handlers(EventKind.Arrive), Anybody);

    private IEnumerable<HandlerPlan> Handlers(EventKind kind, string hint = "") =>
        _plan.Events.Where(e => e.Kind == kind && e.Hint == hint).SelectMany(e => e.Handlers);

    /// <summary>Whose event it was is not followed.</summary>
    private Context Anybody => new(Fresh("whose event it is", -1, _h.Agents.Count - 1), _t.False, _t.False, _t.False);

    private Term Wants(Term tier) => _t.Any(_h.Tiers.Select((_, t) =>
        _t.And(_t.Same(tier, _t.Constant(t)), _t.Or(_t.Same(_world.Bound, _t.Constant(t)), _world.Named[t]))));

    /// <summary>The request names the tier in some way.</summary>
    private Term Names(Term tier) => _t.Or(Wants(tier), _t.Same(_world.Preferred, tier));

    /// <summary>A step is over: the policy hears of a move that was refused in it, unless the page went elsewhere or left.</summary>
    private void TellFailure()
    {
        var failed = _t.And(_failed, IsHere);
        _failed = _t.If(_guard, _t.False, _failed);
        if (Handlers(EventKind.Failure) is var handlers && !handlers.Any()) return;
        _inFailure = true;
        When(failed, () => Handle(handlers, Anybody with { IsUnvisited = true, Waits = Chance("somebody waits") }));
        _inFailure = false;
    }
}
