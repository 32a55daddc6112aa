using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>Accesses, and what brings a page to where it can be accessed.</summary>
internal sealed partial class Step
{
    public Happening Access()
    {
        var c = ByAgent(Chance("write"), _t.False, _t.False);
        Decay();
        When(_t.Not(IsHere), () => Place(c));
        When(IsHere, () =>
        {
            Resolve(c);
            if (_plan.HintFault.Count > 0) When(_t.And(CanServe(c), Chance("it was unmapped")), () => TakeHintFault(c));
            When(_t.And(IsHere, CanServe(c)), () =>
            {
                Serve(c);
                Trim();
            });
        });
        End();
        return Ended(HappeningKind.Access, 0, _t.True, c);
    }

    private Context ByAgent(Term write, Term isLong, Term waits) => new(Fresh("agent", 0, _h.Agents.Count - 1), write, isLong, waits);

    private void Serve(Context c)
    {
        this[_world.Dirty] = _t.Or(this[_world.Dirty], c.Write);
        When(IsSeen, () => Handle(_plan.Access, c));
        Forget();
    }

    /// <summary>An observer tells of the access; the one that sees everything always does.</summary>
    private Term IsSeen => _plan.Observers.Count == 0 && _h.Tiers.All(t => t.Observable) ? _t.True : Chance("it is observed");

    private Term IsAmong(Func<AccessPlan, bool> which, Term agent, Term tier) => _t.Any(_h.Tiers.Select((tierPlan, t) => _t.And(
        _t.Same(tier, _t.Constant(t)),
        _t.Any(tierPlan.Access.Select((a, i) => which(a) ? _t.Same(agent, _t.Constant(i)) : _t.False)))));

    private Term IsAddressable(Context c) => IsAmong(a => a.Addressable, c.Agent, Tier);

    private Term IsReachable(Context c) => IsAmong(a => a.Reachable, c.Agent, Tier);

    private Term IsReadOnly => _t.IsIn(Tier, Mask(t => t.ReadOnly));

    private long Mask(Func<TierPlan, bool> which) => _h.Tiers.Select((t, i) => which(t) ? 1L << i : 0).Sum();

    private Term CanServe(Context c) => _t.And(IsReachable(c), _t.Not(_t.And(c.Write, IsReadOnly)));

    private void Resolve(Context c)
    {
        var waiting = c with { Waits = _t.True };
        When(_t.Not(IsAddressable(c)), () => Await(waiting));
        When(_t.Not(IsAddressable(c)), () =>
        {
            Fault(_plan.Fault, waiting, write: false);
            TellFailure();
        });
        When(_t.And(IsReachable(c), c.Write, IsReadOnly), () => Await(waiting));
        When(_t.And(IsReachable(c), c.Write, IsReadOnly), () =>
        {
            Fault(_plan.WriteFault, waiting, write: true);
            TellFailure();
        });
    }

    /// <summary>A move under way is waited for.</summary>
    private void Await(Context c) => When(this[_world.Moving], () =>
    {
        var arrives = Chance("it arrives");
        When(arrives, () => Land(c));
        When(_t.Not(arrives), () =>
        {
            Abort();
            TellFailure();
        });
    });

    private void Fault(IEnumerable<HandlerPlan> handlers, Context c, bool write)
    {
        var (before, held) = (Tier, IsHeld);
        var firsts = Handle(handlers, write ? c with { Write = _t.True } : c);
        var answered = _t.Any(firsts.Select(f => _t.And(f.First, Helps(_plan.Rules[f.Rule], before, c, write))));
        foreach (var property in _properties.OfType<Property.Unanswered>()) Break(property, _t.And(_t.Not(held), _t.Not(answered)));
    }

    /// <summary>After the outcome, if nothing refuses it, the access can be served.</summary>
    private Term Helps(RulePlan rule, Term from, Context c, bool write)
    {
        if (rule.Outcome == OutcomeKind.Stay) return write ? _t.False : IsAmong(a => a.Remote, c.Agent, from);
        if (rule.Outcome != OutcomeKind.Move) return _t.False;
        return _t.Any(Targets(rule, c).Select((may, t) => write && _h.Tiers[t].ReadOnly ? _t.False : _t.And(
            may, IsAmong(a => a.Reachable, c.Agent, _t.Constant(t)), TakesFrom(_t, _routes, from, _world.Kind, t, _h.Tiers.Count))));
    }

    private void TakeHintFault(Context c)
    {
        var before = Tier;
        Handle(_plan.HintFault, c with { Waits = _t.True });
        When(_t.Not(_t.Same(before, Tier)), () => Resolve(c));
    }

    /// <summary>A page that is in no tier comes to one, if one takes it.</summary>
    private void Place(Context c)
    {
        var target = Fresh("placed in", -1, _h.Tiers.Count - 1);
        var isHuge = _h.HugeBytes > 0 ? Chance("a huge page") : _t.False;
        var found = _t.False;
        foreach (var number in _plan.Placement)
        {
            var rule = _plan.Rules[number];
            var first = _t.And(_t.Not(found), IsTrue(rule.Condition, c));
            found = _t.Or(found, first);
            var (targets, named) = (Targets(rule, c), Targets(rule with { UseFallback = false }, c));
            When(first, () =>
            {
                var placed = _t.Any(targets.Select((may, t) => _t.And(
                    may, _t.Same(target, _t.Constant(t)), _t.IsIn(_world.Kind, _routes.PlacedKinds(t)))));
                Tell(IncidentKind.Placed, placed, number, target, c);
                Tell(IncidentKind.Refused, _t.Not(placed), number, null, c);
                When(placed, () =>
                {
                    Clear();
                    this[_world.Tier] = target;
                    this[_world.Dirty] = this[_world.InSwap];
                    this[_world.InSwap] = _t.False;
                    this[_world.Asked] = Wants(target);
                    this[_world.Huge] = isHuge;
                    foreach (var hidden in _properties.OfType<Property.Hidden>())
                        Break(hidden, _t.Any(_h.Tiers.Select((tier, t) => tier.Implicit ? _t.False : _t.And(
                            _t.Same(target, _t.Constant(t)), _t.Not(named[t]), _t.Not(Names(_t.Constant(t)))))));
                    Forget();
                    Arrive();
                });
            });
        }
    }
}
