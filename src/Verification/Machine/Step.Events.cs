using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>What happens to a page beside accesses.</summary>
internal sealed partial class Step
{
    /// <summary>A visit of a pass.</summary>
    public Happening Pass(int number)
    {
        var pass = _plan.Ticks[number];
        var can = _t.And(IsHere, _t.IsIn(Tier, pass.Over.Aggregate(0L, (m, t) => m | 1L << t)));
        var c = Nobody;
        When(can, () =>
        {
            Decay();
            var on = pass.Latch is { } latch ? IsOn(latch, c) : _t.True;
            can = _t.And(can, on);
            When(on, () =>
            {
                Handle([new HandlerPlan(pass.Source, pass.Origin, -1, -1, pass.Statements, pass.Rules)], c);
                End();
            });
        });
        return Ended(HappeningKind.Pass, number, can, c);
    }

    /// <summary>The page was accessed since its accessed bit was read last.</summary>
    public Happening Scan()
    {
        var tiers = _plan.Observers.Where(o => o.Kind == ObserverKind.AccessedBit).Aggregate(0L, (m, o) => m | o.TierMask);
        var can = _t.And(IsHere, _t.IsIn(Tier, tiers));
        var c = new Context(_t.Constant(0), _t.False, _t.False, _t.False);
        When(can, () =>
        {
            Decay();
            Handle(_plan.Access, c);
            End();
        });
        return Ended(HappeningKind.Scan, 0, can, c);
    }

    public Happening Hint(int number)
    {
        var hint = _plan.Events.Where(e => e.Kind == EventKind.Hint).ElementAt(number);
        var c = ByAgent(_t.False, _t.False, _t.False) with { IsHint = true };
        When(IsHere, () =>
        {
            Decay();
            Handle(hint.Handlers, c);
            End();
        });
        return Ended(HappeningKind.Hint, number, _t.Not(_t.Same(_world.Tier, _t.Constant(-1))), c);
    }

    public Happening Pin()
    {
        var c = ByAgent(_t.False, Chance("long"), _t.True);
        Decay();
        When(_t.Not(IsHere), () => Place(c));
        When(IsHere, () =>
        {
            var granted = MakePinnable(c);
            Tell(IncidentKind.Granted, granted, -1, null);
            Tell(IncidentKind.Denied, _t.Not(granted), -1, null);
            When(granted, () =>
            {
                Abort();
                this[_world.LongPins] = _t.Or(this[_world.LongPins], c.Long);
                this[_world.ShortPins] = _t.Or(this[_world.ShortPins], _t.Not(c.Long));
                Forget();
            });
        });
        End();
        return Ended(HappeningKind.Pin, 0, _t.True, c);
    }

    private Term MakePinnable(Context c)
    {
        var isFault = _t.And(_t.Not(IsPinned), _t.Or(_t.Not(IsAddressable(c)), _t.IsIn(Tier, Mask(t => t.Pins == PinPermission.None))));
        When(isFault, () =>
        {
            Abort();
            Handle(_plan.Fault, c);
        });
        var reachable = IsAddressable(c);
        var granted = _t.False;
        When(reachable, () =>
        {
            Handle(Handlers(EventKind.Pin), c);
            When(IsHere, () =>
            {
                var denied = _plan.Pin.Count > 0 ? DecidePin(c) : _t.False;
                When(_t.Not(denied), () =>
                {
                    var permitted = Permits(Tier, c.Long);
                    When(_t.Not(permitted), () => MoveAlongFallback(c));
                    granted = _t.And(_guard, Permits(Tier, c.Long));
                });
            });
        });
        return granted;
    }

    private Term Permits(Term tier, Term isLong) => _t.If(
        isLong, _t.IsIn(tier, Mask(t => t.Pins == PinPermission.Any)), _t.IsIn(tier, Mask(t => t.Pins != PinPermission.None)));

    /// <returns>The pin is denied by a rule.</returns>
    private Term DecidePin(Context c)
    {
        var (found, denied) = (_t.False, _t.False);
        foreach (var number in _plan.Pin)
        {
            var rule = _plan.Rules[number];
            var first = _t.And(_guard, _t.Not(found), IsTrue(rule.Condition, c));
            found = _t.Or(found, first);
            When(first, () =>
            {
                if (rule.Outcome == OutcomeKind.Deny) denied = _t.Or(denied, first);
                if (rule.Outcome != OutcomeKind.Move)
                {
                    Tell(IncidentKind.Applied, _t.True, number, Tier, c);
                    return;
                }

                var isThere = _t.Any(Targets(rule, c).Select((may, t) => _t.And(may, _t.Same(Tier, _t.Constant(t)))));
                When(_t.Not(isThere), () =>
                {
                    Abort();
                    denied = _t.Or(denied, _t.And(_guard, _t.Not(Move(number, c))));
                });
            });
        }

        return denied;
    }

