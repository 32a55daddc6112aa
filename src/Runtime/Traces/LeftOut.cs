using System.Globalization;

namespace CdmPolicy.Traces;

/// <summary>Counts what a reader leaves out of its source for a good reason, so that nothing disappears in silence.</summary>
internal sealed class LeftOut
{
    private readonly List<(string What, long Count)> _counts = [];

    /// <param name="what">In the plural, such as <c>samples without an address</c>.</param>
    public void Add(string what, long count = 1)
    {
        var at = _counts.FindIndex(c => ReferenceEquals(c.What, what) || c.What == what);
        if (at < 0) _counts.Add((what, count));
        else _counts[at] = (what, _counts[at].Count + count);
    }

    /// <summary>A sentence for each kind of them.</summary>
    public IReadOnlyList<string> Notes =>
        [.. _counts.Select(c => $"left out: {c.Count.ToString("#,0", CultureInfo.InvariantCulture)} {c.What}")];
}
