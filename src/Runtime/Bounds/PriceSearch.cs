namespace CdmPolicy.Bounds;

/// <summary>Looks for the prices with the highest bound. Where it stops short the bound is lower, and still one.</summary>
/// <remarks>
/// The bound is concave in the prices, so along one line a search over its slope finds the best. Lines are what one tier's frames
/// cost, and what those of several tiers cost alike: a page that one price drives out would only go to the next tier.
/// </remarks>
internal sealed class PriceSearch
{
    private const int Rounds = 4;
    private const int Reach = 12;

    private readonly LeastCosts _costs;
    private readonly Int128[] _frameTime;
    private readonly long[] _prices;
    private Int128 _best;

    /// <param name="frameTime">By tier, frames times ns.</param>
    public PriceSearch(LeastCosts costs, Int128[] frameTime)
    {
        (_costs, _frameTime, _prices) = (costs, frameTime, new long[frameTime.Length]);
        _best = Bound(costs, _prices, frameTime);
    }

    public long[] Find()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var before = _best;
            SearchAlong(_ => true);
            for (var tier = 0; tier < _prices.Length; tier++) SearchAlong(t => t == tier);
            foreach (var dear in DearTiers()) SearchAlong(t => dear[t]);

            // A thousandth more is not worth another round.
            if (_best - before <= _best / 1024) break;
        }

        return _prices;
    }

    /// <summary>The cost that no policy goes below, in units.</summary>
    public static Int128 Bound(LeastCosts costs, long[] prices, Int128[] frameTime)
    {
        var bound = costs.At(prices);
        for (var tier = 0; tier < prices.Length; tier++)
            if (prices[tier] != 0) bound -= Prices.Income(prices[tier], frameTime[tier]);
        return bound;
    }

    /// <summary>The tiers that cost at least so much, for each price but the lowest.</summary>
    private bool[][] DearTiers() =>
        [.. _prices.Distinct().Order().Skip(1).Select(level => Array.ConvertAll(_prices, p => p >= level))];

    /// <summary>The best common part of some tiers' prices.</summary>
    private void SearchAlong(Predicate<int> isMeant)
    {
        var meant = Enumerable.Range(0, _prices.Length).Where(t => isMeant(t)).ToArray();
        var common = meant.Min(t => _prices[t]);
        var beyond = Array.ConvertAll(meant, t => _prices[t] - common);
        // A price that was found before changes little.
        var (low, high) = (0, Prices.Steps);
        if (common > 0) (low, high) = (Math.Max(low, Prices.StepOf(common) - Reach), Math.Min(high, Prices.StepOf(common) + Reach));
        while (low < high)
        {
            var middle = (low + high) / 2;
            // The lowest prices round to nothing: where the bound is all but level, on to the higher ones.
            if (Try(Prices.OnScale(middle)) <= Try(Prices.OnScale(middle + 1)) + _costs.Rounding) low = middle + 1;
            else high = middle;
        }

        Try(0);
        Set(common);

        Int128 Try(long price)
        {
            Set(price);
            var bound = Bound(_costs, _prices, _frameTime);
            if (bound > _best) (_best, common) = (bound, price);
            return bound;
        }

        void Set(long price)
        {
            for (var i = 0; i < meant.Length; i++) _prices[meant[i]] = Math.Min(Prices.Highest, price + beyond[i]);
        }
    }
}
