namespace CdmPolicy.Cli.Explaining;

/// <summary>Something that happened to a page, and what the rule that said so had seen.</summary>
/// <param name="Values">In the order of the names in the rule's condition; null where no rule was asked just then.</param>
/// <param name="Exchange">The same of the condition of an exchange; null where the page changed places with none.</param>
/// <param name="IsVictim">Another page was moved, and this one made room for it.</param>
internal sealed record LoggedEvent(PageEvent Event, IReadOnlyList<long>? Values, IReadOnlyList<long>? Exchange = null, bool IsVictim = false);

/// <summary>Which events are kept: those of some pages, those of a time.</summary>
/// <param name="Pages">Null: all.</param>
/// <param name="FromNs">The first instant.</param>
/// <param name="ToNs">The last one.</param>
internal sealed record PageFilter(IReadOnlySet<int>? Pages, long FromNs = 0, long ToNs = long.MaxValue)
{
    public bool Has(int first, int count)
    {
        if (Pages is null) return true;
        for (var page = first; page < first + count; page++)
            if (Pages.Contains(page)) return true;
        return false;
    }
}

/// <summary>Keeps what happens to some pages, with what their rules saw.</summary>
internal sealed class PageLog(PageFilter filter) : IPageLog
{
    private readonly Dictionary<int, (int Rule, long[] Values)> _seen = [];
    private readonly List<LoggedEvent> _events = [];

    /// <summary>What the last rule of placement saw: of a huge page it is asked by the base page that was touched.</summary>
    private (int Rule, long[] Values)? _request;

    /// <summary>The two pages that are about to change places.</summary>
    private (int Page, int Partner, long[] Values) _exchange;

    public IReadOnlyList<LoggedEvent> Events => _events;

    public void Saw(int page, int pages, int rule, ReadOnlySpan<long> values)
    {
        if (filter.Has(page, pages)) _seen[page] = (rule, values.ToArray());
        _request = (rule, values.ToArray());
    }

    public void SawPartner(int page, int partner, int rule, ReadOnlySpan<long> values) => _exchange = (page, partner, values.ToArray());

    public void Add(in PageEvent happened)
    {
        if (!filter.Has(happened.Page, happened.Pages)) return;
        var values = Take(happened);
        if (happened.Ns < filter.FromNs || happened.Ns > filter.ToNs) return;
        if (happened.With < 0) _events.Add(new(happened, values));
        else _events.Add(new(happened, values, _exchange.Values, IsVictim: happened.Page == _exchange.Partner && happened.With == _exchange.Page));
    }

    /// <summary>What a rule saw belongs to the first thing that comes of it: when the page arrives later, that is long ago.</summary>
    private long[]? Take(in PageEvent happened)
    {
        if (happened.Rule < 0) return null;
        if (_seen.TryGetValue(happened.Page, out var seen) && seen.Rule == happened.Rule)
        {
            _seen.Remove(happened.Page);
            return seen.Values;
        }

        return happened.Kind is PageEventKind.Placed or PageEventKind.NotPlaced && _request is { } request && request.Rule == happened.Rule ? request.Values : null;
    }
}
