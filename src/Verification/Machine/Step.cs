using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>
/// Executes one happening for all pages at once: variables hold terms instead of numbers, and every assignment is under the condition of the
/// branch it stands in. What the machine decides by things that are not followed (is there a free frame?) becomes a new variable, so that
/// every way it can go is among the ways here.
/// </summary>
internal sealed partial class Step
{
    private readonly PageWorld _world;
    private readonly PolicyPlan _plan;
    private readonly HierarchyPlan _h;
    private readonly Routes _routes;
    private readonly TermTable _t;
    private readonly IReadOnlyList<Property> _properties;
    private readonly Term[] _now;
    private readonly Term[] _broken;
    private readonly List<Incident> _story = [];

    /// <summary>The condition of the branch that is being executed.</summary>
    private Term _guard;

    /// <summary>A move of the page was refused, and the policy has not heard of it.</summary>
    private Term _failed;
    private bool _inFailure;

    /// <param name="state">What the variables are at its beginning; themselves where nothing is given.</param>
    public Step(PageWorld world, Routes routes, IReadOnlyList<Property> properties, Term[]? state = null)
    {
        (_world, _plan, _h, _routes, _t, _properties) = (world, world.Plan, world.Plan.Hierarchy, routes, world.Terms, properties);
        _now = [.. state ?? world.Variables];
        _broken = [.. properties.Select(_ => _t.False)];
        (_guard, _failed) = (_t.True, _t.False);
    }

    /// <summary>What a condition says of the page.</summary>
    public Term Says(Expr condition) => IsTrue(condition, Nobody);

    private Term Tier => _now[0];

    private Term IsHere => _t.Not(_t.Same(Tier, _t.Constant(-1)));

    private Term IsPinned => _t.Or(this[_world.ShortPins], this[_world.LongPins]);

    private Term IsHeld => _t.Or(IsPinned, this[_world.Moving]);

    /// <summary>What a variable is worth at this moment.</summary>
    private Term this[Term variable]
    {
        get => variable.IsConstant ? variable : _now[_world.PlaceOf(variable)];
        set
        {
            if (variable.IsConstant) return;
            ref var now = ref _now[_world.PlaceOf(variable)];
            now = _t.If(_guard, value, now);
        }
    }

    /// <summary>Executes a branch.</summary>
    private void When(Term condition, Action branch)
    {
        var before = _guard;
        _guard = _t.And(before, condition);
        if (!_guard.IsFalse) branch();
        _guard = before;
    }

    private void Break(Property property, Term condition)
    {
        for (var i = 0; i < _properties.Count; i++)
            if (_properties[i] == property) _broken[i] = _t.Or(_broken[i], _t.And(_guard, condition));
    }

    /// <summary>Looks whether the page is what it must never be.</summary>
    private void Look()
    {
        // How long it was idle, say, is another time after an access than before.
        Forget();
        for (var i = 0; i < _properties.Count; i++)
        {
            var condition = _properties[i] switch
            {
                Property.State s => IsTrue(s.Condition, Nobody),
                Property.Place p => p.Condition(_world, _now),
                _ => _t.False,
            };
            if (!condition.IsFalse) _broken[i] = _t.Or(_broken[i], _t.And(_guard, IsHere, condition));
        }
    }

    private Context Nobody => new(_t.Constant(-1), _t.False, _t.False, _t.False);

    private Term Fresh(string name, long low, long high) => _t.Variable(name, low, high);

    private Term Chance(string name) => _t.Flag(name);

    private void Tell(IncidentKind kind, Term when, int rule, Term? tier, Context? context = null)
    {
        var seen = rule >= 0 && context is not null ? Seen(_plan.Rules[rule].Condition, context) : [];
        _story.Add(new(kind, _t.And(_guard, when), rule, tier, seen));
    }

    private Happening Ended(HappeningKind kind, int number, Term can, Context context) =>
        new(kind, number, can, _now, [.. _broken.Select(b => _t.And(can, b))], context.Agent, context.Write, context.Long, _story);
}
