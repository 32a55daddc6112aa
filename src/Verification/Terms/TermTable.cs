using CdmPolicy.Dsl.Checking;

namespace CdmPolicy.Verification.Terms;

/// <summary>
/// Makes terms, each once, and simpler where that is easy. Arithmetic is the language's: 0 .. 2^63-1, saturating; agents, tiers and tenants
/// are also -1, and are only compared.
/// </summary>
internal sealed class TermTable
{
    private readonly Dictionary<(Op, long, int, int, int), Term> _terms = [];
    private int _next;

    public TermTable() => (False, True) = (Constant(0), Constant(1));

    public Term True { get; }

    public Term False { get; }

    public int Count => _next;

    public Term Constant(long value) => Make(Op.Const, value, value, value, []);

    public Term Bool(bool value) => value ? True : False;

    /// <summary>A new variable, whatever its name.</summary>
    public Term Variable(string name, long low, long high) =>
        low == high ? Constant(low) : new(_next++, Op.Var, [], 0, low, high, name);

    public Term Flag(string name) => Variable(name, 0, 1);

    public Term Not(Term a) => a.Op switch
    {
        Op.Const => Bool(a.Constant == 0),
        Op.Not => a.Parts[0],
        _ => Make(Op.Not, 0, 0, 1, [a]),
    };

    public Term And(Term a, Term b)
    {
        if (a.IsFalse || b.IsTrue || a == b) return a;
        if (a.IsTrue || b.IsFalse) return b;
        if (a == Not(b)) return False;
        return a.Number < b.Number ? Make(Op.And, 0, 0, 1, [a, b]) : Make(Op.And, 0, 0, 1, [b, a]);
    }

    public Term Or(Term a, Term b)
    {
        if (a.IsTrue || b.IsFalse || a == b) return a;
        if (a.IsFalse || b.IsTrue) return b;
        if (a == Not(b)) return True;
        return a.Number < b.Number ? Make(Op.Or, 0, 0, 1, [a, b]) : Make(Op.Or, 0, 0, 1, [b, a]);
    }

    public Term And(params ReadOnlySpan<Term> all)
    {
        var result = True;
        foreach (var term in all) result = And(result, term);
        return result;
    }

    public Term Any(IEnumerable<Term> all) => all.Aggregate(False, Or);

    public Term All(IEnumerable<Term> all) => all.Aggregate(True, And);

    public Term Implies(Term a, Term b) => Or(Not(a), b);

    public Term If(Term condition, Term a, Term b)
    {
        if (condition.IsConstant) return condition.IsTrue ? a : b;
        if (a == b) return a;
        if (condition.Op == Op.Not) return If(condition.Parts[0], b, a);
        if (a is { Low: >= 0, High: <= 1 } && b is { Low: >= 0, High: <= 1 } && (a.IsConstant || b.IsConstant))
            return a.IsTrue ? Or(condition, b) : a.IsFalse ? And(Not(condition), b) : b.IsTrue ? Or(Not(condition), a) : And(condition, a);
        return Make(Op.If, 0, Math.Min(a.Low, b.Low), Math.Max(a.High, b.High), [condition, a, b]);
    }

    public Term Same(Term a, Term b)
    {
        if (a == b) return True;
        if (a.High < b.Low || b.High < a.Low) return False;
        if (a.IsConstant) (a, b) = (b, a);
        if (b.IsConstant && a is { Low: 0, High: 1 }) return b.IsTrue ? a : Not(a);
        if (b.IsConstant && Monotone.Of(a) is not null)
            return b.Constant == long.MinValue ? False : And(AtMost(a, b), Not(AtMost(a, Constant(b.Constant - 1))));
        if (b.IsConstant && a is { Op: Op.If } && (a.Parts[1].IsConstant || a.Parts[2].IsConstant))
            return If(a.Parts[0], Same(a.Parts[1], b), Same(a.Parts[2], b));
        return a.Number < b.Number || b.IsConstant ? Make(Op.Same, 0, 0, 1, [a, b]) : Make(Op.Same, 0, 0, 1, [b, a]);
    }

    public Term AtMost(Term a, Term b)
    {
        if (a == b || a.High <= b.Low) return True;
        if (a.Low > b.High) return False;
        if (b.IsConstant && Monotone.Of(a) is { } below) return below.AtMost(this, b.Constant);
        if (a.IsConstant && Monotone.Of(b) is { } above) return Not(above.AtMost(this, a.Constant - 1));
        if (b.IsConstant && a is { Op: Op.If } && (a.Parts[1].IsConstant || a.Parts[2].IsConstant))
            return If(a.Parts[0], AtMost(a.Parts[1], b), AtMost(a.Parts[2], b));
        return Make(Op.AtMost, 0, 0, 1, [a, b]);
    }

    public Term Less(Term a, Term b) => Not(AtMost(b, a));

    public Term IsIn(Term a, long mask)
    {
        var result = False;
        for (var value = Math.Max(0, a.Low); value <= a.High && value < 64; value++)
            if ((mask >> (int)value & 1) != 0) result = Or(result, Same(a, Constant(value)));
        return result;
    }

    public Term Add(Term a, Term b) =>
        Arithmetic(Op.Add, 0, Saturating.Add(a.Low, b.Low), Saturating.Add(a.High, b.High), a, b);

    public Term Subtract(Term a, Term b) =>
        Arithmetic(Op.Subtract, 0, Saturating.Subtract(a.Low, b.High), Saturating.Subtract(a.High, b.Low), a, b);

    public Term Multiply(Term a, Term b, long divisor) => Arithmetic(
        Op.Multiply, divisor, Saturating.Multiply(a.Low, b.Low, divisor), Saturating.Multiply(a.High, b.High, divisor), a, b);

    public Term Divide(Term a, Term b, long scale) => Arithmetic(
        Op.Divide, scale, Saturating.Divide(a.Low, b.High, scale), Saturating.Divide(a.High, b.Low, scale), a, b);

    public Term Min(Term a, Term b) =>
        a.High <= b.Low ? a : b.High <= a.Low ? b : Arithmetic(Op.Min, 0, Math.Min(a.Low, b.Low), Math.Min(a.High, b.High), a, b);

    public Term Max(Term a, Term b) =>
        a.Low >= b.High ? a : b.Low >= a.High ? b : Arithmetic(Op.Max, 0, Math.Max(a.Low, b.Low), Math.Max(a.High, b.High), a, b);

    public Term Log2(Term a) => Make(Op.Log2, 0, Saturating.Log2(a.Low), Saturating.Log2(a.High), [a]);

    private Term Arithmetic(Op op, long constant, long low, long high, Term a, Term b) => Make(op, constant, low, high, [a, b]);

    private Term Make(Op op, long constant, long low, long high, Term[] parts)
    {
        if (low == high && op != Op.Const) return Constant(low);
        var key = (op, constant, Number(0), Number(1), Number(2));
        if (_terms.TryGetValue(key, out var known)) return known;
        return _terms[key] = new(_next++, op, parts, constant, low, high, "");

        int Number(int i) => i < parts.Length ? parts[i].Number : -1;
    }
}
