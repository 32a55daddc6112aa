using CdmPolicy.Dsl.Checking;

namespace CdmPolicy.Verification.Terms;

/// <summary>What terms are worth while their variables have certain values; a term is worked out once.</summary>
/// <param name="known">What is known of a term without working it out.</param>
internal sealed class TermValues(Func<Term, long> valueOf, Func<Term, long?>? known = null)
{
    private readonly Dictionary<int, long> _known = [];

    public bool IsTrue(Term term) => Of(term) != 0;

    public long Of(Term term)
    {
        if (term.Op == Op.Const) return term.Constant;
        if (_known.TryGetValue(term.Number, out var worked)) return worked;
        return _known[term.Number] = known?.Invoke(term) ?? Work(term);
    }

    private long Work(Term term)
    {
        var p = term.Parts;
        return term.Op switch
        {
            Op.Var => valueOf(term),
            Op.Not => Of(p[0]) == 0 ? 1 : 0,
            Op.And => Of(p[0]) != 0 && Of(p[1]) != 0 ? 1 : 0,
            Op.Or => Of(p[0]) != 0 || Of(p[1]) != 0 ? 1 : 0,
            Op.If => Of(p[0]) != 0 ? Of(p[1]) : Of(p[2]),
            Op.Same => Of(p[0]) == Of(p[1]) ? 1 : 0,
            Op.AtMost => Of(p[0]) <= Of(p[1]) ? 1 : 0,
            Op.Add => Saturating.Add(Of(p[0]), Of(p[1])),
            Op.Subtract => Saturating.Subtract(Of(p[0]), Of(p[1])),
            Op.Multiply => Saturating.Multiply(Of(p[0]), Of(p[1]), term.Constant),
            Op.Divide => Saturating.Divide(Of(p[0]), Of(p[1]), term.Constant),
            Op.Min => Math.Min(Of(p[0]), Of(p[1])),
            Op.Max => Math.Max(Of(p[0]), Of(p[1])),
            _ => Saturating.Log2(Of(p[0])),
        };
    }
}
