namespace CdmPolicy.Generator.Emit;

/// <summary>The lists of tiers that rules send pages to, each as a property of its own: <c>ToRamPmem</c>.</summary>
internal sealed class TierOrders(Func<int, string> tierName, NameScope names)
{
    private readonly List<(int[] Tiers, string Property)> _all = [];

    /// <summary>In the order of first use.</summary>
    public IReadOnlyList<(int[] Tiers, string Property)> All => _all;

    public string Property(IEnumerable<int> tiers)
    {
        var order = tiers.ToArray();
        var known = _all.Find(o => o.Tiers.SequenceEqual(order)).Property;
        if (known is not null) return known;
        var property = names.Take("To" + string.Concat(order.Select(tierName)));
        _all.Add((order, property));
        return property;
    }
}
