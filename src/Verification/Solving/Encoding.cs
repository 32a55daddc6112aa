using CdmPolicy.Verification.Terms;
using Google.OrTools.Sat;
using Term = CdmPolicy.Verification.Terms.Term;

namespace CdmPolicy.Verification.Solving;

/// <summary>
/// Terms in a model of CP-SAT. What cannot be said exactly there (a product of two large things, a number near the end of 63 bits) becomes a
/// variable of its own: then there are more solutions than there should be, and never fewer, so that "no solution" can be relied on.
/// </summary>
/// <remarks>
/// Numbers above <see cref="Most"/> are left out: things that are only compared with constants are as well represented by smaller ones.
/// </remarks>
/// <param name="worksWithTimes">
/// Large things are compared and added, too, as far as they stay small enough for it (13 days in nanoseconds): what is found then is so, but "no
/// solution" says nothing of larger ones.
/// </param>
internal sealed class Encoding(CpModel model, Dictionary<Term, LinearExpr> bound, bool worksWithTimes = false)
{
    /// <summary>The sum of all domains has to stay below 2^63.</summary>
    public const long Most = 1L << 50;

    /// <summary>
    /// Larger things are compared with constants alone, and neither with each other nor worked with: their bounds would be pushed up one by one
    /// where two of them drive each other.
    /// </summary>
    public const long Wide = 1L << 24;

    private readonly long _wide = worksWithTimes ? long.MaxValue : Wide;

    private readonly Dictionary<int, LinearExpr> _known = [];

    /// <summary>The variables of the frame's own that are true or false.</summary>
    public List<LinearExpr> Chances { get; } = [];

    /// <summary>What stands for a term, if the term was asked about.</summary>
    public LinearExpr? Find(Term term) => _known.GetValueOrDefault(term.Number) ?? bound.GetValueOrDefault(term);

    public ILiteral Literal(Term term) => (ILiteral)Encode(term);

    public LinearExpr Number(Term term) => Encode(term);

    private LinearExpr Encode(Term root)
    {
        // In the order they were made, so that no depth of a term is a depth of the stack.
        var open = new Stack<Term>([root]);
        while (open.Count > 0)
        {
            var term = open.Peek();
            if (_known.ContainsKey(term.Number))
            {
                open.Pop();
                continue;
            }

            var isReady = true;
            foreach (var part in term.Parts)
            {
                if (_known.ContainsKey(part.Number)) continue;
                open.Push(part);
                isReady = false;
            }

            if (isReady) _known[open.Pop().Number] = Make(term);
        }

        return _known[root.Number];
    }

    private static bool IsTruth(Term term) => term is { Low: >= 0, High: <= 1 };

    private LinearExpr Of(Term term) => _known[term.Number];

    private ILiteral Truth(Term term) => (ILiteral)_known[term.Number];

    private LinearExpr Make(Term term)
    {
        var p = term.Parts;
        switch (term.Op)
        {
            case Op.Const when IsTruth(term):
                return (LinearExpr)(term.Constant != 0 ? model.TrueLiteral() : model.FalseLiteral());
            case Op.Const:
                return LinearExpr.Constant(Math.Min(term.Constant, Most + 1));
            case Op.Var:
                if (bound.TryGetValue(term, out var known)) return known;
                var free = Anything(term);
                if (IsTruth(term)) Chances.Add(free);
                return free;
            case Op.Not:
                return (LinearExpr)Truth(p[0]).Not();
            case Op.And:
                return Both(Truth(p[0]), Truth(p[1]));
            case Op.Or:
                return (LinearExpr)((ILiteral)Both(Truth(p[0]).Not(), Truth(p[1]).Not())).Not();
            case Op.Same or Op.AtMost:
                return p.Any(x => x is { IsConstant: true, Constant: >= Most }) || (!p[0].IsConstant && !p[1].IsConstant && p.All(x => x.High > _wide))
                    ? Anything(term)
                    : Compare(term.Op, Of(p[0]), Of(p[1]));
            case Op.If:
                var chosen = Anything(term);
                model.Add(chosen == Of(p[1])).OnlyEnforceIf(Truth(p[0]));
                model.Add(chosen == Of(p[2])).OnlyEnforceIf(Truth(p[0]).Not());
                return chosen;
            case Op.Multiply or Op.Divide or Op.Log2 when p.Any(x => x.High > Wide) || term.High > Most:
            case Op.Add or Op.Subtract or Op.Min or Op.Max when !worksWithTimes && (p.Any(x => x.High > Wide) || term.High > Most):
                return Anything(term);
            case Op.Add:
                return Of(p[0]) + Of(p[1]);
            case Op.Subtract:
                if (p[0].Low >= p[1].High) return Of(p[0]) - Of(p[1]);
                var difference = Anything(term);
                model.AddMaxEquality(difference, [Of(p[0]) - Of(p[1]), LinearExpr.Constant(0)]);
                return difference;
            case Op.Min:
                var least = Anything(term);
                model.AddMinEquality(least, [Of(p[0]), Of(p[1])]);
                return least;
            case Op.Max:
                var greatest = Anything(term);
                model.AddMaxEquality(greatest, [Of(p[0]), Of(p[1])]);
                return greatest;
            case Op.Multiply:
                return Product(term);
            case Op.Divide:
                return Quotient(term);
            default:
                return Length(term);
        }
    }

