using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Machine;

/// <summary>What expressions are worth at a moment of a step.</summary>
internal sealed partial class Step
{
    /// <summary>What is not followed, for as long as nothing can have changed it.</summary>
    private readonly Dictionary<Expr, Term> _outside = [];

    /// <summary>What does not change within one instant.</summary>
    private readonly Dictionary<Expr, Term> _instant = [];

    /// <summary>Whatever is not 0 is true.</summary>
    private Term IsTrue(Expr e, Context c) => Value(e, c) is var value && value.High <= 1 ? value : _t.Not(_t.Same(value, _t.Constant(0)));

    private Term Value(Expr e, Context c)
    {
        switch (e)
        {
            case ConstantExpr k: return _t.Constant(k.Value);
            case NotExpr n: return _t.Not(IsTrue(n.Operand, c));
            case LogicalExpr { Operator: LogicalOperator.And } l: return _t.And(IsTrue(l.Left, c), IsTrue(l.Right, c));
            case LogicalExpr l: return _t.Or(IsTrue(l.Left, c), IsTrue(l.Right, c));
            case ComparisonExpr l: return Compare(l.Operator, Value(l.Left, c), Value(l.Right, c));
            case AddExpr a: return _t.Add(Value(a.Left, c), Value(a.Right, c));
            case SubtractExpr s: return _t.Subtract(Value(s.Left, c), Value(s.Right, c));
            case ProductExpr p: return _t.Multiply(Value(p.Left, c), Value(p.Right, c), p.Divisor);
            case QuotientExpr q: return _t.Divide(Value(q.Left, c), Value(q.Right, c), q.Scale);
            case ConditionalExpr i: return _t.If(IsTrue(i.Condition, c), Value(i.WhenTrue, c), Value(i.WhenFalse, c));
            case InSetExpr s: return _t.IsIn(Value(s.Subject, c), s.Mask);
            case InRangeExpr r:
                var subject = Value(r.Subject, c);
                return _t.And(_t.AtMost(Value(r.Low, c), subject), _t.AtMost(subject, Value(r.High, c)));
            case CallExpr call: return Call(call, [.. call.Arguments.Select(a => Value(a, c))]);
            default: return Leaf(e, c);
        }
    }

    private Term Compare(ComparisonOperator op, Term a, Term b) => op switch
    {
        ComparisonOperator.Equal => _t.Same(a, b),
        ComparisonOperator.NotEqual => _t.Not(_t.Same(a, b)),
        ComparisonOperator.Less => _t.Less(a, b),
        ComparisonOperator.LessOrEqual => _t.AtMost(a, b),
        ComparisonOperator.Greater => _t.Less(b, a),
        _ => _t.AtMost(b, a),
    };

    private Term Call(CallExpr e, Term[] x) => e.Function switch
    {
        Function.Min => _t.Min(x[0], x[1]),
        Function.Max => _t.Max(x[0], x[1]),
        Function.Clamp => _t.Max(x[1], _t.Min(x[0], x[2])),
        Function.Log2 => _t.Log2(x[0]),
        Function.Pages => _t.Divide(x[0], _t.Constant(_h.PageBytes), 1),
        _ => _t.Multiply(x[0], _t.Constant(_h.PageBytes), 1),
    };

    private Term Leaf(Expr e, Context c)
    {
        switch (e)
        {
            case ParameterExpr p: return _world.Parameters[p.Parameter];
            case FieldExpr f when !c.IsVictim: return Field(f.Field);
            case VictimFieldExpr v when c.IsVictim: return Field(v.Field);
            case PageExpr p when !c.IsVictim: return Page(p) ?? Free(e, _outside);
            case RequestExpr r when !c.IsVictim: return Request(r, c) ?? Free(e, _instant);
            case EventExpr { Property: EventProperty.Agent } when !c.IsVictim: return c.Agent;
            case EventExpr { Property: EventProperty.Write } when !c.IsVictim: return c.Write;
            case EventExpr { Property: EventProperty.LongPin } when !c.IsVictim: return c.Long;
            // What another page is, which this one may be exchanged for, says nothing of this one.
            case FieldExpr or PageExpr or RequestExpr or VictimFieldExpr: return Fresh("another page", e.Range.Min, e.Range.Max);
            case EventExpr: return Free(e, _instant);
            case TierExpr t: return Amount(t);
            default: return Free(e, _outside);
        }
    }

