namespace CdmPolicy.Policies;

/// <summary>
/// Bytes that may be moved per window, or nanoseconds that moves may cost; the window refills at multiples of its period from time 0.
/// </summary>
public struct Budget
{
    private long _windowEnd;
    private long _used;
    private long _asked;
    private long _refused;

    public Budget(long amount, long periodNs, bool inTime = false)
    {
        Amount = amount;
        PeriodNs = periodNs;
        InTime = inTime;
    }

    /// <summary>What a window holds.</summary>
    public long Amount { get; set; }

    public long PeriodNs { get; }

    /// <summary>It counts time, not bytes.</summary>
    public bool InTime { get; }

    /// <summary>Charged in the window that holds <paramref name="now"/>.</summary>
    public long Used(long now) => Current(now) ? _used : 0;

    /// <summary>Not yet charged in that window.</summary>
    public long Left(long now) => Math.Max(0, Amount - Used(now));

    /// <summary>Asked for in that window, granted or not.</summary>
    public long Asked(long now) => Current(now) ? _asked : 0;

    /// <summary>Refused in that window for want of budget.</summary>
    public long Refused(long now) => Current(now) ? _refused : 0;

    /// <summary>Notes the wish, and charges it if it fits into what is left of the window.</summary>
    public bool TryCharge(long amount, long now)
    {
        if (!Current(now))
        {
            _windowEnd = Saturating.Add(now - now % PeriodNs, PeriodNs);
            _used = _asked = _refused = 0;
        }

        _asked += amount;
        if (_used + amount > Amount)
        {
            _refused += amount;
            return false;
        }

        _used += amount;
        return true;
    }

    /// <summary>Is there enough left for a move of so many bytes? Of a move's time nothing is known before its target is.</summary>
    public bool MayAfford(long bytes, long now) => InTime ? Left(now) > 0 : Left(now) >= bytes;

    private readonly bool Current(long now) => now < _windowEnd;
}
