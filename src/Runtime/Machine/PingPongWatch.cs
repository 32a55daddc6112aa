namespace CdmPolicy;

/// <summary>
/// Counts pages that go up and come down again soon: a demotion whose page's last move was a promotion, no longer ago than a
/// given time. A page that leaves memory in between begins anew.
/// </summary>
internal sealed class PingPongWatch
{
    private const long Never = long.MinValue;

    private readonly long[] _promotedAt;
    private readonly long _within;

    /// <param name="within">The longest time between the two moves, ns.</param>
    public PingPongWatch(int pages, long within)
    {
        _promotedAt = new long[pages];
        _within = within;
        Array.Fill(_promotedAt, Never);
    }

    /// <summary>In base pages.</summary>
    public long Count { get; private set; }

    public void Promoted(int page, int pages, long now) => _promotedAt.AsSpan(page, pages).Fill(now);

    public void Demoted(int page, int pages, long now)
    {
        foreach (ref var promoted in _promotedAt.AsSpan(page, pages))
        {
            if (promoted != Never && now - promoted <= _within) Count++;
            promoted = Never;
        }
    }

    public void Placed(int page, int pages) => _promotedAt.AsSpan(page, pages).Fill(Never);
}
