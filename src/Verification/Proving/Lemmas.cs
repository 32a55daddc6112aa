using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>
/// The most of some statements that hold at the start and, where all of them hold, hold after whatever happens next (Houdini: Flanagan and
/// Leino, FME 2001). So they hold in all states that can be reached.
/// </summary>
internal sealed class Lemmas
{
    private const double EffortOfOne = 1.0;
    private const int MostRounds = 40;

    private readonly PageWorld _world;
    private readonly IReadOnlyList<Happening> _happenings;
    private readonly List<Term> _left;

    private Lemmas(PageWorld world, IReadOnlyList<Happening> happenings, List<Term> candidates) => (_world, _happenings, _left) = (world, happenings, candidates);

    public static IReadOnlyList<Term> Find(PageWorld world, IReadOnlyList<Happening> happenings, IReadOnlyList<Term> candidates)
    {
        var lemmas = new Lemmas(world, happenings, Walks.Filter(world, happenings, candidates));
        lemmas.Start();
        lemmas.Close();
        return lemmas._left;
    }

    private void Start()
    {
        while (Broken(null, _world.Start) is { } values) Drop(values, l => l);
    }

    private void Close()
    {
        var since = 0;
        for (int i = 0, rounds = 0; since < _happenings.Count && _left.Count > 0; i = (i + 1) % _happenings.Count)
        {
            var happening = _happenings[i];
            since++;
            while (Broken(happening, _world.Terms.True) is { } values)
            {
                since = 0;
                if (++rounds > MostRounds * _happenings.Count) _left.Clear();
                Drop(values, term => Substitution.In(_world, happening.Next, term));
            }
        }
    }

    /// <summary>Values for which all statements hold before, and one does not after; null where there are none.</summary>
    private TermValues? Broken(Happening? happening, Term given)
    {
        if (_left.Count == 0) return null;
        var t = _world.Terms;
        var query = new Query();
        var frame = query.Frame();
        query.Model.Add(frame.Number(t.And(given, _world.Always)) == 1);
        if (happening is not null)
        {
            query.Model.Add(frame.Number(happening.Can) == 1);
            foreach (var lemma in _left) query.Model.Add(frame.Number(lemma) == 1);
        }

        var after = happening is null ? _left : [.. _left.Select(l => Substitution.In(_world, happening.Next, l)).Where(l => !l.IsTrue)];
        if (after.Count == 0) return null;
        query.Model.AddBoolOr(after.Select(l => frame.Literal(l).Not()));
        switch (query.Solve(EffortOfOne))
        {
            case Answer.No: return null;
            case Answer.Yes: return query.Values(frame);
        }

        // What cannot be decided cannot be relied on.
        _left.Clear();
        return null;
    }

    private void Drop(TermValues values, Func<Term, Term> after)
    {
        var before = _left.Count;
        _left.RemoveAll(l => !values.IsTrue(after(l)));
        // A value beyond what the solver keeps: nothing is proven where its answer cannot be followed.
        if (_left.Count == before) _left.Clear();
    }
}
