using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Terms;

namespace CdmPolicy.Verification.Proving;

/// <summary>Random walks from the start: what they come across is no lemma. They save the solver most of the work.</summary>
internal static class Walks
{
    private const int Count = 40, Length = 12;

    /// <summary>The candidates that held all along.</summary>
    public static List<Term> Filter(PageWorld world, IReadOnlyList<Happening> happenings, IReadOnlyList<Term> candidates)
    {
        var random = new Random(20170223);
        var left = candidates.ToList();
        for (var walk = 0; walk < Count && left.Count > 0; walk++)
        {
            var now = world.Rigids.ToDictionary(r => r, r => Draw(random, r));
            foreach (var variable in world.Variables) now[variable] = variable == world.Tier ? -1 : 0;
            for (var field = 0; field < world.Plan.Fields.Count; field++) now[world.Variables[world.FirstField + field]] = world.Empty(field);
            if (!Values(random, now).IsTrue(world.Always)) continue;
            for (var step = 0; step < Length; step++)
            {
                var values = Values(random, now);
                var happening = step == 0 ? happenings[0] : happenings[random.Next(happenings.Count)];
                if (!values.IsTrue(happening.Can)) continue;
                var next = happening.Next.Select(values.Of).ToArray();
                for (var i = 0; i < next.Length; i++) now[world.Variables[i]] = next[i];
                var state = Values(random, now);
                left.RemoveAll(c => !state.IsTrue(c));
            }
        }

        return left;
    }

    private static TermValues Values(Random random, Dictionary<Term, long> known) =>
        new(term => known.TryGetValue(term, out var value) ? value : Draw(random, term));

    private static long Draw(Random random, Term variable) => variable.High - variable.Low < 64 || random.Next(3) == 0
        ? random.NextInt64(variable.Low, variable.High == long.MaxValue ? long.MaxValue : variable.High + 1)
        : random.Next(2) == 0 ? variable.Low + random.Next(8) : variable.High - random.Next(8);
}
