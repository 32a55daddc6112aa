namespace CdmPolicy.Dsl.Text;

/// <summary>Finds the word an author probably meant.</summary>
public static class Suggestions
{
    /// <summary>The candidate nearest to <paramref name="word"/>, or null when none is near enough.</summary>
    /// <remarks>
    /// Near enough is one edit for every three letters of the longer word; case alone is always near enough. An edit
    /// inserts, deletes or changes a letter, or swaps two neighbours (optimal string alignment). The first of equals wins.
    /// </remarks>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        var rows = new Rows(word.Length * 2 + 1);
        foreach (var candidate in candidates)
        {
            if (candidate.Length == 0 || candidate == word) continue;
            if (string.Equals(word, candidate, StringComparison.OrdinalIgnoreCase)) return candidate;
            var limit = Math.Min(Math.Max(word.Length, candidate.Length) / 3, bestDistance - 1);
            if (limit == 0 || Math.Abs(word.Length - candidate.Length) > limit) continue;
            var distance = rows.Distance(word, candidate, limit);
            if (distance <= limit) (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>A "did you mean" with the nearest candidate as help text, or null.</summary>
    public static string? DidYouMean(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } near ? $"did you mean `{near}`?" : null;

    /// <summary>Rows of the table of distances, used for one candidate after the other.</summary>
    private sealed class Rows(int length)
    {
        private int[] _beforeLast = new int[length];
        private int[] _last = new int[length];
        private int[] _row = new int[length];

        /// <summary>The distance, or more than <paramref name="limit"/> where it is more: only the cells that near the diagonal are filled.</summary>
        public int Distance(string from, string to, int limit)
        {
            if (to.Length >= _row.Length) (_beforeLast, _last, _row) = (new int[to.Length + 1], new int[to.Length + 1], new int[to.Length + 1]);
            for (var j = 0; j <= to.Length; j++) _last[j] = j;
            var leastBefore = 0;
            for (var i = 1; i <= from.Length; i++)
            {
                var (first, end) = (Math.Max(1, i - limit), Math.Min(to.Length, i + limit));
                _row[first - 1] = first == 1 ? i : limit + 1;
                var least = _row[first - 1];
                for (var j = first; j <= end; j++)
                {
                    var change = _last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                    var above = j < i + limit ? _last[j] : limit + 1;
                    _row[j] = Math.Min(change, Math.Min(above, _row[j - 1]) + 1);
                    if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                        _row[j] = Math.Min(_row[j], _beforeLast[j - 2] + 1);
                    least = Math.Min(least, _row[j]);
                }
                // A swap reaches back over one row.
                if (least > limit && leastBefore >= limit) return limit + 1;
                leastBefore = least;
                (_beforeLast, _last, _row) = (_last, _row, _beforeLast);
            }
            return _last[to.Length];
        }
    }
}
