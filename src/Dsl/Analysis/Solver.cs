using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>Whether conditions can hold together, and values under which they do.</summary>
/// <param name="IsNever">Proven that they never hold together.</param>
/// <param name="Values">Values that were tried and make them hold; null if none were found.</param>
internal sealed record Solution(bool IsNever, IReadOnlyDictionary<Expr, long>? Values)
{
    public static Solution Never { get; } = new(true, null);

    public static Solution Unknown { get; } = new(false, null);

    /// <summary>Whether the condition holds too; what the values say nothing of is the least it can be.</summary>
    public bool Satisfies(Expr condition, long pageBytes)
    {
        var evaluator = new Evaluator(pageBytes);
        return evaluator.Compile(condition) is var holds && holds(In(evaluator)) != 0;
    }

    /// <summary>The values in the places of an evaluator; what is not among them may be anything.</summary>
    public long[] In(Evaluator evaluator) =>
        evaluator.Leaves.Select(l => Values!.TryGetValue(l, out var value) ? value : l.Range.Min).ToArray();
}

/// <summary>How many cases may be tried before the answer is "unknown"; shared, it bounds the work on a whole policy.</summary>
/// <param name="pageBytes">The size of a page, which the calls <c>pages</c> and <c>bytes</c> are worked out with; 0 where it is not known.</param>
internal sealed class Effort(int cases, long pageBytes)
{
    public int Cases { get; set; } = cases;

    /// <summary>Steps of proofs that are left.</summary>
    public int Steps { get; set; } = int.MaxValue;

    public long PageBytes => pageBytes;

    /// <summary>For all questions of one analysis together: what is left over when it is used up is not told.</summary>
    public static Effort OfAnalysis(HierarchyPlan h) => new(500_000, h.PageBytes) { Steps = 200_000 };
}

/// <summary>
/// Decides whether conditions can hold together: by a tableau first, whose open branch gives values to try, then by trying
/// every case where there are few. Where fields are small, and larger things are only compared with constants, the answer is exact.
/// </summary>
internal static class Solver
{
    public static Solution Solve(IEnumerable<Expr> conditions, Effort? effort = null)
    {
        var all = conditions.ToArray();
        effort ??= new Effort(Cases.Most, pageBytes: 0);
        var (closes, open) = Prover.Run(all, effort);
        if (closes) return Solution.Never;
        var evaluator = new Evaluator(effort.PageBytes);
        var holds = all.Select(evaluator.Compile).ToArray();
        // Only whole pages are free.
        var values = evaluator.Leaves.Select(l => (l is TierExpr { Property: TierProperty.Free } && effort.PageBytes > 0, open?.Pick(l) ?? l.Range.Min))
            .Select(v => v is (true, < long.MaxValue / 2 and var free) ? (free + effort.PageBytes - 1) / effort.PageBytes * effort.PageBytes : v.Item2).ToArray();
        if (Array.TrueForAll(holds, h => h(values) != 0)) return Found(evaluator, values);
        return Cases.Search(all, evaluator, holds, effort) ?? Guess.Search(all, evaluator, values, effort);
    }

    /// <summary>Values were found under which all hold: what is reported as an error rests on them, not on a proof that failed.</summary>
    public static bool CanHold(Effort effort, Expr[] conditions) => effort is { Cases: > 0, Steps: > 0 } && Solve(conditions, effort).Values is not null;

    public static Solution Solve(params Expr[] conditions) => Solve(conditions.AsEnumerable());

    /// <summary>Values that were tried, unless they are no state that there can be.</summary>
    public static Solution Found(Evaluator evaluator, long[] values) => !IsState(evaluator, values) ? Solution.Unknown : new(false, evaluator.Leaves.Select((l, i) => (l, values[i])).ToDictionary(x => x.l, x => x.Item2));

    /// <summary>Bound to one tier is bound to no other, and what is worked out by a call is no thing of its own.</summary>
    public static bool IsState(Evaluator evaluator, long[] values)
    {
        var bound = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (evaluator.Leaves[i] is CallExpr) return false;
            if (evaluator.Leaves[i] is RequestExpr { Property: RequestProperty.BoundTo } && values[i] != 0) bound++;
        }

        return bound < 2;
    }
}