    private Term Field(int field) => _now[_world.FirstField + field];

    private Term? Page(PageExpr e) => e.Property switch
    {
        PageProperty.Tier => Tier,
        PageProperty.Kind => _world.Kind,
        PageProperty.Dirty => this[_world.Dirty],
        PageProperty.Asked => this[_world.Asked],
        PageProperty.Pins => _t.If(this[_world.LongPins], _t.Constant(2), this[_world.ShortPins]),
        PageProperty.Locked => _t.And(IsHeld, _t.Not(this[_world.LongPins])),
        PageProperty.Tenant => _world.Tenant,
        PageProperty.Huge => this[_world.Huge],
        _ => null,
    };

    private Term? Request(RequestExpr e, Context c) => e.Property switch
    {
        RequestProperty.Kind => _world.Kind,
        RequestProperty.Size => _world.Size,
        RequestProperty.Agent => c.Agent,
        RequestProperty.Tenant => _world.Tenant,
        RequestProperty.BoundTo => _t.Same(_world.Bound, _t.Constant(e.Tier)),
        RequestProperty.AsksFor => _world.Named[e.Tier],
        RequestProperty.Prefers => _t.Same(_world.Preferred, _t.Constant(e.Tier)),
        _ => null,
    };

    /// <summary>What is used, and how full a tier is, follows from what is free.</summary>
    private Term Amount(TierExpr e)
    {
        var capacity = _h.Tiers[e.Tier].CapacityBytes;
        var (all, bytes) = (_t.Constant(capacity), new ValueRange(0, capacity));
        var free = new TierExpr(ValueType.Bytes, bytes, e.Tier, TierProperty.Free);
        return e.Property switch
        {
            TierProperty.Capacity => all,
            TierProperty.Free => Free(free, _outside),
            TierProperty.Used => _t.Subtract(all, Free(free, _outside)),
            TierProperty.Fill => _t.Divide(_t.Subtract(all, Free(free, _outside)), all, 1_000_000_000),
            TierProperty.Whole => Free(e with { Range = bytes }, _outside),
            _ => Free(e with { Range = bytes }, _outside),
        };
    }

    private Term Free(Expr e, Dictionary<Expr, Term> known)
    {
        if (known.TryGetValue(e, out var term)) return term;
        if (_world.IsNamed && e is InForceExpr) return _t.True;
        return known[e] = _world.Thing(IsLater > 0 && PassesAway(e) ? $"{NameOf(e)}#{IsLater}" : NameOf(e), e.Range.Min, e.Range.Max);
    }

    /// <summary>It is another thing when time has passed, or when the page has moved.</summary>
    private bool PassesAway(Expr e) => e is PageExpr or EventExpr or PageStatExpr or MineExpr or FitExpr || e is CellExpr c && _plan.WritesForPages(c.Cell);

    private string NameOf(Expr e) => Dsl.Analysis.LeafNames.Of(_plan, e);

    /// <summary>Something happened that other things may hear of.</summary>
    private void Forget() => _outside.Clear();

    /// <summary>The leaves of a condition, each once, with what they are worth.</summary>
    private List<(Expr Leaf, Term Value)> Seen(Expr condition, Context c)
    {
        var seen = new List<(Expr, Term)>();
        var next = new Stack<Expr>([condition]);
        while (next.Count > 0)
        {
            var e = next.Pop();
            if (e is ConstantExpr) continue;
            if (Dsl.Analysis.Evaluator.IsLeaf(e))
            {
                if (seen.All(s => s.Item1 != e)) seen.Add((e, Leaf(e, c)));
                continue;
            }

            foreach (var child in e.Children().Reverse()) next.Push(child);
        }

        return seen;
    }
}
