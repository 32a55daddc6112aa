namespace CdmPolicy.Cli.Comparing;

/// <summary>Which name of one hierarchy stands for which of another: equal names for each other, the rest in the order in which they are declared.</summary>
internal static class NameMatch
{
    /// <returns>By name of the first list, a name of the second; what is left over in the first stays out.</returns>
    public static Dictionary<string, string> Of(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var equal = from.Intersect(to, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var match = equal.ToDictionary(name => name, StringComparer.Ordinal);
        foreach (var (left, right) in from.Where(n => !equal.Contains(n)).Zip(to.Where(n => !equal.Contains(n)))) match.Add(left, right);
        return match;
    }
}
