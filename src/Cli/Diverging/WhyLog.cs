using CdmPolicy.Cli.Explaining;

namespace CdmPolicy.Cli.Diverging;

/// <summary>A rule that was asked about a page at the instant at which two policies part.</summary>
/// <param name="Wrong">The parts of its condition that are false, a bit each; 0 where it matched.</param>
/// <param name="Values">In the order of the names in its condition.</param>
/// <param name="Came">What came of it; null where it did not match.</param>
internal sealed record AskedRule(int Rule, long Wrong, IReadOnlyList<long> Values, LoggedEvent? Came);

/// <summary>
/// Keeps what happens to some pages, and of each, at one instant, all rules that were asked about it: those that did not match, those that
/// were followed and those that were refused.
/// </summary>
/// <param name="instants">When, by page.</param>
internal sealed class WhyLog(IReadOnlyDictionary<int, long> instants) : IPageLog
{
    private readonly PageLog _pages = new(new PageFilter(instants.Keys.ToHashSet()));
    private readonly HashSet<long> _times = [.. instants.Values];
    private readonly Dictionary<int, List<AskedRule>> _asked = [];
    private readonly Dictionary<long, List<PageEvent>> _done = [];

    public IReadOnlyList<LoggedEvent> Events => _pages.Events;

    /// <summary>In the order in which they were asked.</summary>
    public IReadOnlyList<AskedRule> Asked(int page) => _asked.GetValueOrDefault(page) ?? [];

    /// <summary>What rules did with any page at an instant of those that are kept.</summary>
    public IReadOnlyList<PageEvent> DoneAt(long ns) => _done.GetValueOrDefault(ns) ?? [];

    public void Saw(int page, int pages, int rule, ReadOnlySpan<long> values) => _pages.Saw(page, pages, rule, values);

    public void SawPartner(int page, int partner, int rule, ReadOnlySpan<long> values) => _pages.SawPartner(page, partner, rule, values);

    public void Add(in PageEvent happened)
    {
        var before = _pages.Events.Count;
        _pages.Add(happened);
        if (!_times.Contains(happened.Ns) || happened.Rule < 0) return;
        if (!_done.TryGetValue(happened.Ns, out var done)) _done[happened.Ns] = done = [];
        done.Add(happened);
        // Where nothing was seen, a rule that was asked before has come to its end.
        if (_pages.Events.Count > before && _pages.Events[^1] is { Values: { } values } logged)
            Keep(happened.Page, happened.Pages, happened.Ns, new(happened.Rule, 0, values, logged));
    }

    public bool AsksWhy(int page, int pages, long ns)
    {
        if (!_times.Contains(ns)) return false;
        for (var p = page; p < page + pages; p++)
            if (IsAsked(p, ns)) return true;
        return false;
    }

    public void Passed(in PassedRule passed, ReadOnlySpan<long> values) =>
        Keep(passed.Page, passed.Pages, passed.Ns, new(passed.Rule, passed.Wrong, values.ToArray(), null));

    private bool IsAsked(int page, long ns) => instants.TryGetValue(page, out var instant) && instant == ns;

    private void Keep(int first, int count, long ns, AskedRule asked)
    {
        for (var page = first; page < first + count; page++)
        {
            if (!IsAsked(page, ns)) continue;
            if (!_asked.TryGetValue(page, out var list)) _asked[page] = list = [];
            list.Add(asked);
        }
    }
}
