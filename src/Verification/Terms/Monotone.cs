using CdmPolicy.Dsl.Checking;

namespace CdmPolicy.Verification.Terms;

/// <summary>
/// A function of one term that only rises or only falls, as <c>used · 10^9 / capacity</c>. To compare it with a constant is to compare the
/// term with another, which is found by halving: so what a tier is filled with never has to be multiplied in a proof.
/// </summary>
/// <param name="Of">What it is a function of.</param>
internal sealed record Monotone(Term Base, bool Rises, Func<long, long> Value)
{
    /// <summary>The outermost step of a term, or null where it is no such function.</summary>
    public static Monotone? Of(Term term)
    {
        if (term.Parts.Length == 0 || term.Op is not (Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Min or Op.Max or Op.Log2)) return null;
        if (term.Op == Op.Log2) return new(term.Parts[0], true, Saturating.Log2);
        var (a, b, k) = (term.Parts[0], term.Parts[1], term.Constant);
        if (!a.IsConstant && !b.IsConstant) return null;
        var (x, c) = a.IsConstant ? (b, a.Constant) : (a, b.Constant);
        // A wall of several steps is taken down one by one.
        return term.Op switch
        {
            Op.Add => new(x, true, v => Saturating.Add(v, c)),
            Op.Subtract when b.IsConstant => new(x, true, v => Saturating.Subtract(v, c)),
            Op.Subtract => new(x, false, v => Saturating.Subtract(c, v)),
            Op.Multiply => new(x, true, v => Saturating.Multiply(v, c, k)),
            Op.Divide when b.IsConstant => new(x, true, v => Saturating.Divide(v, c, k)),
            Op.Divide => new(x, false, v => Saturating.Divide(c, v, k)),
            Op.Min => new(x, true, v => Math.Min(v, c)),
            _ => new(x, true, v => Math.Max(v, c)),
        };
    }

    /// <summary>It is at most the limit.</summary>
    public Term AtMost(TermTable terms, long limit)
    {
        // The last value from the end where it is small that still is at most the limit.
        var (low, high) = (Base.Low, Base.High);
        if (Rises)
        {
            if (Value(low) > limit) return terms.False;
            if (Value(high) <= limit) return terms.True;
            // Value(low) <= limit < Value(high).
            while (high - low > 1)
            {
                var middle = low + (high - low) / 2;
                if (Value(middle) <= limit) low = middle;
                else high = middle;
            }

            return terms.AtMost(Base, terms.Constant(low));
        }

        if (Value(high) > limit) return terms.False;
        if (Value(low) <= limit) return terms.True;
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (Value(middle) <= limit) high = middle;
            else low = middle;
        }

        return terms.Not(terms.AtMost(Base, terms.Constant(low)));
    }
}
