using System.Runtime.CompilerServices;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>A statement about a page, said of the page after a step.</summary>
internal static class Substitution
{
    private static readonly ConditionalWeakTable<Term[], Dictionary<int, Term>> Known = [];

    public static Term In(PageWorld world, Term[] next, Term statement)
    {
        var known = Known.GetOrCreateValue(next);
        if (known.Count == 0)
            for (var i = 0; i < next.Length; i++) known[world.Variables[i].Number] = next[i];
        return Replace(world.Terms, statement, known);
    }

    /// <param name="known">What stands for a term, by its number; what was worked out is added.</param>
    public static Term Replace(TermTable t, Term e, Dictionary<int, Term> known)
    {
        if (known.TryGetValue(e.Number, out var replaced)) return replaced;
        if (e.Parts.Length == 0) return e;
        var p = Array.ConvertAll(e.Parts, part => Replace(t, part, known));
        return known[e.Number] = e.Op switch
        {
            Op.Not => t.Not(p[0]),
            Op.And => t.And(p[0], p[1]),
            Op.Or => t.Or(p[0], p[1]),
            Op.If => t.If(p[0], p[1], p[2]),
            Op.Same => t.Same(p[0], p[1]),
            Op.AtMost => t.AtMost(p[0], p[1]),
            Op.Add => t.Add(p[0], p[1]),
            Op.Subtract => t.Subtract(p[0], p[1]),
            Op.Multiply => t.Multiply(p[0], p[1], e.Constant),
            Op.Divide => t.Divide(p[0], p[1], e.Constant),
            Op.Min => t.Min(p[0], p[1]),
            Op.Max => t.Max(p[0], p[1]),
            _ => t.Log2(p[0]),
        };
    }
}
