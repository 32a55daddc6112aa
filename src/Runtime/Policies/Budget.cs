namespace CdmPolicy.Policies;

/// <summary>Bytes that may be moved per window; the window refills at multiples of its period from time 0.</summary>
public struct Budget
{
    private long _windowEnd;
    private long _used;
    private long _asked;
    private long _refused;

    public Budget(long amount, long periodNs)
    {
        Amount = amount;
        PeriodNs = periodNs;
    }

    /// <summary>Bytes per window.</summary>
    public long Amount { get; set; }

    public long PeriodNs { get; }

    /// <summary>Bytes charged in the window that holds <paramref name="now"/>.</summary>
    public long Used(long now) => Current(now) ? _used : 0;

    /// <summary>Bytes not yet charged in that window.</summary>
    public long Left(long now) => Math.Max(0, Amount - Used(now));

    /// <summary>Bytes asked for in that window, granted or not.</summary>
    public long Asked(long now) => Current(now) ? _asked : 0;

    /// <summary>Bytes refused in that window for want of budget.</summary>
    public long Refused(long now) => Current(now) ? _refused : 0;

    /// <summary>Notes the wish, and charges it if it fits into what is left of the window.</summary>
    public bool TryCharge(long bytes, long now)
    {
        if (!Current(now))
        {
            _windowEnd = Saturating.Add(now - now % PeriodNs, PeriodNs);
            _used = _asked = _refused = 0;
        }

        _asked += bytes;
        if (_used + bytes > Amount)
        {
            _refused += bytes;
            return false;
        }

        _used += bytes;
        return true;
    }

    private readonly bool Current(long now) => now < _windowEnd;
}
