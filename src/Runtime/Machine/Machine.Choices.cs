using CdmPolicy.Policies;

namespace CdmPolicy;

public sealed unsafe partial class Machine<TPolicy>
{
    /// <summary>The tiers by free memory, the most first; those with the same in the order given.</summary>
    public TierOrder Roomiest(TierOrder tiers)
    {
        Span<int> sorted = stackalloc int[TierOrder.MaxTiers];
        var count = 0;
        for (; !tiers.IsEmpty; tiers = tiers.Rest, count++)
        {
            var place = count;
            for (; place > 0 && _tiers[sorted[place - 1]].Free < _tiers[tiers.First].Free; place--) sorted[place] = sorted[place - 1];
            sorted[place] = tiers.First;
        }

        return TierOrder.Of(sorted[..count]);
    }
}
