using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>Which properties no happening breaks in a state where the lemmas hold: these hold in every state that can be reached.</summary>
internal static class Induction
{
    private const double Effort = 2.0;

    /// <returns>By property: null where it is proven, else a step that breaks it from a state of which the lemmas do not say that it cannot be.</returns>
    public static Way?[] Prove(PageWorld world, IReadOnlyList<Happening> happenings, IReadOnlyList<Term> lemmas, int properties)
    {
        var t = world.Terms;
        var breaks = new Way?[properties];
        foreach (var happening in happenings)
        {
            var open = Enumerable.Range(0, properties).Where(i => breaks[i] is null && !happening.Broken[i].IsFalse).ToList();
            while (open.Count > 0)
            {
                var query = new Query();
                var frame = query.Frame();
                foreach (var known in lemmas.Append(world.Always).Append(happening.Can)) query.Model.Add(frame.Number(known) == 1);
                query.Model.Add(frame.Number(t.Any(open.Select(i => happening.Broken[i]))) == 1);
                var answer = query.Solve(Effort);
                if (answer == Answer.No) break;
                var values = answer == Answer.Yes ? query.Values(frame) : null;
                var broken = open.Where(i => values is null || values.IsTrue(happening.Broken[i])).ToList();
                if (broken.Count == 0) broken = open;
                foreach (var i in broken) breaks[i] = new(values is null ? [] : [(happening, values)]);
                open = [.. open.Except(broken)];
            }
        }

        return breaks;
    }
}
