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
        foreach (var candidate in candidates)
        {
            if (candidate.Length == 0 || candidate == word) continue;
            if (string.Equals(word, candidate, StringComparison.OrdinalIgnoreCase)) return candidate;
            var tolerance = Math.Max(word.Length, candidate.Length) / 3;
            if (Math.Abs(word.Length - candidate.Length) > tolerance) continue;
            var distance = Distance(word, candidate);
            if (distance > tolerance || distance >= bestDistance) continue;
            (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>A "did you mean" with the nearest candidate as help text, or null.</summary>
    public static string? DidYouMean(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } near ? $"did you mean `{near}`?" : null;

    private static int Distance(string from, string to)
    {
        var beforeLast = new int[to.Length + 1];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        var row = new int[to.Length + 1];
        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[to.Length];
    }
}
