using System.Globalization;

namespace CdmPolicy.Cli.Tuning;

/// <summary>
/// A search for better parameters. It begins with the defaults and some points drawn by the seed, then takes one parameter after the
/// other: first values over its whole range, then ever closer to the best, until nothing new is left to try. The same input gives the same
/// search, whatever runs at once.
/// </summary>
/// <param name="evaluate">Scores points, all at once.</param>
/// <param name="runs">At most so many points are scored.</param>
internal sealed class TuneSearch(
    IReadOnlyList<Tunable> parameters, Func<IReadOnlyList<long[]>, IReadOnlyList<Score>> evaluate, int runs, long seed)
{
    private const int DrawnPerParameter = 4;

    private readonly Dictionary<string, Score> _known = new(StringComparer.Ordinal);
    private readonly SortedSet<long>[] _tried = [.. parameters.Select(_ => new SortedSet<long>())];
    private long[] _best = [.. parameters.Select(p => p.Default)];
    private long _allowed;

    /// <summary>Points that were scored.</summary>
    public int Runs => _known.Count;

    /// <summary>Of these, points under which a contract of the policy was broken.</summary>
    public int Broken => _known.Values.Count(s => s.Breaks);

    /// <summary>The best of the points that broke none; null: there is none.</summary>
    public long[]? BestUnbroken() =>
        _known.Where(k => !k.Value.Breaks).OrderBy(k => k.Value.Failed).ThenBy(k => k.Value.Value).Select(k => Point(k.Key)).FirstOrDefault();

    public long[] Run()
    {
        Score([_best]);
        _allowed = _known[Key(_best)].Violations;
        if (parameters.Count > 1) Improve(Drawn());
        for (var round = 0; ; round++)
        {
            var before = _known.Count;
            for (var p = 0; p < parameters.Count; p++) Improve([.. (round == 0 ? parameters[p].Coarse() : Nearby(p)).Select(v => With(p, v))]);
            if (round > 0 && _known.Count == before) break;
        }

        // What makes no difference stays as the author wrote it.
        for (var p = 0; p < parameters.Count; p++)
        {
            var plain = With(p, parameters[p].Default);
            Score([plain]);
            if (_known.TryGetValue(Key(plain), out var score) && !IsBetter(_known[Key(_best)], score)) _best = plain;
        }

        return _best;
    }

    /// <summary>The points nearest to the best on one axis, and those half way to them where that is not as level as a table.</summary>
    private List<long> Nearby(int parameter)
    {
        var here = _best[parameter];
        var values = new List<long>();
        if (_tried[parameter].Where(v => v < here) is var below && below.Any())
        {
            values.Add(below.Max());
            if (IsSlope(parameter, below.Max()) && parameters[parameter].Between(below.Max(), here) is { } middle) values.Add(middle);
        }

        if (_tried[parameter].Where(v => v > here) is var above && above.Any())
        {
            if (IsSlope(parameter, above.Min()) && parameters[parameter].Between(here, above.Min()) is { } middle) values.Add(middle);
            values.Add(above.Min());
        }

        return values;
    }

    private bool IsSlope(int parameter, long value) =>
        !_known.TryGetValue(Key(With(parameter, value)), out var score) || IsBetter(score, _known[Key(_best)]) || IsBetter(_known[Key(_best)], score);

    private bool IsBetter(Score score, Score other) => score.IsBetterThan(other, _allowed);

    private List<long[]> Drawn()
    {
        // A linear congruential generator (Knuth, MMIX) is random enough to choose a few of a few values.
        var state = (ulong)seed;
        var points = new List<long[]>();
        for (var i = 0; i < Math.Min(DrawnPerParameter * parameters.Count, runs / 4); i++)
        {
            points.Add([.. parameters.Select(p =>
            {
                var values = p.Coarse();
                state = state * 6364136223846793005 + 1442695040888963407;
                return values[(int)((state >> 33) % (ulong)values.Count)];
            })]);
        }

        return points;
    }

    /// <summary>Goes to the best of some points, if it is better than where the search is.</summary>
    private void Improve(IReadOnlyList<long[]> points)
    {
        Score(points);
        foreach (var point in points)
            if (_known.TryGetValue(Key(point), out var score) && IsBetter(score, _known[Key(_best)])) _best = point;
    }

    private void Score(IReadOnlyList<long[]> points)
    {
        var open = points.DistinctBy(Key).Where(p => !_known.ContainsKey(Key(p))).Take(Math.Max(0, runs - _known.Count)).ToList();
        if (open.Count == 0) return;
        foreach (var (point, score) in open.Zip(evaluate(open)))
        {
            _known[Key(point)] = score;
            for (var p = 0; p < point.Length; p++) _tried[p].Add(point[p]);
        }
    }

    private long[] With(int parameter, long value)
    {
        long[] point = [.. _best];
        point[parameter] = value;
        return point;
    }

    private static string Key(long[] point) => string.Join(',', point);

    private static long[] Point(string key) => [.. key.Split(',').Select(v => long.Parse(v, CultureInfo.InvariantCulture))];
}
