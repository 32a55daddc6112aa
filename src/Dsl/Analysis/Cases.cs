using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Tries every case there is, where the things that conditions are about have few values that matter.</summary>
internal static class Cases
{
    /// <summary>Two fields of eight bits.</summary>
    public const int Most = 1 << 16;

    private const int MostOfOne = 1 << 12;

    /// <summary>The answer, or null where there are too many cases.</summary>
    public static Solution? Search(Expr[] conditions, Evaluator evaluator, Func<long[], long>[] holds, Effort effort)
    {
        var domains = Domains(conditions, evaluator.Leaves, effort.PageBytes);
        var count = 1L;
        foreach (var domain in domains)
        {
            count *= domain.Length;
            if (domain.Length == 0 || count > Math.Min(Most, effort.Cases)) return null;
        }

        var at = new int[domains.Length];
        var values = domains.Select(d => d[0]).ToArray();
        for (; ; effort.Cases--)
        {
            if (Array.TrueForAll(holds, h => h(values) != 0))
            {
                var found = Solver.Found(evaluator, values);
                if (found.Values is not null || evaluator.Leaves.Any(l => l is CallExpr)) return found;
            }

            var place = 0;
            for (; place < at.Length && ++at[place] == domains[place].Length; place++)
            {
                at[place] = 0;
                values[place] = domains[place][0];
            }

            if (place == at.Length) return Solution.Never;
            values[place] = domains[place][at[place]];
        }
    }

    /// <summary>The values of each leaf that can make a difference; none where they are too many.</summary>
    private static long[][] Domains(Expr[] conditions, IReadOnlyList<Expr> leaves, long page)
    {
        var compared = leaves.ToDictionary(l => l, _ => new SortedSet<long>());
        var (whole, sets) = (new HashSet<Expr>(), leaves.ToDictionary(l => l, _ => new HashSet<long>()));
        foreach (var condition in conditions) Walk(condition, compared, whole, sets);
        return leaves.Select(l =>
        {
            var (min, max) = (l.Range.Min, l.Range.Max);
            if (l.Type > ValueType.Bool && !whole.Contains(l) && max - min is >= 0 and < 64) return Different(min, max, compared[l], sets[l]);
            if (max - min is >= 0 and < 64 || whole.Contains(l))
                return max - min is >= 0 and < MostOfOne ? Enumerable.Range(0, (int)(max - min) + 1).Select(i => min + i).ToArray() : [];
            // Only whole pages are free.
            var step = l is TierExpr { Property: TierProperty.Free } && page > 0 ? page : 1;
            return compared[l].SelectMany(c => new[] { c - step, c, c + step }.Select(v => v - v % step)).Concat([min, max]).Where(v => v >= min && v <= max).Distinct().ToArray();
        }).ToArray();
    }

    /// <summary>Of tiers, agents and kinds, one of those that no set and no comparison tells apart.</summary>
    private static long[] Different(long min, long max, ICollection<long> constants, ICollection<long> sets) => Enumerable.Range(0, (int)(max - min) + 1).Select(i => min + i)
        .GroupBy(v => string.Concat(constants.Select(c => v == c ? '1' : '0').Concat(sets.Select(s => v >= 0 && Given.Contains(s, (int)v) ? '1' : '0'))))
        .Select(g => g.First()).ToArray();

    /// <summary>Where a thing is only compared with constants, only their neighbourhood matters.</summary>
    private static void Walk(Expr e, Dictionary<Expr, SortedSet<long>> compared, HashSet<Expr> whole, Dictionary<Expr, HashSet<long>> sets)
    {
        switch (e)
        {
            case ComparisonExpr { Left: var leaf, Right: ConstantExpr c } when compared.ContainsKey(leaf):
                compared[leaf].Add(c.Value);
                break;
            case ComparisonExpr { Left: ConstantExpr c, Right: var leaf } when compared.ContainsKey(leaf):
                compared[leaf].Add(c.Value);
                break;
            case InRangeExpr { Subject: var leaf, Low: ConstantExpr low, High: ConstantExpr high } when compared.ContainsKey(leaf):
                compared[leaf].Add(low.Value);
                compared[leaf].Add(high.Value);
                break;
            case InSetExpr { Subject: var leaf, Mask: var mask } when compared.ContainsKey(leaf):
                sets[leaf].Add(mask);
                break;
            case var leaf when compared.ContainsKey(leaf):
                whole.Add(leaf);
                break;
            default:
                foreach (var child in e.Children()) Walk(child, compared, whole, sets);
                break;
        }
    }
}
