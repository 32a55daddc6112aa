using CdmPolicy.Dsl.Plan;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Telling;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Deciding;

/// <summary>
/// One state made as wide as it goes: for each thing in turn the bounds are dropped, or moved outward by halving, while everything inside
/// still is as the one state was.
/// </summary>
internal sealed class Box
{
    private readonly TermTable _t;
    private readonly IReadOnlyList<Term> _things;
    private readonly Dictionary<Term, (long Low, long High)> _bounds = [];
    private readonly Dictionary<Term, long> _example = [];
    private readonly Term _can;
    private readonly Term _same;
    private readonly double _effort;

    /// <param name="can">States that there can be.</param>
    /// <param name="same">It is as the one state was.</param>
    public Box(TermTable terms, IReadOnlyList<Term> things, TermValues state, Term can, Term same, double effort)
    {
        (_t, _things, _can, _same, _effort) = (terms, things, can, same, effort);
        foreach (var thing in things) _bounds[thing] = (_example[thing] = state.Of(thing), state.Of(thing));
        // What is large, or true by chance, is given up first: what remains is said of the page itself.
        foreach (var thing in things.OrderByDescending(t => t.High - (double)t.Low).ThenByDescending(t => t.Number)) Widen(thing);
    }

    public Term Holds => Inside(_bounds);

    private Term Inside(Dictionary<Term, (long Low, long High)> bounds) => _t.All(bounds.Select(b => _t.And(
        _t.AtMost(_t.Constant(b.Value.Low), b.Key), _t.AtMost(b.Key, _t.Constant(b.Value.High)))));

    private void Widen(Term thing)
    {
        var (low, high) = _bounds[thing];
        if (Fits(thing, thing.Low, thing.High))
        {
            _bounds[thing] = (thing.Low, thing.High);
            return;
        }

        if (thing.High - thing.Low <= 1) return;
        low = Furthest(thing, low, thing.Low, end => Fits(thing, end, high));
        high = Furthest(thing, high, thing.High, end => Fits(thing, low, end));
        _bounds[thing] = (low, high);
    }

    private static long Furthest(Term thing, long good, long bad, Func<long, bool> fits)
    {
        if (fits(bad)) return bad;
        while (Math.Abs(bad - (decimal)good) > 1)
        {
            var middle = good + (bad - good) / 2;
            if (fits(middle)) good = middle;
            else bad = middle;
        }

        return good;
    }

    private bool Fits(Term thing, long low, long high)
    {
        var bounds = new Dictionary<Term, (long Low, long High)>(_bounds) { [thing] = (low, high) };
        var query = new Query();
        var frame = query.Frame();
        query.Model.Add(frame.Number(_t.And(Inside(bounds), _can, _t.Not(_same))) == 1);
        return query.Solve(_effort) == Answer.No;
    }

    private long Least(Term thing) => thing.Name == "tier" ? Math.Max(0, _bounds[thing].Low) : _bounds[thing].Low;

    public IReadOnlyList<string> Say(PolicyPlan plan) =>
        [.. _things.Where(t => _bounds[t] != (t.Low, t.High)).Select(t => Say(plan, t, _bounds[t].Low, _bounds[t].High))];

    public IReadOnlyList<string> Example(PolicyPlan plan) =>
        [.. _things.Where(t => Least(t) != _bounds[t].High).Select(t => Say(plan, t, _example[t], _example[t]))];

    /// <summary>"heat 8..15", "not dirty", "tier = pmem".</summary>
    public static string Say(PolicyPlan plan, Term thing, long low, long high)
    {
        var type = Things.TypeOf(plan, thing.Name);
        if (type == ValueType.Bool && thing.Low == 0 && thing.High == 1) return low == 1 ? thing.Name : $"not {thing.Name}";
        string Show(long value) => Shown.Value(plan, type, value);
        // A page about which something is decided is in a tier.
        if (thing.Name == "tier") low = Math.Max(0, low);
        if (type == ValueType.Tier && thing.Name != "tier" && thing.Name.Contains(' ', StringComparison.Ordinal) || thing.Name == "prefers")
            return $"{thing.Name} {string.Join(" or ", Enumerable.Range((int)low, (int)(high - low) + 1).Select(v => Show(v)))}";
        if (low == high) return $"{thing.Name} = {Show(low)}";
        if (type is ValueType.Tier or ValueType.Agent or ValueType.Kind or ValueType.Tenant)
            return $"{thing.Name} in {string.Join(", ", Enumerable.Range((int)low, (int)(high - low) + 1).Select(v => Show(v)))}";
        return high == thing.High ? $"{thing.Name} from {Show(low)}" : low == thing.Low ? $"{thing.Name} up to {Show(high)}" : $"{thing.Name} {Show(low)}..{Show(high)}";
    }
}
