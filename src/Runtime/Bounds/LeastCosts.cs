using System.Runtime.CompilerServices;

namespace CdmPolicy.Bounds;

/// <summary>
/// The cheapest way of each page through the hierarchy where frames are rented at a price and there is no end of them: a shortest
/// path over the tiers from access to access.
/// </summary>
/// <remarks>
/// By page it keeps, for each tier and for a clean and a dirty page, what it costs more to be there than at the cheapest place.
/// All pages advance in one pass over the accesses.
/// </remarks>
internal sealed unsafe class LeastCosts
{
    private const long NotYet = long.MinValue;
    private const uint Never = uint.MaxValue;

    private readonly AccessHistory _history;
    private readonly PageCosts[] _sorts;
    private readonly byte[] _sortOfPage;
    private readonly int[]? _weights;
    private readonly int _tiers;
    private readonly int _width;
    private readonly long[] _last;
    private readonly uint[] _more;

    /// <param name="sortOfPage">By page, an index into <paramref name="sorts"/>.</param>
    /// <param name="weights">By page, how often its costs count; null: once.</param>
    public LeastCosts(AccessHistory history, int tiers, PageCosts[] sorts, byte[] sortOfPage, int[]? weights = null)
    {
        (_history, _tiers, _sorts, _sortOfPage, _weights) = (history, tiers, sorts, sortOfPage, weights);
        // Whether a page is dirty matters where it must be written to leave.
        _width = Array.Exists(sorts, s => s.Leave > 0) ? 2 * tiers : tiers;
        foreach (var page in history.Pages) Rounding += weights?[page] ?? 1;
        _last = new long[history.PageCount];
        _more = new uint[(long)history.PageCount * _width];
    }

    /// <summary>What rounding may take off all pages together, in units.</summary>
    public Int128 Rounding { get; }

    /// <summary>All pages together, in units; accesses that nothing can serve are left out.</summary>
    /// <param name="prices">Of a frame by tier, see <see cref="Prices"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Int128 At(ReadOnlySpan<long> prices)
    {
        Array.Fill(_last, NotYet);
        Int128 sum = 0;
        var pages = _history.Pages;
        var operations = _history.Operations;
        var buffer = stackalloc long[3 * _width];
        fixed (long* price = prices)
        fixed (uint* more = _more)
        {
            for (var i = 0; i < pages.Length; i++)
            {
                var page = pages[i];
                var operation = operations[i];
                var cost = Advance(
                    _sorts[_sortOfPage[page]], more + (long)page * _width, operation >> 1 & ~1 | operation & 1, ref _last[page], _history.TimeOf(i), price, buffer);
                sum += _weights is null ? cost : (Int128)cost * _weights[page];
            }
        }

        return sum;
    }

    /// <summary>One access of a page.</summary>
    /// <returns>What its cheapest way costs more than it did up to the access before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Advance(PageCosts costs, uint* more, int access, ref long last, long now, long* prices, long* buffer)
    {
        long* before = buffer, stay = buffer + _width, after = buffer + 2 * _width;
        if (last == NotYet)
        {
            for (var i = 0; i < _width; i++) after[i] = i < _tiers ? costs.First[i] : PageCosts.Impossible;
        }
        else
        {
            for (var i = 0; i < _width; i++) before[i] = more[i] == Never ? PageCosts.Impossible : more[i];
            for (var i = 0; i < _width; i += _tiers) Stay(costs, before + i, stay, after + i, now - last, prices);
            GoAndReturn(costs, before, after);
        }

        if ((access & 1) != 0 && _width > _tiers) MakeDirty(after);
        fixed (long* served = &costs.Accesses[access * _tiers])
        {
            for (var i = 0; i < _width; i++) after[i] += served[i < _tiers ? i : i - _tiers];
        }

        var least = after[0];
        for (var i = 1; i < _width; i++) least = Math.Min(least, after[i]);
        if (least >= PageCosts.Impossible) return 0;
        for (var i = 0; i < _width; i++)
            more[i] = after[i] >= PageCosts.Impossible ? Never : (uint)Math.Min(after[i] - least, Never - 1);
        last = now;
        return least;
    }

    /// <summary>The page moves after the access before to some tier, stays there, and moves before the next to where that is served.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Stay(PageCosts costs, long* before, long* stay, long* after, long ns, long* prices)
    {
        fixed (long* moves = costs.Moves)
        {
            for (var to = 0; to < _tiers; to++)
            {
                var least = PageCosts.Impossible;
                for (var from = 0; from < _tiers; from++) least = Math.Min(least, before[from] + moves[from * _tiers + to]);
                stay[to] = least + (prices[to] == 0 ? 0 : Prices.Rent(prices[to], ns));
            }

            for (var to = 0; to < _tiers; to++)
            {
                var least = PageCosts.Impossible;
                for (var from = 0; from < _tiers; from++) least = Math.Min(least, stay[from] + moves[from * _tiers + to]);
                after[to] = least;
            }
        }
    }

    /// <summary>The page is out of memory between the accesses.</summary>
    private void GoAndReturn(PageCosts costs, long* before, long* after)
    {
        var gone = PageCosts.Impossible;
        for (var i = 0; i < _width; i++) gone = Math.Min(gone, before[i] + (i < _tiers ? 0 : costs.Leave));
        if (costs.ReturnsDirty && _width > _tiers) after += _tiers;
        for (var tier = 0; tier < _tiers; tier++) after[tier] = Math.Min(after[tier], gone + costs.Return[tier]);
    }

    private void MakeDirty(long* after)
    {
        for (var tier = 0; tier < _tiers; tier++)
        {
            after[_tiers + tier] = Math.Min(after[tier], after[_tiers + tier]);
            after[tier] = PageCosts.Impossible;
        }
    }
}