    /// <summary>The first tier of the fallback that permits the pin and takes the page.</summary>
    private void MoveAlongFallback(Context c)
    {
        Abort();
        var allowed = _h.Tiers.Select((_, t) => _t.And(InFallback(t, c.Agent), Permits(_t.Constant(t), c.Long))).ToArray();
        Drive(allowed, c);
    }

    private Term Drive(Term[] allowed, Context c)
    {
        var target = Fresh("moved to", -1, _h.Tiers.Count - 1);
        var moved = _t.And(_t.Not(IsHeld), MayMoveTo(target, allowed));
        Tell(IncidentKind.Moved, moved, -1, target);
        When(moved, () =>
        {
            foreach (var hidden in _properties.OfType<Property.Hidden>())
                Break(hidden, _t.And(_t.IsIn(target, Mask(t => !t.Implicit)), _t.Not(Names(target))));
            Commit(target, _t.False, c);
        });
        // The policy may hear of that as of a rule's move.
        When(_t.Not(moved), () => _failed = _t.If(_t.And(_guard, Chance("it is told of the refusal")), _t.True, _failed));
        return moved;
    }

    /// <summary>A move under way is given up.</summary>
    private void Abort()
    {
        _failed = _t.If(_t.And(_guard, this[_world.Moving]), _t.True, _failed);
        StayHere();
    }

    private void StayHere()
    {
        this[_world.Moving] = _t.False;
        this[_world.MovingTo] = _t.False;
        this[_world.MovingAsHinted] = _t.False;
    }

    public Happening Unpin()
    {
        // From a tier that is offline a page leaves at once.
        var c = ByAgent(_t.False, _t.False, Chance("its tier is offline"));
        var can = IsPinned;
        When(can, () =>
        {
            Decay();
            // Short ones first; how many there are is not followed.
            var (isShort, more) = (this[_world.ShortPins], Chance("there are more pins of that sort"));
            this[_world.LongPins] = _t.And(this[_world.LongPins], _t.Or(isShort, more));
            this[_world.ShortPins] = _t.And(isShort, more);
            Handle(Handlers(EventKind.Unpin), c);
            End();
        });
        return Ended(HappeningKind.Unpin, 0, can, c);
    }

    public Happening Offline()
    {
        var c = Anybody with { Waits = _t.True };
        When(IsHere, () =>
        {
            Decay();
            StayHere();
            var isLost = _t.IsIn(Tier, Mask(t => t.LosesPages));
            var survives = _t.Not(isLost);
            When(isLost, () =>
            {
                this[_world.ShortPins] = _t.False;
                this[_world.LongPins] = _t.False;
                var hasCopy = _plan.Rules.Any(r => r.KeepsShadow) ? Chance("it left a copy") : _t.False;
                When(hasCopy, () => Commit(Fresh("where its copy is", 0, _h.Tiers.Count - 1), _t.False, c));
                When(_t.Not(hasCopy), Vanish);
            });
            When(survives, () =>
            {
                var before = Tier;
                Handle(Handlers(EventKind.Offline), c);
                When(_t.And(_t.Same(before, Tier), _t.Not(IsHeld)), () =>
                {
                    var driven = Drive([.. _h.Tiers.Select((_, t) => _t.Bool(_h.Fallbacks[0].Contains(t)))], c);
                    When(_t.Not(driven), () =>
                    {
                        var isSplit = _t.And(this[_world.Huge], Chance("it comes apart"));
                        When(isSplit, () => this[_world.Huge] = _t.False);
                        When(_t.Not(isSplit), () =>
                        {
                            Tell(IncidentKind.Left, _t.True, -1, null);
                            Leave();
                        });
                    });
                });
            });
            End();
        });
        return Ended(HappeningKind.Offline, 0, _t.Not(_t.Same(_world.Tier, _t.Constant(-1))), c);
    }

    public Happening Unmap()
    {
        Vanish();
        this[_world.InSwap] = _t.False;
        return Ended(HappeningKind.Unmap, 0, _t.True, Nobody);
    }

    public Happening Resize()
    {
        var can = _t.And(IsHere, _t.Not(IsHeld));
        When(can, () =>
        {
            Decay();
            var joins = _plan.Rules.Any(r => r.Outcome == OutcomeKind.Collapse) ? Chance("it becomes part of a huge page") : _t.False;
            When(joins, () =>
            {
                // Then it has the fields of the page that the rule was about.
                foreach (var variable in _world.Variables.Skip(_world.FirstField).Append(_world.Dirty).Append(_world.Asked).Where(v => !v.IsConstant))
                    this[variable] = Fresh(variable.Name + " of another page", variable.Low, variable.High);
            });
            this[_world.Huge] = joins;
            Look();
        });
        return Ended(HappeningKind.Resize, 0, can, Nobody);
    }

    private void End()
    {
        TellFailure();
        Look();
    }
}
