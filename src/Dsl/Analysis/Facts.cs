using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// What is known along one branch of a proof: an interval for each number, a set for each tier, agent or kind, a truth
/// value for each thing that is not looked into. Every fact follows from the branch, so a contradiction is a proof.
/// </summary>
internal sealed class Facts
{
    private readonly Dictionary<Expr, ValueRange> _ranges;
    private readonly Dictionary<Expr, bool> _truths;
    private readonly List<(Expr Less, Expr Greater, bool OrEqual)> _orders;

    public Facts()
        : this([], [], [])
    {
    }

    private Facts(
        Dictionary<Expr, ValueRange> ranges, Dictionary<Expr, bool> truths, List<(Expr, Expr, bool)> orders) =>
        (_ranges, _truths, _orders) = (ranges, truths, orders);

    public Facts Copy() => new(new(_ranges), new(_truths), [.. _orders]);

    public ValueRange Range(Expr e) => _ranges.TryGetValue(e, out var range) ? range : e.Range;

    public bool? Truth(Expr e) => _truths.TryGetValue(e, out var truth) ? truth : null;

    /// <summary>A value that agrees with what is known of this alone.</summary>
    public long Pick(Expr e)
    {
        if (Truth(e) is { } truth) return truth ? 1 : 0;
        var range = Range(e);
        var value = range.Min;
        while (value < range.Max && Truth(Equality(e, value)) == false) value++;
        return value;
    }

    /// <summary>False on a contradiction.</summary>
    public bool Assume(Expr e, bool truth)
    {
        if (_truths.TryGetValue(e, out var known)) return known == truth;
        _truths[e] = truth;
        if (!truth || e is not RequestExpr { Property: RequestProperty.BoundTo } bound) return true;
        // Bound to one tier is bound to no other.
        return _truths.Keys.OfType<RequestExpr>()
            .All(o => o.Property != RequestProperty.BoundTo || o.Tier == bound.Tier || !_truths[o]);
    }

    public bool AtLeast(Expr e, long min) => Narrow(e, new ValueRange(min, long.MaxValue));

    public bool AtMost(Expr e, long max) => Narrow(e, new ValueRange(long.MinValue, max));

    public bool Not(Expr e, long value)
    {
        var range = Range(e);
        if (range.Min == value) return value == long.MaxValue ? false : AtLeast(e, value + 1);
        return range.Max == value ? AtMost(e, value - 1) : Assume(Equality(e, value), false);
    }

    public bool Is(Expr e, long value) =>
        Truth(Equality(e, value)) != false && Narrow(e, new ValueRange(value, value));

    public bool Less(Expr less, Expr greater, bool orEqual)
    {
        _orders.Add((less, greater, orEqual));
        return Spread(less, greater, orEqual);
    }

    /// <summary>Carries bounds along the orderings a few times; false on a contradiction.</summary>
    public bool Propagate()
    {
        for (var round = 0; round < 4; round++)
            foreach (var (less, greater, orEqual) in _orders)
                if (!Spread(less, greater, orEqual)) return false;
        return _orders.All(o => o.OrEqual || !_orders.Contains((o.Greater, o.Less, true)) && !_orders.Contains((o.Greater, o.Less, false)));
    }

    private bool Spread(Expr less, Expr greater, bool orEqual)
    {
        var gap = orEqual ? 0 : 1;
        var (low, high) = (Range(less).Min, Range(greater).Max);
        if (low > long.MaxValue - gap || high < long.MinValue + gap) return false;
        return AtLeast(greater, low + gap) && AtMost(less, high - gap);
    }

    private bool Narrow(Expr e, ValueRange to)
    {
        var range = Range(e);
        var narrow = new ValueRange(Math.Max(range.Min, to.Min), Math.Min(range.Max, to.Max));
        if (narrow.Min > narrow.Max) return false;
        if (e is not ConstantExpr) _ranges[e] = narrow;
        return true;
    }

    private static Expr Equality(Expr e, long value) =>
        new ComparisonExpr(ComparisonOperator.Equal, e, new ConstantExpr(e.Type, value));
}
