namespace CdmPolicy.Dsl.Text;

/// <summary>Finds the word an author probably meant.</summary>
public static class Suggestions
{
    /// <summary>
    /// The candidate closest to the word, or null when none is near: one edit is forgiven per three letters, and at least
    /// one. An edit is a letter added, dropped or changed, or two neighbours swapped. Ties go to the first candidate.
    /// </summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var tolerance = Math.Max(1, (word.Length + 1) / 3);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > tolerance) continue;
            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance > tolerance || distance >= candidate.Length) continue;
            if (distance == tolerance && best is not null) continue;
            best = candidate;
            tolerance = distance;
            if (distance == 0) break;
        }

        return best;
    }

    /// <summary>The optimal string alignment distance.</summary>
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
