using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>
/// One page and what was asked for it: the part of a machine that is followed exactly. Whatever else there is (how full tiers are, the policy's
/// state, what observers and devices say, other pages) can be anything at each step.
/// </summary>
internal sealed class PageWorld
{
    private readonly Dictionary<string, Term>? _byName;

    private readonly IReadOnlyDictionary<string, long>? _said;

    /// <summary>One page of which something is known already.</summary>
    /// <param name="said">Values by name.</param>
    public PageWorld(PolicyPlan plan, IReadOnlyDictionary<string, long> said)
        : this(plan, null, named: true, said)
    {
    }

    /// <param name="like">A world of another policy for the same memory, whose things of the same names are the same; null: on its own.</param>
    /// <param name="named">Things are known by their names: whoever asks for one twice gets the same.</param>
    /// <param name="atDefaults">Parameters are what they are by default.</param>
    public PageWorld(
        PolicyPlan plan, PageWorld? like = null, bool named = false, IReadOnlyDictionary<string, long>? said = null, bool atDefaults = false)
    {
        _said = said;
        Plan = plan;
        Terms = like?.Terms ?? new();
        _byName = like?._byName ?? (named ? new(StringComparer.Ordinal) : null);
        var h = plan.Hierarchy;
        var last = h.Tiers.Count - 1;
        Tier = State("tier", -1, last);
        Dirty = State("dirty", 0, 1);
        Asked = State("asked", 0, 1);
        ShortPins = State("pinned short", 0, 1);
        LongPins = State("pinned long", 0, 1);
        Moving = State("moving", 0, plan.Moves ? 1 : 0);
        MovingTo = State("moving to", -1, last);
        MovingAsHinted = State("moved by a hint", 0, plan.Moves ? 1 : 0);
        Huge = State("huge", 0, h.HugeBytes > 0 ? 1 : 0);
        InSwap = State("in swap", 0, h.Swap is null ? 0 : 1);
        FirstField = _state.Count;
        foreach (var field in plan.Fields)
        {
            var none = field.Type is ValueType.Agent or ValueType.Tier;
            _state.Add(field.Hidden ? Terms.Constant(0) : Variable(field.Name, none ? -1 : field.Range.Min, field.Range.Max));
        }

        Kind = Rigid("kind", 0, 3);
        Bound = Rigid("bound to", -1, last);
        Preferred = Rigid("prefers", -1, last);
        Named = [.. h.Tiers.Select(t => t.Bind ? Rigid($"asks for {t.Name}", 0, 1) : Terms.False)];
        Size = Rigid("size", 1, long.MaxValue);
        Tenant = Rigid("tenant", -1, h.Tenants.Count - 1);
        Parameters = [.. plan.Parameters.Select(p => atDefaults ? Terms.Constant(p.Default) : Parameter(p))];
        _always = Terms.All([CanBeBound(Bound), CanBeBound(Preferred), .. plan.Parameters.Select((p, i) => IsOneOf(p, Parameters[i]))]);

        Term CanBeBound(Term tier) => Terms.All(h.Tiers.Select((t, i) => t.Bind ? Terms.True : Terms.Not(Terms.Same(tier, Terms.Constant(i)))));
    }

    private readonly Term _always;
    private readonly List<Term> _limits = [];
    private readonly List<Term> _state = [];
    private readonly List<Term> _rigid = [];

    public PolicyPlan Plan { get; }

    public TermTable Terms { get; }

    /// <summary>Things are known by their names.</summary>
    public bool IsNamed => _byName is not null;

    /// <summary>Something that can be anything of a range, unless it was said what it is.</summary>
    public Term Thing(string name, long low, long high) =>
        _said is not null && _said.TryGetValue(name, out var value) ? Terms.Constant(value) : Variable(name, low, high);

    /// <summary>The variables, those of which it was said what they are as that.</summary>
    public Term[] Said => [.. _state.Select(v => v.IsConstant || !_said!.TryGetValue(v.Name, out var value) ? v : Terms.Constant(value))];

    private Term Variable(string name, long low, long high)
    {
        if (_byName is null) return Terms.Variable(name, low, high);
        if (!_byName.TryGetValue(name, out var known)) return _byName[name] = Terms.Variable(name, low, high);
        // Where two policies give one name different ranges, it is compared where it can be in both.
        if (known.Low < low) _limits.Add(Terms.AtMost(Terms.Constant(low), known));
        if (known.High > high) _limits.Add(Terms.AtMost(known, Terms.Constant(high)));
        return known;
    }

    /// <summary>What steps change, by place.</summary>
    public IReadOnlyList<Term> Variables => _state;

    /// <summary>What stays as it is: the request of the page, and the parameters.</summary>
    public IReadOnlyList<Term> Rigids => _rigid;

    public int FirstField { get; }

    /// <summary>-1: in none.</summary>
    public Term Tier { get; }

    public Term Dirty { get; }

    public Term Asked { get; }

    public Term ShortPins { get; }

    public Term LongPins { get; }

    public Term Moving { get; }

    public Term MovingTo { get; }

    public Term MovingAsHinted { get; }

    public Term Huge { get; }

    public Term InSwap { get; }

    public Term Kind { get; }

    public Term Bound { get; }

    public Term Preferred { get; }

    public Term[] Named { get; }

    public Term Size { get; }

    public Term Tenant { get; }

    public Term[] Parameters { get; }

    /// <summary>What holds of requests and parameters.</summary>
    public Term Always => Terms.All([_always, .. _limits]);

    /// <summary>The page was never in memory.</summary>
    public Term Start => Terms.All(
    [
        Terms.Same(Tier, Terms.Constant(-1)),
        .. new[] { Dirty, Asked, ShortPins, LongPins, Moving, MovingTo, MovingAsHinted, Huge, InSwap }.Select(v => Terms.Same(v, Terms.Constant(0))),
        .. Enumerable.Range(0, Plan.Fields.Count).Select(f => Terms.Same(_state[FirstField + f], Terms.Constant(Empty(f)))),
    ]);

    /// <summary>What a field is worth in a page that has just come.</summary>
    public long Empty(int field) => _state[FirstField + field] is { IsConstant: false } && Plan.Fields[field].Type is ValueType.Agent or ValueType.Tier ? -1 : 0;

    /// <summary>The place of a variable among <see cref="Variables"/>.</summary>
    public int PlaceOf(Term variable)
    {
        for (var i = 0; i < _state.Count; i++)
            if (_state[i] == variable) return i;
        throw new ArgumentException("a variable of another world", nameof(variable));
    }

    private Term State(string name, long low, long high)
    {
        var variable = Variable(name, low, high);
        _state.Add(variable);
        return variable;
    }

    private Term Parameter(ParameterPlan p) => p.Names.Count == 0
        ? Rigid(p.Name, p.Range.Min, p.Range.Max)
        : Rigid(p.Name, p.Names.Min(n => n.Value), p.Names.Max(n => n.Value));

    private Term Rigid(string name, long low, long high)
    {
        var variable = Thing(name, low, high);
        if (!variable.IsConstant) _rigid.Add(variable);
        return variable;
    }

    private Term IsOneOf(ParameterPlan plan, Term parameter) => plan.Names.Count == 0
        ? Terms.True
        : Terms.Any(plan.Names.Select(n => Terms.Same(parameter, Terms.Constant(n.Value))));
}