    private LinearExpr Anything(Term term) => IsTruth(term)
        ? model.NewBoolVar($"v{term.Number}")
        : model.NewIntVar(Math.Min(term.Low, Most), Math.Min(term.High, Most), $"v{term.Number}");

    private LinearExpr Both(ILiteral a, ILiteral b)
    {
        var both = model.NewBoolVar("");
        model.AddImplication(both, a);
        model.AddImplication(both, b);
        model.AddBoolOr([a.Not(), b.Not(), both]);
        return both;
    }

    private LinearExpr Compare(Op op, LinearExpr a, LinearExpr b)
    {
        var holds = model.NewBoolVar("");
        if (op == Op.AtMost)
        {
            model.Add(a <= b).OnlyEnforceIf(holds);
            model.Add(a >= b + 1).OnlyEnforceIf(holds.Not());
        }
        else
        {
            model.Add(a == b).OnlyEnforceIf(holds);
            model.Add(a != b).OnlyEnforceIf(holds.Not());
        }

        return holds;
    }

    private LinearExpr Product(Term term)
    {
        var (a, b) = (term.Parts[0], term.Parts[1]);
        LinearExpr product;
        if (a.IsConstant) product = Single(b) * a.Constant;
        else if (b.IsConstant) product = Single(a) * b.Constant;
        else
        {
            var whole = model.NewIntVar(0, a.High * b.High, "");
            model.AddMultiplicationEquality(whole, [Single(a), Single(b)]);
            product = whole;
        }

        if (term.Constant == 1) return product;
        var part = Anything(term);
        model.AddDivisionEquality(part, product, LinearExpr.Constant(term.Constant));
        return part;
    }

    private LinearExpr Quotient(Term term)
    {
        var (a, b) = (term.Parts[0], term.Parts[1]);
        // By zero it is the largest number there is, which is no quotient.
        if (b.Low <= 0 || a.High > Most / term.Constant) return Anything(term);
        var part = Anything(term);
        model.AddDivisionEquality(part, Single(a) * term.Constant, Single(b));
        return part;
    }

    /// <summary>Products and quotients take one variable on each side.</summary>
    private LinearExpr Single(Term term)
    {
        if (term.Op is not (Op.Add or Op.Subtract)) return Of(term);
        var one = Anything(term);
        model.Add(one == Of(term));
        return one;
    }

    private LinearExpr Length(Term term)
    {
        var bits = new List<LinearExpr>();
        for (var bit = 0; bit < 50 && 1L << bit <= term.Parts[0].High; bit++)
            bits.Add((LinearExpr)((ILiteral)Compare(Op.AtMost, Of(term.Parts[0]), LinearExpr.Constant((1L << bit) - 1))).Not());
        var length = Anything(term);
        model.Add(length == LinearExpr.Sum(bits));
        return length;
    }
}
