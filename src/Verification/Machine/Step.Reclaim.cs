using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>What happens to a page because another needs its frame, and how moves end.</summary>
internal sealed partial class Step
{
    /// <summary>The page is chosen as a victim of its tier.</summary>
    public Happening Reclaim(int number)
    {
        var section = _plan.Reclaim[number];
        var can = _t.And(_t.Same(Tier, _t.Constant(section.Tier)), _t.Not(IsHeld));
        // In the background, for somebody who waits, or for the driver.
        var c = Nobody with { IsUnvisited = true, Waits = Chance("somebody waits") };
        When(can, () =>
        {
            Decay();
            GiveUp(section, c);
            End();
        });
        return Ended(HappeningKind.Reclaim, number, can, c);
    }

    private void GiveUp(ReclaimPlan section, Context c)
    {
        var (done, leads) = (_t.False, CanLeave);
        foreach (var rule in section.Rules)
        {
            var plan = _plan.Rules[rule];
            var tried = _t.And(_t.Not(done), IsTrue(plan.Condition, c));
            leads = _t.Or(leads, _t.And(tried, Leads(plan, c)));
            var accepted = _t.False;
            When(tried, () =>
            {
                accepted = Outcome(rule, c);
                When(accepted, () => Run(plan.Accepted, c));
                When(_t.Not(accepted), () => Run(plan.Refused, c));
            });
            done = _t.Or(done, _t.And(tried, accepted));
        }

        foreach (var stuck in _properties.OfType<Property.Stuck>()) Break(stuck, _t.Not(leads));
        When(_t.Not(done), () => Evict(-1, c));
    }

    /// <summary>The rule sends the page to a tier that gives up pages in its turn; such tiers form no circle.</summary>
    private Term Leads(RulePlan rule, Context c) => rule.Outcome switch
    {
        OutcomeKind.Split => this[_world.Huge],
        OutcomeKind.Move => _t.Any(Targets(rule, c).Select((may, t) =>
            _plan.Reclaim.Any(r => r.Tier == t && r.By == ReclaimedBy.Kernel) ? _t.And(may, Takes(t)) : _t.False)),
        _ => _t.False,
    };

    /// <summary>The reclaimer may give the page up though there is room, within the access to it.</summary>
    private void Trim()
    {
        foreach (var section in _plan.Reclaim.Where(r => r.Reclaimer.Trim.Count > 0))
        {
            var c = Nobody with { Waits = _t.True };
            When(_t.And(IsHere, _t.Same(Tier, _t.Constant(section.Tier)), _t.And(_t.Not(IsHeld), Chance("it is trimmed"))), () =>
            {
                // A victim is a step of its own within the event.
                var failed = _failed;
                _failed = _t.If(_guard, _t.False, _failed);
                GiveUp(section, c);
                TellFailure();
                _failed = _t.If(_guard, failed, _failed);
            });
        }
    }

    public Happening Landing()
    {
        var can = _t.And(IsHere, this[_world.Moving]);
        var c = Nobody with { IsUnvisited = true };
        When(can, () =>
        {
            Decay();
            Land(c);
        });
        return Ended(HappeningKind.Landing, 0, can, c);
    }

    /// <summary>The page arrives where it was sent.</summary>
    private void Land(Context c)
    {
        Tell(IncidentKind.Moved, _t.True, -1, this[_world.MovingTo]);
        Commit(this[_world.MovingTo], this[_world.MovingAsHinted], c);
    }

    public Happening Failure()
    {
        var can = _t.And(IsHere, this[_world.Moving]);
        When(can, () =>
        {
            Decay();
            Abort();
            TellFailure();
            Look();
        });
        return Ended(HappeningKind.Failure, 0, can, Nobody);
    }

    /// <summary>A page that comes by `or exchange` takes its frame; it goes where that one was.</summary>
    public Happening Exchange(int number)
    {
        var rule = _plan.Rules[number];
        var c = Nobody with { IsUnvisited = true };
        var can = _t.And(_t.Not(IsHeld), _t.Any(Targets(rule, Anybody).Select((may, t) =>
            _plan.Reclaim.Any(r => r.Tier == t && r.By == ReclaimedBy.Kernel) ? _t.And(may, _t.Same(Tier, _t.Constant(t))) : _t.False)));
        When(can, () =>
        {
            Decay();
            var when = rule.ExchangeWhen is { } e ? IsTrue(e, c with { IsVictim = true }) : _t.True;
            var target = Fresh("where the other page was", 0, _h.Tiers.Count - 1);
            can = _t.And(can, when, MayMoveTo(target, [.. _h.Tiers.Select(_ => _t.True)]));
            When(_t.And(when, MayMoveTo(target, [.. _h.Tiers.Select(_ => _t.True)])), () =>
            {
                Tell(IncidentKind.Applied, _t.True, number, target);
                Commit(target, _t.False, c);
            });
        });
        return Ended(HappeningKind.Exchange, number, can, c);
    }
}
