using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Solving;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>Which properties no happening breaks in a state where the lemmas hold: these hold in every state that can be reached.</summary>
internal static class Induction
{
    private const double Effort = 2.0;

    /// <returns>By property: it is proven.</returns>
    public static bool[] Prove(PageWorld world, IReadOnlyList<Happening> happenings, IReadOnlyList<Term> lemmas, int properties)
    {
        var t = world.Terms;
        var isProven = Enumerable.Repeat(true, properties).ToArray();
        foreach (var happening in happenings)
        {
            var open = Enumerable.Range(0, properties).Where(i => isProven[i] && !happening.Broken[i].IsFalse).ToList();
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
                foreach (var i in broken) isProven[i] = false;
                open = [.. open.Except(broken)];
            }
        }

        return isProven;
    }
}
