using CdmPolicy.Dsl.Checking;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>
/// Looks for values that make conditions hold where there are too many cases to try: the constants that stand in them and their
/// neighbours, one thing at a time, so that more and more parts hold. It may well miss some.
/// </summary>
internal static class Guess
{
    private const int Rounds = 3, MostCandidates = 64;

    public static Solution Search(Expr[] conditions, Evaluator evaluator, long[] start, Effort effort)
    {
        if (effort.Cases <= 0) return Solution.Unknown;
        var parts = conditions.SelectMany(Conjuncts.Of).Select(evaluator.Compile).ToArray();
        var constants = conditions.SelectMany(PlanExpressions.Parts).OfType<ConstantExpr>().Select(c => c.Value).Distinct().Take(MostCandidates).ToArray();
        var candidates = evaluator.Leaves.Select(l => Candidates(l, constants)).ToArray();
        var values = start;
        for (var round = 0; round < Rounds && effort.Cases > 0; round++)
        {
            for (var leaf = 0; leaf < candidates.Length; leaf++)
            {
                var best = (Score: -1, Value: 0L);
                foreach (var value in candidates[leaf])
                {
                    values[leaf] = value;
                    effort.Cases -= 1 + parts.Length / 8;
                    var score = parts.Count(p => p(values) != 0);
                    if (score > best.Score) best = (score, value);
                }

                values[leaf] = best.Value;
            }

            if (Array.TrueForAll(parts, p => p(values) != 0)) return Solver.Found(evaluator, values);
        }

        return Solution.Unknown;
    }

    private static long[] Candidates(Expr leaf, long[] constants) => new[] { leaf.Range.Min }
        .Concat(constants.SelectMany(c => new[] { c, c == long.MaxValue ? c : c + 1, c == long.MinValue ? c : c - 1 }))
        .Concat([leaf.Range.Max])
        .Where(v => v >= leaf.Range.Min && v <= leaf.Range.Max)
        .Distinct()
        .ToArray();
}
